/** A recorded terminal session: its bytes, when each chunk came, and what was typed. Recording is record.ts's. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { sessionInputSchema } from '../../shared/protocol/input-conversation.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const transcriptTimesSchema = v.strictObject({
  size: v.strictObject({ columns: count, rows: count }),
  /** Secret of the prompt marks, null for a shell that was started without them. */
  secret: v.nullable(v.string()),
  shell: v.string(),
  /** Each chunk begins at `offset` in the bytes and goes to the next one. */
  chunks: v.array(v.strictObject({ atMs: count, offset: count })),
  /** `afterBytes`: how much had arrived when this was sent; decides the order within a millisecond. */
  input: v.array(v.strictObject({ atMs: count, afterBytes: count, input: sessionInputSchema })),
  /** When the window got another size, as `input` tells when something was typed. */
  resizes: v.optional(
    v.array(v.strictObject({ atMs: count, afterBytes: count, columns: count, rows: count })),
  ),
  /** When the shell ended by itself; null: the recording was cut. */
  endedAtMs: v.nullable(count),
});

/** The contents of NAME.times.json. */
export type TranscriptTimes = v.InferOutput<typeof transcriptTimesSchema>;

/** One recording. */
export interface Transcript {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly times: TranscriptTimes;
}

/** Folder of the golden transcripts, as a URL that ends in a slash. */
export const goldenFolder = new URL('../transcripts/golden/', import.meta.url);

/** Reads NAME.bytes and NAME.times.json; throws when they are missing or malformed. */
export function readTranscript(name: string): Transcript {
  const times: unknown = JSON.parse(
    readFileSync(new URL(`${name}.times.json`, goldenFolder), 'utf8'),
  );
  return {
    name,
    bytes: new Uint8Array(readFileSync(new URL(`${name}.bytes`, goldenFolder))),
    times: v.parse(transcriptTimesSchema, times),
  };
}
