/**
 * The blocks of one session with their kept lines, and the changes that nobody has taken yet, merged so that a
 * flood makes few and small ones. What belongs to which block is block-assembler's.
 */
import { failed, success } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { BlockId } from '../../../shared/model/ids.ts';
import { HEAD_LINES, TAIL_LINES, VIEW_LINE_LIMIT } from '../../../shared/terminal/command-block.ts';
import type {
  BlockStatus,
  CommandBlock,
  ProgramPrompt,
} from '../../../shared/terminal/command-block.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import { firstErrorOf } from './error-lines.ts';
import type { KeptLines } from './kept-lines.ts';
import type { LiveLines } from './line-settling.ts';

/** Blocks kept of a session. */
export const BLOCKS_KEPT = 500;
/** Bytes of lines kept of a session, estimated. */
export const SESSION_LIMIT_BYTES = 8 * 1_024 * 1_024;

/** What is known of a block at its start. */
export type BlockStart = Pick<CommandBlock, 'kind' | 'commandLine' | 'bounds' | 'startedAtEpochMs'>;

/** The block that runs. At most one does. */
export interface OpenBlock {
  readonly id: BlockId;
  readonly start: BlockStart;
  readonly kept: KeptLines;
}

/** All blocks of a session. */
export interface BlockLog {
  start(start: BlockStart, kept: KeptLines): OpenBlock;
  /** Tells what was printed so far; `showPartial` says whether the cursor's line counts as a line already. */
  printed(block: OpenBlock, live: LiveLines, showPartial: boolean, nowEpochMs: number): void;
  waited(block: OpenBlock, prompt: ProgramPrompt | null): void;
  /** All lines are in `kept` by now. */
  ended(block: OpenBlock, status: BlockStatus, endedAtEpochMs: number, directory: string): void;
  /** A change about something else. */
  add(change: SessionChange): void;
  take(): SessionChange[];
  read(id: BlockId, from: number, count: number): Result<{ from: number; lines: Line[] }, Failure>;
}

/** When nothing but the newest line changed (a spinner does that), it is told at most this often. */
const LATEST_EVERY_MS = 1_000;
/** Characters of the newest line that are told. */
const LATEST_LIMIT = 200;
/** Lines at each end of a block that are searched for an error. */
const ERROR_SEARCH_LINES = 500;
const NO_LINES: LiveLines = { complete: [], partial: { text: '' } };

interface StoredBlock {
  readonly id: BlockId;
  readonly kept: KeptLines;
  /** Lines on the screen that only count while the block runs. */
  live: Line[];
}

/** What was last told of the block that runs. */
interface Told {
  head: Line[];
  lineCount: number;
  notKept: number;
  latest: string;
  latestAtEpochMs: number;
}

