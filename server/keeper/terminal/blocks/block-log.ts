/**
 * The blocks of one session with their kept lines, and the changes that nobody has taken yet, merged so that a
 * flood makes few and small ones. What belongs to which block is block-assembler's.
 */
import { failed, success } from '../../../../shared/base/result.ts';
import type { Result } from '../../../../shared/base/result.ts';
import type { Failure } from '../../../../shared/failures/failure.ts';
import type { BlockId } from '../../../../shared/model/ids.ts';
import { HEAD_LINES, TAIL_LINES, VIEW_LINE_LIMIT } from '../../../../shared/terminal/command-block.ts';
import type {
  BlockStatus,
  CommandBlock,
  ProgramPrompt,
} from '../../../../shared/terminal/command-block.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import type { SessionChange } from '../../../../shared/terminal/session-change.ts';
import { firstErrorOf } from '../error-lines.ts';
import { createKeptLines } from '../kept-lines.ts';
import type { KeptLines, KeptLinesOptions } from '../kept-lines.ts';
import type { LiveLines } from '../line-settling.ts';

/** Blocks kept of a session. */
export const BLOCKS_KEPT = 500;
/** What a block costs beside its lines: its changes, its head and the page's view of it. */
const BLOCK_COST_BYTES = 1_024;

/** What is known of a block at its start. */
export type BlockStart = Pick<CommandBlock, 'kind' | 'commandLine' | 'bounds' | 'startedAtEpochMs'>;

/** The block that runs. At most one does. */
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
  /** All lines are in `kept` by now. */
  ended(block: OpenBlock, status: BlockStatus, endedAtEpochMs: number, directory: string): void;
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
  #told: Told = nothingTold();

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
    const isOfBlock = this.#blocks.at(-1)?.kept === this.#newest;
    return isOfBlock ? ofBlocks : ofBlocks + this.#newest.bytes;
  }

  start(start: BlockStart, kept: KeptLines): OpenBlock {
    this.#lastId += 1;
    const id = this.#lastId as BlockId;
    this.#blocks.push({ id, kept, live: [] });
    this.#told = nothingTold();
    this.#changes.push({
      type: 'block.started',
      block: {
        id,
        ...start,
        parent: null,
        confidence: start.bounds === 'marked' ? 'certain' : 'unsure',
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
    const { complete, partial } = live;
    const lines = showPartial && partial.text !== '' ? [...complete, partial] : complete;
    const stored = this.#blocks.at(-1);
    if (stored?.id === block.id) stored.live = lines;
    const { kept } = block;
    const lastSettled = kept.read(Math.max(0, kept.total - 1), 1).lines[0];
    const newest = partial.text === '' ? (complete.at(-1) ?? lastSettled) : partial;
    this.#tell(block, lines, (newest?.text ?? '').slice(0, LATEST_LIMIT), nowEpochMs);
    this.#enforceLimits();
  }

  waited(block: OpenBlock, prompt: ProgramPrompt | null): void {
    this.#changes.push({ type: 'block.waited', id: block.id, prompt });
  }

  ended(block: OpenBlock, status: BlockStatus, endedAtEpochMs: number, directory: string): void {
    const { kept } = block;
    this.printed(block, NO_LINES, false, Number.MAX_SAFE_INTEGER);
    const tailFrom = Math.max(HEAD_LINES, kept.total - TAIL_LINES);
    this.#changes.push({
      type: 'block.ended',
      id: block.id,
      status,
      durationMs: Math.max(0, endedAtEpochMs - block.start.startedAtEpochMs),
      directory,
      lineCount: kept.total,
      notKept: kept.total - kept.kept,
      tail: kept.read(tailFrom, TAIL_LINES).lines.map(forView),
      user: '',
      hiddenFailure: null,
      shape: null,
      errorLines: [],
      firstError: status.kind === 'ok' ? null : findError(kept),
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
    let { bytes } = this;
    let lines = 0;
    let gone = 0;
    for (const oldest of blocks) {
      const left = blocks.length - gone;
      if (left <= BLOCKS_KEPT && bytes <= limitBytes) break;
      // The block that runs stays: its lines bound themselves.
      if (oldest.kept === this.#newest) break;
      bytes -= oldest.kept.bytes + BLOCK_COST_BYTES;
      lines += oldest.kept.kept;
      gone += 1;
    }
    if (gone === 0) return;
    blocks.splice(0, gone);
    this.#changes.push({ type: 'blocks.forgotten', blocks: gone, lines });
  }

  #tell(block: OpenBlock, live: Line[], latest: string, nowEpochMs: number): void {
    const { kept } = block;
    const told = this.#told;
    const settled = kept.read(0, HEAD_LINES).lines;
    const head = settled.concat(live.slice(0, HEAD_LINES - settled.length)).map(forView);
    const lineCount = kept.total + live.length;
    const notKept = kept.total - kept.kept;
    const from = firstDifference(told.head, head);
    const isHeadSame = from === head.length && from === told.head.length;
    const isSame = isHeadSame && lineCount === told.lineCount && notKept === told.notKept;
    const isLatestDue = nowEpochMs - told.latestAtEpochMs >= LATEST_EVERY_MS;
    if (isSame && (latest === told.latest || !isLatestDue)) return;
    this.#told = { head, lineCount, notKept, latest, latestAtEpochMs: nowEpochMs };
    this.#pushPrinted({
      type: 'block.printed',
      id: block.id,
      lineCount,
      notKept,
      head: isHeadSame ? null : { from, lines: head.slice(from) },
      latest,
      percent: null,
    });
  }

  /** Merges with a change of the same kind that nobody took yet. */
  #pushPrinted(change: Extract<SessionChange, { type: 'block.printed' }>): void {
    const last = this.#changes.at(-1);
    if (last?.type !== 'block.printed' || last.id !== change.id) {
      this.#changes.push(change);
      return;
    }
    const isHeadSame = last.head === null && change.head === null;
    const from = Math.min(last.head?.from ?? HEAD_LINES, change.head?.from ?? HEAD_LINES);
    const head = isHeadSame ? null : { from, lines: this.#told.head.slice(from) };
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
  };
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
