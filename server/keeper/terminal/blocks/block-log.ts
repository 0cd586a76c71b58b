/**
 * The blocks of one session with their kept lines, and the changes that nobody has taken yet, merged so that a
 * flood makes few and small ones. What belongs to which block is block-assembler's.
 */
import { failed, success } from '../../../../shared/base/result.ts';
import type { Result } from '../../../../shared/base/result.ts';
import type { Failure } from '../../../../shared/failures/failure.ts';
import type { BlockId } from '../../../../shared/model/ids.ts';
import { HEAD_LINES, TAIL_LINES } from '../../../../shared/terminal/command-block.ts';
import type { CommandBlock, ProgramPrompt } from '../../../../shared/terminal/command-block.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import type { SessionChange } from '../../../../shared/terminal/session-change.ts';
import { createKeptLines } from '../kept-lines.ts';
import type { KeptLines, KeptLinesOptions } from '../kept-lines.ts';
import type { LiveLines } from '../line-settling.ts';
import { createBarWatch } from './bar-watch.ts';
import type { BarWatch } from './bar-watch.ts';
import { natureOf } from './output-nature.ts';
import { firstDifference, forView } from './view-lines.ts';

/** Blocks kept of a session. */
export const BLOCKS_KEPT = 500;
/** What a block costs beside its lines: its changes, its head and the page's view of it. */
const BLOCK_COST_BYTES = 1_024;

/** What is known of a block at its start. */
export type BlockStart = Pick<
  CommandBlock,
  'kind' | 'commandLine' | 'bounds' | 'confidence' | 'parent' | 'startedAtEpochMs'
>;

/** What is known of a block at its end, beside its lines. */
export interface BlockEnd extends Pick<
  CommandBlock,
  'status' | 'directory' | 'user' | 'hiddenFailure'
> {
  readonly durationMs: number;
}

/** A block that runs: the newest one, and the programs that its entries are made in. */
export interface OpenBlock {
  readonly id: BlockId;
  readonly start: BlockStart;
  readonly kept: KeptLines;
}

/** Lines that are still there, from index `from` on. */
export interface LinesRead {
  from: number;
  lines: Line[];
}

/** All blocks of a session. */
export interface BlockLog {
  /** Lines to record into, for a block that may be started with them later; only the newest ones are counted. */
  newLines(): KeptLines;
  start(start: BlockStart, kept: KeptLines): OpenBlock;
  /** Tells what was printed so far; `showPartial` says whether the cursor's line counts as a line already. */
  printed(block: OpenBlock, live: LiveLines, showPartial: boolean, nowEpochMs: number): void;
  waited(block: OpenBlock, prompt: ProgramPrompt | null): void;
  quieted(block: OpenBlock, isQuiet: boolean): void;
  /** The lines of a block that goes on after others are the newest again. */
  resumed(block: OpenBlock): void;
  /** All lines are in `kept` by now. */
  ended(block: OpenBlock, end: BlockEnd): void;
  /** Memory of all lines, estimated. */
  readonly bytes: number;
  /** A change about something else. */
  add(change: SessionChange): void;
  take(): SessionChange[];
  read(id: BlockId, from: number, count: number): Result<LinesRead, Failure>;
}

/** When nothing but the newest line changed (a spinner does that), it is told at most this often. */
const LATEST_EVERY_MS = 1_000;
/** Characters of the newest line that are told. */
const LATEST_LIMIT = 200;
const NO_LINES: LiveLines = { complete: [], partial: { text: '' } };

interface StoredBlock {
  readonly id: BlockId;
  readonly kept: KeptLines;
  /** Lines on the screen that only count while the block runs. */
  live: Line[];
  readonly bars: BarWatch;
  told: Told;
}

/** What was last told of a block that runs. */
interface Told {
  head: Line[];
  lineCount: number;
  notKept: number;
  latest: string;
  latestAtEpochMs: number;
  percent: number | null;
}

/** No blocks yet. `limitBytes` is what all lines of the session may take, asked anew each time. */
export function createBlockLog(options: KeptLinesOptions): BlockLog {
  return new MergingBlockLog(options);
}

class MergingBlockLog implements BlockLog {
  readonly #options: KeptLinesOptions;
  readonly #blocks: StoredBlock[] = [];
  /** The newest lines, of a block or of none yet. */
  #newest: KeptLines;
  #changes: SessionChange[] = [];
  #lastId = 0;

  constructor(options: KeptLinesOptions) {
    this.#options = options;
    this.#newest = createKeptLines(options);
  }

  newLines(): KeptLines {
    this.#newest = createKeptLines(this.#options);
    return this.#newest;
  }

  get bytes(): number {
    const ofBlocks = this.#blocks.reduce((sum, { kept }) => sum + kept.bytes + BLOCK_COST_BYTES, 0);
    const isOfBlock = this.#blocks.findLast(({ kept }) => kept === this.#newest) !== undefined;
    return isOfBlock ? ofBlocks : ofBlocks + this.#newest.bytes;
  }

