/**
 * The only door to @xterm/headless: feeds it clamped slices in order with what happened between them, numbers
 * its rows so that they can be named after they scrolled away, and answers the few queries that are allowed.
 */
import headless from '@xterm/headless';
import type { TerminalSize } from '../ports/shell-transport.ts';
import { createReplyGate } from './reply-gate.ts';
import { createSliceQueue } from './slice-queue.ts';

/** A place on the normal screen. Rows are numbered from the session's beginning and never reused. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** What the screen tells while it parses, in the order of the bytes. */
export interface VtScreenListener {
  /** The next slice is about to be parsed. `lineFeedsBehind`: line feeds that surely follow it as plain lines. */
  sliceBegins(atEpochMs: number, lineFeedsBehind: number): void;
  /** The normal screen moved up by a row. */
  scrolled(): void;
  /** The normal screen is about to be erased as a whole. */
  erasing(): void;
  /** The cursor is about to go to the top left corner of the normal screen. */
  goingHome(): void;
  bell(): void;
  alternateScreen(isOn: boolean): void;
  /** Nothing is queued any more. */
  drained(): void;
}

/** The terminal as the rest of this room sees it. */
export interface VtScreen {
  /** Queues a slice of at most 1 KiB from the clamp. */
  write(slice: Uint8Array, atEpochMs: number, lineFeeds: number, isPlain: boolean): void;
  /** Runs `action` when everything queued before it is parsed; at once when nothing is queued. */
  inOrder(action: () => void): void;
  readonly pendingBytes: number;
  parsed(): Promise<void>;
  readonly size: TerminalSize;
  readonly isAlternate: boolean;
  /** Whether each line feed makes a new row at the end: no scroll region is set. */
  readonly scrollsWhole: boolean;
  readonly cursor: CellPosition;
  /** Number of the first row on the screen. */
  readonly topRow: number;
  /** Number of the last row on the screen that is not empty, at least that of the cursor. */
  lastUsedRow(): number;
  /** Whether a row goes on the one before it because that was full. */
  continues(row: number): boolean;
  /** Text of a row from a column on, without cells that were never written; '' when it is no longer there. */
  rowText(row: number, fromColumn?: number): string;
  /** Takes effect at once; rows may get new numbers, so the listener must have read what it needs. */
  resize(size: TerminalSize): void;
  dispose(): void;
}

/** Rows kept above the screen; the keeper owns the lines, so this only has to outlast one reading. */
export const SCROLLBACK_ROWS = 100;
/** Sizes outside these are brought inside: tiny ones lose rows within a slice, huge ones cost time. */
const COLUMN_BOUNDS = [20, 500] as const;
const ROW_BOUNDS = [4, 200] as const;

