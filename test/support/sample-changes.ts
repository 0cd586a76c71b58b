/** Arbitrary changes of a session's state for property tests: well-formed, bounded, in no particular order. */
import fc from 'fast-check';
import type { BlockId, DeviceId, PageId } from '../../shared/model/ids.ts';
import type { Line } from '../../shared/terminal/line.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';

const blockId = fc.integer({ min: 1, max: 12 }).map((id) => id as BlockId);
const text = fc.string({ maxLength: 60 });
const lines = fc.array(fc.record({ text: fc.string({ maxLength: 400 }) }), { maxLength: 20 });
const count = fc.nat({ max: 100_000 });

/** Any change. Some name blocks that are not there, as after forgetting. */
export const anyChange: fc.Arbitrary<SessionChange> = fc.oneof(
  fc.record({
    type: fc.constant('block.started' as const),
    block: fc.record({
      id: blockId,
      kind: fc.constant('command' as const),
      commandLine: text,
      bounds: fc.constantFrom('marked' as const, 'guessed' as const),
      status: fc.constant({ kind: 'running' as const }),
      startedAtEpochMs: count,
      durationMs: fc.constant(null),
      directory: text,
      lineCount: count,
      notKept: count,
      head: lines,
      tail: fc.constant<Line[]>([]),
      latest: text,
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
    firstError: fc.option(text),
  }),
  fc.record({
    type: fc.constant('blocks.forgotten' as const),
    blocks: fc.nat({ max: 2 }),
    lines: count,
  }),
  fc.record({ type: fc.constant('directory.changed' as const), directory: text }),
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
