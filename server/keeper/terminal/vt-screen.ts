/**
 * The only door to @xterm/headless: feeds it clamped slices in order with what happened between them, numbers
 * its rows so that they can be named after they scrolled away, and answers the few queries that are allowed.
 */
import headless from '@xterm/headless';
import type { IBuffer, IBufferLine, IBufferNamespace, Terminal } from '@xterm/headless';
import type { TerminalSize } from '../ports/shell-transport.ts';
import { csiNumber } from './csi-number.ts';
import type { SliceNature } from './escape-clamp.ts';
import { readScreen } from './full-screen/read-screen.ts';
import type { ScreenRow } from './full-screen/screen-row.ts';
import { stylesOfRow } from './lines/cell-styles.ts';
import { createGraphicState } from './lines/graphic-state.ts';
import type { LineLooks } from './lines/line-looks.ts';
import { createRowRanges } from './lines/row-ranges.ts';
import { createScreenLinks } from './lines/screen-links.ts';
import { createReplyGate } from './reply-gate.ts';
import { findPlainRun } from './plain-run.ts';
import type { PlainRun } from './plain-run.ts';
import { createSliceQueue } from './slice-queue.ts';
import type { SliceQueue } from './slice-queue.ts';
import { watchWholeScreen } from './whole-screen-watch.ts';
import type { WholeScreenListener } from './whole-screen-watch.ts';

/** A place on the normal screen. Rows are numbered from the session's beginning and never reused. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** What the screen tells while it parses, in the order of the bytes. */
export interface VtScreenListener extends WholeScreenListener {
  /** The next slice is about to be parsed. `lineFeedsBehind`: line feeds that surely follow it as plain lines. */
  sliceBegins(atEpochMs: number, lineFeedsBehind: number): void;
  /** The normal screen moved up by a row. */
  scrolled(): void;
  bell(): void;
  alternateScreen(isOn: boolean): void;
  /** Little is queued (under 128 KiB), and once more when nothing is. */
  drained(): void;
  /**
   * Whole lines stand at the cursor, on the last row, that the emulator need not see. False: it must see them.
   * True: they are taken, and their rows are counted as if they had scrolled away.
   */
  passOver(run: PlainRun): boolean;
}

/** The terminal as the rest of this room sees it. */
export interface VtScreen {
  /** Queues a slice of at most 1 KiB from the clamp. */
  write(slice: Uint8Array, atEpochMs: number, lineFeeds: number, nature: SliceNature): void;
  /** Runs `action` when everything queued before it is parsed; at once when nothing is queued. */
  inOrder(action: () => void): void;
  readonly pendingBytes: number;
  parsed(): Promise<void>;
  readonly size: TerminalSize;
  readonly isAlternate: boolean;
  /** Mode DECCKM. */
  readonly applicationCursorKeys: boolean;
  /** Mode 2004: what is pasted stands between marks, so that its line ends do not run it. */
  readonly bracketedPaste: boolean;
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
  /** How the text of a row from a column on looks, which has so many letters; null: plain. */
  rowLooks(row: number, fromColumn: number, letters: number): LineLooks | null;
  /** An operating system command came here in the order of bytes: links (OSC 8) are remembered. */
  operatingSystemCommand(payload: string): void;
  /** Rows of the screen that is shown now, alternate or normal, from its top; blank ones at the end are left out. */
  screenRows(): ScreenRow[];
  /** The cursor on that screen; its row counts from the top. */
  readonly screenCursor: CellPosition;
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
  size: TerminalSize,
  listener: VtScreenListener,
  onReply: (bytes: Uint8Array) => void,
): VtScreen {
  return new EmulatorScreen(clampSize(size), listener, onReply);
}

class EmulatorScreen implements VtScreen {
  readonly #listener: VtScreenListener;
  readonly #terminal: Terminal;
  /** Asking the terminal itself for them costs as much as reading a row. */
  readonly #buffers: IBufferNamespace;
  readonly #normal: IBuffer;
  readonly #queue: SliceQueue;
  #size: TerminalSize;
  /** Rows that the emulator no longer has; a row's number is this plus its index in the buffer. */
  #goneRows = 0;
  #lastBaseRow = 0;
  #lastBufferType: 'normal' | 'alternate' = 'normal';
  /** Margins (DECSTBM) of the normal screen; each screen has its own, the alternate one's do not matter. */
  #topMargin = 0;
  #hasMargins = false;
  readonly #graphics = createGraphicState();
  /** Rows on which something may look other than plain, and since which row it goes on. */
  readonly #styledRows = createRowRanges();
  #styledSinceRow = 0;
  readonly #links = createScreenLinks();