/** Starts an emulator of `size`. `onReply` gets the bytes of allowed answers for the host. */
export function createVtScreen(
  initialSize: TerminalSize,
  listener: VtScreenListener,
  onReply: (bytes: Uint8Array) => void,
): VtScreen {
  let size = clampSize(initialSize);
  const terminal = new headless.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback: SCROLLBACK_ROWS,
    allowProposedApi: true,
    logLevel: 'off',
  });
  const normal = terminal.buffer.normal;
  const replies = createReplyGate(onReply);
  /** Rows that the emulator no longer has; a row's number is this plus its index in the buffer. */
  let goneRows = 0;
  let lastBaseRow = 0;
  let lastBufferType = terminal.buffer.active.type;
  /** Margins (DECSTBM) of the normal screen; each screen has its own, the alternate one's do not matter. */
  let topMargin = 0;
  let hasMargins = false;

  const queue = createSliceQueue({
    parse: (slice, done) => {
      terminal.write(slice, done);
    },
    sliceBegins: (atEpochMs, lineFeedsBehind) => {
      replies.setTime(atEpochMs);
      listener.sliceBegins(atEpochMs, lineFeedsBehind);
    },
    drained: () => {
      listener.drained();
    },
  });

  const isAlternate = () => terminal.buffer.active.type === 'alternate';
  const topRow = () => goneRows + normal.baseY;

  terminal.onScroll(() => {
    const type = terminal.buffer.active.type;
    if (type !== lastBufferType) {
      // Switching screens fires this event too; nothing moved then.
      lastBufferType = type;
      return;
    }
    if (type === 'alternate' || topMargin > 0) return;
    if (normal.baseY === lastBaseRow) goneRows += 1;
    else lastBaseRow = normal.baseY;
    listener.scrolled();
  });
  terminal.onBell(() => {
    listener.bell();
  });
  terminal.buffer.onBufferChange((buffer) => {
    listener.alternateScreen(buffer.type === 'alternate');
  });
  terminal.onData((data) => {
    replies.offer(data);
  });
  watchWholeScreen();

  /** Follows sequences that change the screen as a whole; each is still carried out by the emulator. */
  function watchWholeScreen(): void {
    const { parser } = terminal;
    parser.registerCsiHandler({ final: 'r' }, (parameters) => {
      if (isAlternate()) return false;
      const top = Math.max(1, numberAt(parameters, 0) || 1);
      const given = numberAt(parameters, 1);
      const bottom = given === 0 || given > size.rows ? size.rows : given;
      if (bottom > top) {
        topMargin = top - 1;
        hasMargins = topMargin > 0 || bottom < size.rows;
      }
      return false;
    });
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => {
      if (!isAlternate()) {
        topMargin = 0;
        hasMargins = false;
      }
      return false;
    });
    parser.registerCsiHandler({ final: 'J' }, (parameters) => {
      const isAtHome = normal.cursorX === 0 && normal.cursorY === 0;
      const extent = numberAt(parameters, 0);
      if (!isAlternate() && (extent === 2 || (extent === 0 && isAtHome))) listener.erasing();
      return false;
    });
    for (const final of ['H', 'f']) {
      parser.registerCsiHandler({ final }, (parameters) => {
        const isHome = numberAt(parameters, 0) <= 1 && numberAt(parameters, 1) <= 1;
        if (isHome && !isAlternate()) listener.goingHome();
        return false;
      });
    }
  }

  return {
    write: queue.pushSlice,
    inOrder: queue.pushAction,
    get pendingBytes() {
      return queue.pendingBytes;
    },
    parsed: queue.parsed,
    get size() {
      return size;
    },
    get isAlternate() {
      return isAlternate();
    },
    get scrollsWhole() {
      return !hasMargins && !isAlternate();
    },
    get cursor() {
      return {
        row: topRow() + normal.cursorY,
        column: Math.min(normal.cursorX, size.columns),
      };
    },
    get topRow() {
      return topRow();
    },
    lastUsedRow() {
      const cursorIndex = normal.baseY + normal.cursorY;
      for (let index = normal.baseY + size.rows - 1; index > cursorIndex; index -= 1) {
        if (normal.getLine(index)?.translateToString(true) !== '') return goneRows + index;
      }
      return goneRows + cursorIndex;
    },
    continues(row) {
      return normal.getLine(row - goneRows)?.isWrapped ?? false;
    },
    rowText(row, fromColumn = 0) {
      const text = normal.getLine(row - goneRows)?.translateToString(true, fromColumn) ?? '';
      // The emulator joins cells into a rope of some 30 bytes a letter; reading a letter makes it one string.
      text.charCodeAt(0);
      return text;
    },
    resize(newSize) {
      size = clampSize(newSize);
      // Rows are laid out anew, so all of them get numbers that were never used.
      goneRows += normal.baseY + terminal.rows + SCROLLBACK_ROWS;
      terminal.resize(size.columns, size.rows);
      lastBaseRow = normal.baseY;
      topMargin = 0;
      hasMargins = false;
    },
    dispose() {
      queue.stop();
      terminal.dispose();
    },
  };
}

function clampSize(size: TerminalSize): TerminalSize {
  return {
    columns: Math.min(COLUMN_BOUNDS[1], Math.max(COLUMN_BOUNDS[0], Math.floor(size.columns) || 0)),
    rows: Math.min(ROW_BOUNDS[1], Math.max(ROW_BOUNDS[0], Math.floor(size.rows) || 0)),
  };
}

function numberAt(parameters: readonly (number | number[])[], index: number): number {
  const value = parameters[index];
  return typeof value === 'number' && value > 0 ? value : 0;
}