  start(start: BlockStart, kept: KeptLines): OpenBlock {
    this.#lastId += 1;
    const id = this.#lastId as BlockId;
    this.#blocks.push({ id, kept, live: [], bars: createBarWatch(), told: nothingTold() });
    this.#changes.push({
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
        percent: null,
        user: '',
        hiddenFailure: null,
        shape: null,
        errorLines: [],
        firstError: null,
      },
    });
    this.#enforceLimits();
    return { id, start, kept };
  }

  printed(block: OpenBlock, live: LiveLines, showPartial: boolean, nowEpochMs: number): void {
    const stored = this.#blocks.findLast(({ id }) => id === block.id);
    if (stored === undefined) return;
    const { complete, partial } = live;
    stored.live = showPartial && partial.text !== '' ? [...complete, partial] : complete;
    const { kept } = block;
    const lastSettled = kept.read(Math.max(0, kept.total - 1), 1).lines[0];
    const newest = partial.text === '' ? (complete.at(-1) ?? lastSettled) : partial;
    const latest = (newest?.text ?? '').slice(0, LATEST_LIMIT);
    const percent = stored.bars.percentOf(kept.total, complete, partial.text);
    this.#tell(stored, { latest, percent }, nowEpochMs);
    this.#enforceLimits();
  }

  waited(block: OpenBlock, prompt: ProgramPrompt | null): void {
    this.#changes.push({ type: 'block.waited', id: block.id, prompt });
  }

  quieted(block: OpenBlock, isQuiet: boolean): void {
    this.#changes.push({ type: 'block.quieted', id: block.id, isQuiet });
  }

  resumed({ kept }: OpenBlock): void {
    this.#newest = kept;
  }

  ended(block: OpenBlock, end: BlockEnd): void {
    const { kept } = block;
    this.printed(block, NO_LINES, false, Number.MAX_SAFE_INTEGER);
    const tailFrom = Math.max(HEAD_LINES, kept.total - TAIL_LINES);
    this.#changes.push({
      type: 'block.ended',
      id: block.id,
      ...end,
      ...natureOf(block.start.commandLine, kept, end.status),
      lineCount: kept.total,
      notKept: kept.total - kept.kept,
      tail: kept.read(tailFrom, TAIL_LINES).lines.map(forView),
    });
  }

  add(change: SessionChange): void {
    this.#changes.push(change);
  }

  take(): SessionChange[] {
    this.#enforceLimits();
    const taken = this.#changes;
    this.#changes = [];
    return taken;
  }

  read(id: BlockId, from: number, count: number): Result<LinesRead, Failure> {
    const stored = this.#blocks.find((block) => block.id === id);
    if (stored === undefined) return failed({ code: 'session.block-gone' });
    const { kept } = stored;
    const settled = kept.read(from, count);
    const liveFrom = Math.max(0, from - kept.total);
    const live = stored.live.slice(liveFrom, Math.max(0, from + count - kept.total));
    if (live.length === 0) return success(settled);
    if (settled.lines.length === 0) return success({ from: kept.total + liveFrom, lines: live });
    const isAdjoining = settled.from + settled.lines.length === kept.total;
    return success(isAdjoining ? { ...settled, lines: [...settled.lines, ...live] } : settled);
  }

  #enforceLimits(): void {
    const blocks = this.#blocks;
    const limitBytes = this.#options.limitBytes();
    this.#newest.trim();
    const last = blocks.at(-1)?.kept;
    last?.trim();
    let { bytes } = this;
    let lines = 0;
    let gone = 0;
    for (const oldest of blocks) {
      const left = blocks.length - gone;
      if (left <= BLOCKS_KEPT && bytes <= limitBytes) break;
      const isNewest = oldest.kept === this.#newest;
      // The newest block stays while its lines are the newest: they bound themselves.
      if (left === 1 && isNewest) break;
      // A program whose entries came after it may go before its lines do.
      bytes -= BLOCK_COST_BYTES + (isNewest ? 0 : oldest.kept.bytes);
      lines += oldest.kept.kept;
      gone += 1;
    }
    if (gone === 0) return;
    blocks.splice(0, gone);
    this.#changes.push({ type: 'blocks.forgotten', blocks: gone, lines });
  }

  #tell(
    stored: StoredBlock,
    { latest, percent }: Pick<Told, 'latest' | 'percent'>,
    nowEpochMs: number,
  ): void {
    const { kept, live, told } = stored;
    const settled = kept.read(0, HEAD_LINES).lines;
    const head = settled.concat(live.slice(0, HEAD_LINES - settled.length)).map(forView);
    const lineCount = kept.total + live.length;
    const notKept = kept.total - kept.kept;
    const from = firstDifference(told.head, head);
    const isHeadSame = from === head.length && from === told.head.length;
    const isSame = isHeadSame && lineCount === told.lineCount && notKept === told.notKept;
    const isLatestSame = latest === told.latest && percent === told.percent;
    const isLatestDue = nowEpochMs - told.latestAtEpochMs >= LATEST_EVERY_MS;
    if (isSame && (isLatestSame || !isLatestDue)) return;
    stored.told = { head, lineCount, notKept, latest, latestAtEpochMs: nowEpochMs, percent };
    const change = { id: stored.id, lineCount, notKept, latest, percent };
    const newHead = isHeadSame ? null : { from, lines: head.slice(from) };
    this.#pushPrinted({ type: 'block.printed', ...change, head: newHead }, head);
  }

  /** Merges with a change of the same kind that nobody took yet. */
  #pushPrinted(
    change: Extract<SessionChange, { type: 'block.printed' }>,
    wholeHead: readonly Line[],
  ): void {
    const last = this.#changes.at(-1);
    if (last?.type !== 'block.printed' || last.id !== change.id) {
      this.#changes.push(change);
      return;
    }
    const isHeadSame = last.head === null && change.head === null;
    const from = Math.min(last.head?.from ?? HEAD_LINES, change.head?.from ?? HEAD_LINES);
    const head = isHeadSame ? null : { from, lines: wholeHead.slice(from) };
    this.#changes[this.#changes.length - 1] = { ...change, head };
  }
}

function nothingTold(): Told {
  return {
    head: [],
    lineCount: 0,
    notKept: 0,
    latest: '',
    latestAtEpochMs: Number.NEGATIVE_INFINITY,
    percent: null,
  };
}
