/** Arbitrary changes of a session's state for property tests: well-formed, bounded, in no particular order. */
import fc from 'fast-check';
import type { BlockId, DeviceId, PageId } from '../../shared/model/ids.ts';
import type { Line } from '../../shared/terminal/line.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';

const blockId = fc.integer({ min: 1, max: 12 }).map((id) => id as BlockId);
const text = fc.string({ maxLength: 60 });
const lines = fc.array(fc.record({ text: fc.string({ maxLength: 400 }) }), { maxLength: 20 });
const percent = fc.integer({ min: 0, max: 100 });
const count = fc.nat({ max: 100_000 });

/** Any change. Some name blocks that are not there, as after forgetting. */
export const anyChange: fc.Arbitrary<SessionChange> = fc.oneof(
  fc.record({
    type: fc.constant('block.started' as const),
    block: fc.record({
      id: blockId,
      kind: fc.constantFrom('command' as const, 'entry' as const, 'late' as const),
      parent: fc.option(blockId),
      commandLine: text,
      bounds: fc.constantFrom('marked' as const, 'guessed' as const),
      confidence: fc.constantFrom('certain' as const, 'likely' as const, 'unsure' as const),
      status: fc.constant({ kind: 'running' as const }),
      startedAtEpochMs: count,
      durationMs: fc.constant(null),
      directory: text,
      lineCount: count,
      notKept: count,
      head: lines,
      tail: fc.constant<Line[]>([]),
      latest: text,
      percent: fc.option(percent),
      user: text,
      hiddenFailure: fc.constant(null),
      shape: fc.constant(null),
      errorLines: fc.constant<number[]>([]),
      firstError: fc.constant(null),
    }),
  }),
  fc.record({
    type: fc.constant('block.printed' as const),
    id: blockId,
    lineCount: count,
    notKept: count,
    head: fc.option(fc.record({ from: fc.nat({ max: 20 }), lines })),
    latest: text,
    percent: fc.option(percent),
  }),
  fc.record({
    type: fc.constant('block.quieted' as const),
    id: blockId,
    isQuiet: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('block.ended' as const),
    id: blockId,
    status: fc.constant({ kind: 'ok' as const }),
    durationMs: count,
    directory: text,
    lineCount: count,
    notKept: count,
    tail: lines,
    user: text,
    hiddenFailure: fc.option(fc.record({ command: text, code: fc.integer({ min: 1, max: 255 }) })),
    shape: fc.option(
      fc.record({
        kind: fc.constant('tests' as const),
        line: fc.nat({ max: 20 }),
        sayFirst: text,
      }),
    ),
    errorLines: fc.array(fc.nat({ max: 1_000 }), { maxLength: 50 }),
    firstError: fc.option(text),
  }),
  fc.record({
    type: fc.constant('blocks.forgotten' as const),
    blocks: fc.nat({ max: 2 }),
    lines: count,
  }),
  fc.record({ type: fc.constant('directory.changed' as const), directory: text }),
  fc.record({ type: fc.constant('user.changed' as const), user: text }),
  fc.record({ type: fc.constant('title.changed' as const), title: text }),
  fc.record({
    type: fc.constant('offer.received' as const),
    offer: fc.record({
      kind: fc.constantFrom('notification' as const, 'clipboard' as const),
      text,
    }),
  }),
  fc.record({
    type: fc.constant('screen.drawn' as const),
    screen: fc.record({
      rows: lines,
      cursor: fc.record({ row: fc.nat({ max: 29 }), column: fc.nat({ max: 99 }) }),
      highlighted: fc.option(fc.record({ row: fc.nat({ max: 29 }), text })),
      changedRows: fc.array(fc.nat({ max: 29 }), { maxLength: 30 }),
    }),
  }),
  fc.record({ type: fc.constant('bell.rung' as const), bells: count }),
  fc.record({
    type: fc.constant('writer.changed' as const),
    writer: fc.option(
      fc.record({
        pageId: fc.constant('p'.repeat(20) as PageId),
        deviceId: fc.constant('d'.repeat(20) as DeviceId),
        deviceName: text,
      }),
    ),
  }),
);