  constructor(
    size: TerminalSize,
    listener: VtScreenListener,
    onReply: (bytes: Uint8Array) => void,
  ) {
    this.#size = size;
    this.#listener = listener;
    const terminal = new headless.Terminal({
      cols: size.columns,
      rows: size.rows,
      scrollback: SCROLLBACK_ROWS,
      allowProposedApi: true,
      logLevel: 'off',
    });
    this.#terminal = terminal;
    this.#buffers = terminal.buffer;
    this.#normal = this.#buffers.normal;
    const replies = createReplyGate(onReply);
    this.#queue = createSliceQueue({
      parse: (slice, done) => {
        terminal.write(slice, done);
      },
      sliceBegins: (atEpochMs, lineFeedsBehind) => {
        replies.setTime(atEpochMs);
        listener.sliceBegins(atEpochMs, lineFeedsBehind);
      },
      passOver: (text) => this.#passOver(text),
      drained: () => {
        listener.drained();
      },
    });
    terminal.onScroll(() => {
      this.#scrolled();
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
    this.#watchMargins();
    watchWholeScreen(terminal, listener);
    this.#watchGraphics();
  }

  get isAlternate(): boolean {
    return this.#buffers.active.type === 'alternate';
  }

  get bracketedPaste(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  get applicationCursorKeys(): boolean {
    return this.#terminal.modes.applicationCursorKeysMode;
  }

  get pendingBytes(): number {
    return this.#queue.pendingBytes;
  }

  get size(): TerminalSize {
    return this.#size;
  }

  get scrollsWhole(): boolean {
    return !this.#hasMargins && !this.isAlternate;
  }

  get cursor(): CellPosition {
    return {
      row: this.topRow + this.#normal.cursorY,
      column: Math.min(this.#normal.cursorX, this.#size.columns),
    };
  }

  get topRow(): number {
    return this.#goneRows + this.#normal.baseY;
  }

  get screenCursor(): CellPosition {
    const { cursorX, cursorY } = this.#buffers.active;
    return { row: cursorY, column: Math.min(cursorX, this.#size.columns) };
  }

  screenRows(): ScreenRow[] {
    return readScreen(this.#buffers.active, this.#size.rows);
  }

  write(slice: Uint8Array, atEpochMs: number, lineFeeds: number, nature: SliceNature): void {
    this.#queue.pushSlice(slice, atEpochMs, lineFeeds, nature);
  }

  inOrder(action: () => void): void {
    this.#queue.pushAction(action);
  }

  parsed(): Promise<void> {
    return this.#queue.parsed();
  }

  lastUsedRow(): number {
    const cursorIndex = this.#normal.baseY + this.#normal.cursorY;
    for (let index = this.#normal.baseY + this.#size.rows - 1; index > cursorIndex; index -= 1) {
      if (this.#normal.getLine(index)?.translateToString(true) !== '')
        return this.#goneRows + index;
    }
    return this.#goneRows + cursorIndex;
  }

  continues(row: number): boolean {
    return this.#lineAt(row)?.isWrapped ?? false;
  }

  rowText(row: number, fromColumn = 0): string {
    const line = this.#lineAt(row);
    const text = line?.translateToString(true, fromColumn) ?? '';
    // The emulator joins cells into a rope of some 30 bytes a letter; reading a letter makes it one string.
    text.charCodeAt(0);
    return text;
  }

  rowLooks(row: number, fromColumn: number, letters: number): LineLooks | null {
    const { cursor } = this;
    if (!this.#graphics.isPlain) this.#markStyled(cursor.row);
    const line = this.#lineAt(row);
    if (line === undefined) return null;
    const links = this.#links.ofRow(row, cursor).flatMap(({ from, to, address }) => {
      const first = lettersBetween(line, fromColumn, from);
      const last = lettersBetween(line, fromColumn, to ?? this.#size.columns);
      return first < last ? [{ from: first, to: last, address }] : [];
    });
    const styles = this.#styledRows.has(row) ? stylesOfRow(line, fromColumn, letters) : [];
    return styles.length === 0 && links.length === 0 ? null : { styles, links };
  }

  operatingSystemCommand(payload: string): void {
    // The alternate screen is a picture of its own.
    if (!this.isAlternate) this.#links.command(payload, this.cursor);
  }

  /** The emulator would give one of its newest rows for an index below 0. */
  #lineAt(row: number): IBufferLine | undefined {
    return row < this.#goneRows ? undefined : this.#normal.getLine(row - this.#goneRows);
  }

  resize(size: TerminalSize): void {
    this.#size = clampSize(size);
    // Rows are laid out anew, so all of them get numbers that were never used.
    this.#goneRows += this.#normal.baseY + this.#terminal.rows + SCROLLBACK_ROWS;
    this.#terminal.resize(this.#size.columns, this.#size.rows);
    this.#lastBaseRow = this.#normal.baseY;
    this.#resetMargins();
    this.#styledRows.clear();
    this.#styledSinceRow = this.cursor.row;
    this.#links.clear();
  }

  dispose(): void {
    this.#queue.stop();
    this.#terminal.dispose();
  }

  /** Passes whole lines over; what is left behind them fills screen and scrollback, so that no row is missed. */
  #passOver(text: () => Buffer): number {
    if (!this.scrollsWhole || !this.#isOnFreshLastRow() || !printsAscii(this.#terminal)) return 0;
    if (!this.#graphics.isPlain || this.#links.isOpen) return 0;
    const { columns, rows } = this.#size;
    const run = findPlainRun(text(), columns, rows + SCROLLBACK_ROWS);
    if (run === null || (run.isWrapped && !this.#terminal.modes.wraparoundMode)) return 0;
    if (!this.#listener.passOver(run)) return 0;
    this.#goneRows += run.rows;
    return run.bytes.length;
  }

  #isOnFreshLastRow(): boolean {
    const { cursorX, cursorY } = this.#normal;
    if (cursorX !== 0 || cursorY !== this.#size.rows - 1) return false;
    const { row } = this.cursor;
    return !this.continues(row) && this.rowText(row) === '';
  }

  #scrolled(): void {
    const { type } = this.#buffers.active;
    if (type !== this.#lastBufferType) {
      // Switching screens fires this event too; nothing moved then.
      this.#lastBufferType = type;
      return;
    }
    if (type === 'alternate' || this.#topMargin > 0) return;
    if (this.#normal.baseY === this.#lastBaseRow) this.#goneRows += 1;
    else this.#lastBaseRow = this.#normal.baseY;
    this.#listener.scrolled();
  }

  #resetMargins(): void {
    this.#topMargin = 0;
    this.#hasMargins = false;
  }

  /** Follows DECSTBM and DECSTR; the emulator still carries them out. */
  #watchMargins(): void {
    const { parser } = this.#terminal;
    parser.registerCsiHandler({ final: 'r' }, (parameters) => {
      if (this.isAlternate) return false;
      const { rows } = this.#size;
      const top = Math.max(1, csiNumber(parameters, 0));
      const given = csiNumber(parameters, 1);
      const bottom = given === 0 || given > rows ? rows : given;
      if (bottom > top) {
        this.#topMargin = top - 1;
        this.#hasMargins = top > 1 || bottom < rows;
      }
      return false;
    });
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => {
      if (!this.isAlternate) this.#resetMargins();
      return false;
    });
  }

  /** Follows SGR and DECSTR; the emulator still carries them out. */
  #watchGraphics(): void {
    const { parser } = this.#terminal;
    parser.registerCsiHandler({ final: 'm' }, (parameters) => {
      // Both screens share one rendition; only rows of the normal one become lines.
      if (!this.isAlternate) {
        const { row } = this.cursor;
        if (this.#graphics.isPlain) this.#styledSinceRow = row;
        else this.#markStyled(row);
      }
      this.#graphics.apply(parameters);
      return false;
    });
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => {
      this.#graphics.reset();
      return false;
    });
  }

  /** All rows that were passed since the looks changed may hold some of them. */
  #markStyled(row: number): void {
    this.#styledRows.forgetBefore(this.#goneRows);
    this.#styledRows.add(Math.min(this.#styledSinceRow, row), Math.max(this.#styledSinceRow, row));
    this.#styledSinceRow = row;
  }
}

function clampSize(size: TerminalSize): TerminalSize {
  return {
    columns: Math.min(COLUMN_BOUNDS[1], Math.max(COLUMN_BOUNDS[0], Math.floor(size.columns) || 0)),
    rows: Math.min(ROW_BOUNDS[1], Math.max(ROW_BOUNDS[0], Math.floor(size.rows) || 0)),
  };
}

/**
 * Whether letters show as themselves and not as line drawing. The emulator keeps the designated set to itself;
 * where it cannot be read the answer is no.
 */
function printsAscii(terminal: Terminal): boolean {
  const { _core: core } = terminal as unknown as {
    _core?: { _charsetService?: { glevel?: unknown; charset?: unknown } };
  };
  const service = core?._charsetService;
  return typeof service?.glevel === 'number' && service.charset === undefined;
}

/** Letters of the cells between two columns. */
function lettersBetween(line: IBufferLine, from: number, to: number): number {
  return to <= from ? 0 : line.translateToString(true, from, to).length;
}