/** No blocks yet. */
export function createBlockLog(): BlockLog {
  const blocks: StoredBlock[] = [];
  let changes: SessionChange[] = [];
  let lastId = 0;
  let told: Told = nothingTold();

  function enforceLimits(): void {
    let bytes = blocks.reduce((sum, block) => sum + block.kept.bytes, 0);
    let gone = 0;
    let lines = 0;
    // The newest block stays: it bounds itself.
    while (
      blocks.length - gone > 1 &&
      (blocks.length - gone > BLOCKS_KEPT || bytes > SESSION_LIMIT_BYTES)
    ) {
      const oldest = blocks[gone] as StoredBlock;
      bytes -= oldest.kept.bytes;
      lines += oldest.kept.kept;
      gone += 1;
    }
    if (gone === 0) return;
    blocks.splice(0, gone);
    changes.push({ type: 'blocks.forgotten', blocks: gone, lines });
  }

  function tell(block: OpenBlock, live: Line[], latest: string, nowEpochMs: number): void {
    const { kept } = block;
    const settled = kept.read(0, HEAD_LINES).lines;
    const head = settled.concat(live.slice(0, HEAD_LINES - settled.length)).map(forView);
    const now: Told = {
      head,
      lineCount: kept.total + live.length,
      notKept: kept.total - kept.kept,
      latest,
      latestAtEpochMs: nowEpochMs,
    };
    const from = firstDifference(told.head, head);
    const isHeadSame = from === head.length && from === told.head.length;
    const isSame = isHeadSame && now.lineCount === told.lineCount && now.notKept === told.notKept;
    if (isSame && latest === told.latest) return;
    if (isSame && nowEpochMs - told.latestAtEpochMs < LATEST_EVERY_MS) return;
    told = now;
    pushPrinted({
      type: 'block.printed',
      id: block.id,
      lineCount: now.lineCount,
      notKept: now.notKept,
      head: isHeadSame ? null : { from, lines: head.slice(from) },
      latest,
    });
  }

  /** Merges with a change of the same kind that nobody took yet. */
  function pushPrinted(change: Extract<SessionChange, { type: 'block.printed' }>): void {
    const last = changes.at(-1);
    if (last?.type !== 'block.printed' || last.id !== change.id) {
      changes.push(change);
      return;
    }
    const from = Math.min(last.head?.from ?? HEAD_LINES, change.head?.from ?? HEAD_LINES);
    const isHeadSame = last.head === null && change.head === null;
    const head = isHeadSame ? null : { from, lines: told.head.slice(from) };
    changes[changes.length - 1] = { ...change, head };
  }

  return {
    start(start, kept) {
      lastId += 1;
      const id = lastId as BlockId;
      blocks.push({ id, kept, live: [] });
      told = nothingTold();
      changes.push({
        type: 'block.started',
        block: {
          id,
          ...start,
          status: { kind: 'running' },
          durationMs: null,
          directory: '',
          lineCount: 0,
          notKept: 0,
          head: [],
          tail: [],
          latest: '',
          firstError: null,
        },
      });
      enforceLimits();
      return { id, start, kept };
    },
    printed(block, { complete, partial }, showPartial, nowEpochMs) {
      const live = showPartial && partial.text !== '' ? [...complete, partial] : complete;
      const stored = blocks.at(-1);
      if (stored?.id === block.id) stored.live = live;
      const { kept } = block;
      const newest =
        partial.text !== ''
          ? partial
          : (complete.at(-1) ?? kept.read(Math.max(0, kept.total - 1), 1).lines[0]);
      tell(block, live, (newest?.text ?? '').slice(0, LATEST_LIMIT), nowEpochMs);
      if (blocks.length > 1 && block.kept.bytes > 0) enforceLimits();
    },
    waited(block, prompt) {
      changes.push({ type: 'block.waited', id: block.id, prompt });
    },
    ended(block, status, endedAtEpochMs, directory) {
      const { kept } = block;
      this.printed(block, NO_LINES, false, Number.MAX_SAFE_INTEGER);
      const isFine = status.kind === 'ok';
      const tailFrom = Math.max(HEAD_LINES, kept.total - TAIL_LINES);
      changes.push({
        type: 'block.ended',
        id: block.id,
        status,
        durationMs: Math.max(0, endedAtEpochMs - block.start.startedAtEpochMs),
        directory,
        lineCount: kept.total,
        notKept: kept.total - kept.kept,
        tail: kept.read(tailFrom, TAIL_LINES).lines.map(forView),
        firstError: isFine ? null : findError(kept),
      });
      enforceLimits();
    },
    add(change) {
      changes.push(change);
    },
    take() {
      const taken = changes;
      changes = [];
      return taken;
    },
    read(id, from, count) {
      const stored = blocks.find((block) => block.id === id);
      if (stored === undefined) return failed({ code: 'session.block-gone' });
      const settled = stored.kept.read(from, count);
      const missing = from + count - stored.kept.total;
      if (missing <= 0 || stored.live.length === 0) return success(settled);
      const liveFrom = Math.max(0, from - stored.kept.total);
      const live = stored.live.slice(liveFrom, missing);
      const isAdjoining = settled.from + settled.lines.length === stored.kept.total + liveFrom;
      if (settled.lines.length > 0 && !isAdjoining) return success(settled);
      return success({
        from: settled.lines.length > 0 ? settled.from : stored.kept.total + liveFrom,
        lines: [...settled.lines, ...live],
      });
    },
  };
}

function nothingTold(): Told {
  return { head: [], lineCount: 0, notKept: 0, latest: '', latestAtEpochMs: Number.NEGATIVE_INFINITY };
}

/** A line as pages hold it: its beginning, the rest counted. */
function forView(line: Line): Line {
  if (line.text.length <= VIEW_LINE_LIMIT) return line;
  const hidden = line.text.length - VIEW_LINE_LIMIT;
  return { text: line.text.slice(0, VIEW_LINE_LIMIT), cut: (line.cut ?? 0) + hidden };
}

function firstDifference(before: readonly Line[], after: readonly Line[]): number {
  const shorter = Math.min(before.length, after.length);
  for (let index = 0; index < shorter; index += 1) {
    const one = before[index];
    const other = after[index];
    if (one?.text !== other?.text || one?.cut !== other?.cut) return index;
  }
  return shorter;
}

function findError(kept: KeptLines): string | null {
  const atStart = firstErrorOf(kept.read(0, ERROR_SEARCH_LINES).lines);
  if (atStart !== null || kept.total <= ERROR_SEARCH_LINES) return atStart;
  const from = Math.max(ERROR_SEARCH_LINES, kept.total - ERROR_SEARCH_LINES);
  return firstErrorOf(kept.read(from, ERROR_SEARCH_LINES).lines);
}
