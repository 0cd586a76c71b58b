/**
 * Random streams and mutated recordings through the whole reader: 1,000 here, 100,000 by `npm run test:fuzz`. A run is
 * repeated with FUZZ_SEED; FUZZ_RUNS says how many streams, FUZZ_SLICE_LIMIT_MS makes a slow slice a failure.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { createTerminalReader } from '../../../../server/keeper/terminal/terminal-reader.ts';
import { sessionChangeSchema } from '../../../../shared/terminal/session-change.ts';
import { goldenFolder, readTranscript } from '../../../support/transcript.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 1_000);
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const sliceLimitMs = Number(process.env['FUZZ_SLICE_LIMIT_MS'] ?? Infinity);
/** A slow slice is measured again so often; the best counts, because others share the machine. */
const MEASURED_AGAIN = 5;
const SECRET = 'fuzzfuzzfuzzfuzz';
/** Little memory for lines, so that short streams reach it. */
const KEPT_LIMIT_BYTES = 128 * 1_024;
/** The newest block keeps one line of its beginning, however long, and costs something itself. */
const KEPT_MORE_BYTES = 64 * 1_024;
/** Longer windows of a recording tell nothing new. */
const WINDOW_BYTES = 6_000;
/** Everything a host may hear; each is on a fixed list or a number within the screen. */
const ALLOWED_REPLY =
  /^\x1b\[\?1;2c$|^\x1b\[0n$|^\x1b\[[0-9]{1,3};[0-9]{1,3}R$|^\x1b\[\??(?:4|20|1|6|7|12|25|47|66|1000|1002|1003|1004|1006|1047|1048|1049|2004|2026);[0-4]\$y$/;

const encoder = new TextEncoder();
const recordings = readdirSync(goldenFolder)
  .filter((file) => file.endsWith('.bytes'))
  .map((file) => readTranscript(file.slice(0, -'.bytes'.length)));

/** Escape sequences of every kind, with numbers a host would choose to hurt. */
const number = fc.oneof(
  fc.nat(120),
  fc.constantFrom(0, 1_049, 2_004, 65_535, 4_294_967_296, 99_999_999),
);
const control = fc
  .tuple(
    fc.constantFrom('', '?', '>', '=', '<'),
    fc.array(number, { maxLength: 5 }),
    fc.constantFrom('', '', '', '$', '!', ' ', '"', "'"),
    fc.constantFrom(...Array.from('@ABCDEFGHIJKLMPSTXZ^`abcdefghilmnpqrstuxy{|}~')),
  )
  .map(
    ([prefix, parameters, between, final]) =>
      `\x1b[${prefix}${parameters.join(';')}${between}${final}`,
  );
const operatingSystemCommand = fc
  .tuple(
    fc.constantFrom('0', '2', '4', '7', '8', '9', '10', '52', '133', '633', '777', '1337'),
    fc.string({ maxLength: 60 }),
    fc.constantFrom('\x07', '\x1b\\', ''),
  )
  .map(([code, text, end]) => `\x1b]${code};${text}${end}`);
const mark = fc
  .tuple(
    fc.constantFrom('A', 'B', 'C', 'D;0', 'D;1', 'D;999', 'P', 'N', 'E'),
    fc.constantFrom(SECRET, 'ffffffffffffffff', ''),
    fc.constantFrom('', ';cwd=/', ';cwd=/a;b'),
  )
  .map(([letter, key, rest]) => `\x1b]133;${letter};k=${key}${rest}\x1b\\`);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 150 }),
  fc.constantFrom('\r\n', '\n', '\r', '\b', '\t', '\x07', '\x0e', '\x0f', '\x1bc', '\x1bM', '\x1b'),
  fc.constantFrom('Password: ', '[Y/n] ', '>>> ', '--More--', 'error: ', '{"a":', '| a | b |\r\n'),
  fc
    .tuple(fc.constantFrom('x', 'ab ', '\u0301', '界', '\r\n', '-', ' 1  2\r\n'), fc.nat(400))
    .map(([unit, times]) => unit.repeat(times)),
);
const random = fc
  .array(
    fc.oneof(
      fc.oneof(control, operatingSystemCommand, mark, text).map((one) => encoder.encode(one)),
      fc.uint8Array({ maxLength: 60 }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => ({ bytes: new Uint8Array(Buffer.concat(pieces)), secret: SECRET }));

/** Part of a recording with flipped bits, cuts, splices of another recording and slices that repeat. */
const mutation = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'splice', 'repeat'),
  at: fc.nat(WINDOW_BYTES),
  length: fc.nat(300),
  other: fc.nat(recordings.length - 1),
  times: fc.oneof(
    { weight: 14, arbitrary: fc.integer({ min: 2, max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: 100, max: 600 }) },
  ),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;
const mutated = fc
  .record({
    recording: fc.nat(recordings.length - 1),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    mutations: fc.array(mutation, { maxLength: 8 }),
  })
  .map(({ recording, from, mutations }) => {
    const original = recordings[recording];
    if (original === undefined) throw new Error('There is no recording.');
    const start = Math.floor(from * Math.max(0, original.bytes.length - WINDOW_BYTES));
    const window = Buffer.from(original.bytes.subarray(start, start + WINDOW_BYTES));
    const bytes = mutations.reduce(changed, window);
    return { bytes: new Uint8Array(bytes), secret: original.times.secret };
  });

function changed(bytes: Buffer, { kind, at, length, other, times }: Mutation): Buffer {
  const from = at % (bytes.length + 1);
  const [before, slice, after] = [
    bytes.subarray(0, from),
    bytes.subarray(from, from + length),
    bytes.subarray(from + length),
  ];
  switch (kind) {
    case 'flip': {
      const copy = Buffer.from(bytes);
      if (from < copy.length) copy[from] = (copy[from] ?? 0) ^ (1 << (length % 8));
      return copy;
    }
    case 'cut':
      return Buffer.concat([before, after]);
    case 'splice': {
      const foreign = recordings[other]?.bytes ?? new Uint8Array();
      return Buffer.concat([before, foreign.subarray(at, at + length), slice, after]);
    }
    case 'repeat':
      return Buffer.concat([before, ...Array<Buffer>(times).fill(slice), after]);
  }
}

const stream = fc.record({
  content: fc.oneof(random, mutated),
  /** Where the bytes are cut into chunks. */
  cuts: fc.array(fc.nat(WINDOW_BYTES), { maxLength: 5 }),
  /** What happens between two chunks. */
  events: fc.array(fc.constantFrom('line', 'secret', 'interrupt', 'resize', 'pause', 'read'), {
    maxLength: 5,
  }),
});
type Stream = typeof stream extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a stream; gives the longest time in milliseconds for which the loop did not turn. */
async function play({ content, cuts, events }: Stream): Promise<number> {
  const replies: string[] = [];
  const reader = createTerminalReader({
    size: { columns: 80, rows: 24 },
    marksSecret: content.secret,
    keptLimitBytes: () => KEPT_LIMIT_BYTES,
    onReply: (bytes) => replies.push(new TextDecoder().decode(bytes)),
  });
  let atMs = 1_000;
  let longestMs = 0;
  const timed = <Value>(work: () => Value): Value => {
    const beganMs = performance.now();
    const value = work();
    longestMs = Math.max(longestMs, performance.now() - beganMs);
    return value;
  };
  const happen = (event: string | undefined): void => {
    if (event === 'line') reader.inputSent({ kind: 'line', text: 'make test' }, atMs);
    if (event === 'secret') reader.inputSent({ kind: 'secret', text: 'hidden' }, atMs);
    if (event === 'interrupt') reader.inputSent({ kind: 'control', control: 'interrupt' }, atMs);
    if (event === 'resize') reader.resize({ columns: 20 + (atMs % 100), rows: 5 + (atMs % 40) });
    if (event === 'pause') atMs += 3_000;
  };
  const take = (): void => {
    timed(() => reader.tick(atMs));
    const changes = timed(() => reader.takeChanges());
    for (const change of changes) {
      v.parse(sessionChangeSchema, change);
      if (change.type === 'block.started') reader.readLines(change.block.id, 0, 5);
    }
  };
  try {
    const ends = [...cuts.map((cut) => cut % (content.bytes.length + 1)), content.bytes.length];
    let from = 0;
    for (const [index, end] of ends.sort((one, other) => one - other).entries()) {
      timed(() => {
        reader.write(content.bytes.subarray(from, end), atMs);
      });
      from = end;
      happen(events[index]);
      longestMs = Math.max(longestMs, await longestTurn(reader.parsed()));
      atMs += 100;
      take();
    }
    atMs += 10_000;
    take();
    reader.end('lost', atMs);
    take();
    for (const reply of replies) expect(reply).toMatch(ALLOWED_REPLY);
    expect(reader.pendingBytes).toBe(0);
    expect(reader.keptBytes).toBeLessThanOrEqual(KEPT_LIMIT_BYTES + KEPT_MORE_BYTES);
  } finally {
    reader.dispose();
  }
  return longestMs;
}

/** The longest time in milliseconds between two turns of the loop until the work is done. */
async function longestTurn(work: Promise<void>): Promise<number> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  let longestMs = 0;
  for (;;) {
    const beganMs = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    longestMs = Math.max(longestMs, performance.now() - beganMs);
    // Reassigned by the promise above, which the analysis of types does not follow.
    if (isOver as boolean) return longestMs;
  }
}

/** In a few lines what failed and where its bytes are, '' when nothing did. */
function failureOf({
  failed,
  counterexample,
  counterexamplePath,
  errorInstance,
}: fc.RunDetails<[Stream]>): string {
  if (!failed) return '';
  const [one] = counterexample ?? [];
  const file = join(tmpdir(), `earshot-fuzz-${String(seed)}.json`);
  const content = {
    ...one?.content,
    bytes: Buffer.from(one?.content.bytes ?? []).toString('base64'),
  };
  writeFileSync(file, JSON.stringify({ ...one, content }));
  const reason =
    errorInstance instanceof Error ? (errorInstance.stack ?? '') : String(errorInstance);
  return `seed ${String(seed)}, path ${String(counterexamplePath)}, stream in ${file}: ${reason.slice(0, 1_500)}`;
}

describe('fuzzed streams', () => {
  it(`are ${String(runs)} streams that throw nothing, keep the memory and answer from the list (seed ${String(seed)})`, async () => {
    const longest: number[] = [];
    const property = fc.asyncProperty(stream, async (one) => {
      let tookMs = await play(one);
      for (let again = 0; again < MEASURED_AGAIN && tookMs > 50; again += 1)
        tookMs = Math.min(tookMs, await play(one));
      longest.push(tookMs);
      expect(tookMs).toBeLessThanOrEqual(sliceLimitMs);
    });
    const details = await fc.check(property, { numRuns: runs, seed, endOnFailure: true });
    expect(failureOf(details)).toBe('');
    longest.sort((one, other) => one - other);
    const share = (part: number) =>
      (longest[Math.floor(part * (longest.length - 1))] ?? 0).toFixed(1);
    console.log(
      `Fuzz: seed ${String(seed)}, ${String(runs)} streams; longest slice of a stream: median ${share(0.5)} ms, ` +
        `99 in 100 under ${share(0.99)} ms, longest ${share(1)} ms.`,
    );
  }, 3_600_000);
});
