/** A command block as the page holds it: what was run, how it went, how much it printed, its first and last lines. */
import * as v from 'valibot';
import { blockIdSchema } from '../model/ids.ts';
import { lineSchema } from './line.ts';

/** Lines of a block that a page holds from its beginning. */
export const HEAD_LINES = 50;
/** Lines of a block that a page holds from its end, once it has ended and when they are not in the head. */
export const TAIL_LINES = 20;
/** Characters of one line that a page holds; the rest is counted in `Line.cut` and read by `block.read`. */
export const VIEW_LINE_LIMIT = 2_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A program waits for an answer. `text` is the server's own, exact but for control characters. */
export const programPromptSchema = v.strictObject({
  kind: v.picklist(['text', 'yes-no', 'password']),
  text: v.pipe(v.string(), v.maxLength(1_000)),
  /** What Enter alone means, where the prompt says so. */
  preset: v.nullable(v.picklist(['yes', 'no'])),
  /** Lines of the block that were printed before the prompt. */
  linesBefore: count,
});
export type ProgramPrompt = v.InferOutput<typeof programPromptSchema>;

/** Where a command stands. `done`: it ended, its code is not known. `lost`: the connection went with it. */
export const blockStatusSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('running') }),
  v.strictObject({ kind: v.literal('waiting'), prompt: programPromptSchema }),
  v.strictObject({ kind: v.literal('ok') }),
  v.strictObject({ kind: v.literal('failed'), code: v.pipe(v.number(), v.integer()) }),
  v.strictObject({ kind: v.literal('done') }),
  v.strictObject({ kind: v.literal('stopped') }),
  v.strictObject({ kind: v.literal('suspended') }),
  v.strictObject({ kind: v.literal('lost') }),
]);
export type BlockStatus = v.InferOutput<typeof blockStatusSchema>;

/** Characters kept of a command line. */
export const COMMAND_LINE_LIMIT = 4_096;

export const commandBlockSchema = v.strictObject({
  id: blockIdSchema,
  /** `greeting`: what the server printed before the first prompt. */
  kind: v.picklist(['greeting', 'command']),
  commandLine: v.pipe(v.string(), v.maxLength(COMMAND_LINE_LIMIT)),
  /** `marked`: the shell itself told where it begins and ends (OSC 133). `guessed`: learned from its prompt. */
  bounds: v.picklist(['marked', 'guessed']),
  status: blockStatusSchema,
  startedAtEpochMs: count,
  /** Null while it runs. */
  durationMs: v.nullable(count),
  /** Working directory at its end where the shell told it, else ''. */
  directory: v.pipe(v.string(), v.maxLength(4_096)),
  /** Logical lines printed, kept or not. */
  lineCount: count,
  /** Lines that the keeper no longer has. */
  notKept: count,
  /** Lines 1 to at most 50. */
  head: v.pipe(v.array(lineSchema), v.maxLength(HEAD_LINES)),
  /** The last lines that are not in `head`, at most 20; empty while it runs. */
  tail: v.pipe(v.array(lineSchema), v.maxLength(TAIL_LINES)),
  /** Beginning of the newest line, at most 200 characters, told now and then while it runs. */
  latest: v.pipe(v.string(), v.maxLength(200)),
  /** First line that looks like an error, at most 300 characters, told at the end. */
  firstError: v.nullable(v.pipe(v.string(), v.maxLength(300))),
});
export type CommandBlock = v.InferOutput<typeof commandBlockSchema>;
