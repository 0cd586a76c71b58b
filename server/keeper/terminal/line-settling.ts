/**
 * Turns rows of the screen into the logical lines of one block. Rows that left the screen can no longer change:
 * their lines settle into the kept ones. Lines still on the screen are read anew each time, so that a line
 * redrawn by carriage return or cursor movement counts once, in its last form.
 */
import { LINE_TEXT_LIMIT } from '../../../shared/terminal/line.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import type { KeptLines } from './kept-lines.ts';
import { joinLooks, lineWithLooks } from './lines/line-looks.ts';
import type { LineLooks } from './lines/line-looks.ts';
import { TAIL_KEPT } from './kept-tail.ts';
import type { PlainRun } from './plain-run.ts';
import type { CellPosition, VtScreen } from './vt-screen.ts';

/** What a recording starts from. */
export interface RecordingStart {
  readonly at: CellPosition;
  /** Says that the first line is not output: the command line as the terminal echoed it. */
  readonly isEcho?: (text: string) => boolean;
  /** A secret that was run as a command by mistake: shells repeat it in their complaint. */
  readonly hide?: string | null;
}

/** Lines of a block that are still on the screen. */
export interface LiveLines {
  readonly complete: Line[];
  /** What stands in the cursor's line, which has no end yet; '' when nothing does. */
  readonly partial: Line;
}

/** The recording of one block's output. */
export interface Recording {
  /** To be called for each row that scrolls away. */
  scrolled(): void;
  /** Line feeds that surely follow the slice being parsed. */
  setLineFeedsBehind(count: number): void;
  /** The screen is erased: what stood on it was redrawn, not printed. */
  erased(): void;
  /** The cursor goes home: from now on the whole screen is this block's. */
  wentHome(): void;
  live(): LiveLines;
  /**
   * Takes whole lines that begin at the cursor, on the last row and with enough lines behind them to push all
   * that is on the screen away; the screen will not see them. False: nothing was done, the screen must see them.
   */
  passOver(run: PlainRun): boolean;
  /** Rows get new numbers: everything complete settles before `resize` runs, the cursor's line goes on after. */
  renumber(resize: () => void): void;
  /**
   * Settles everything and stops. `keepPartial` says how much of the cursor's line is output, '' for nothing;
   * `clean` sees the lines that were still on the screen and gives those that count.
   */
  finish(keepPartial?: (text: string) => string, clean?: (lines: Line[]) => Line[]): void;
}

/** Rows that scroll away before they are settled together; well below the emulator's scrollback. */
const SETTLE_EVERY_ROWS = 51;

/** Starts recording what is printed from a place on into `kept`. */
export function startRecording(
  screen: VtScreen,
  kept: KeptLines,
  start: RecordingStart,
): Recording {
  return new ScreenRecording(screen, kept, start);
}

/** A line while its rows are gathered. */
interface GatheredLine {
  readonly text: string;
  readonly cut: number;
  readonly looks: LineLooks | null;
}

const NOTHING_GATHERED: GatheredLine = { text: '', cut: 0, looks: null };
const NO_LINES: LiveLines = { complete: [], partial: { text: '' } };

class ScreenRecording implements Recording {
  readonly #screen: VtScreen;
  readonly #kept: KeptLines;
  readonly #start: RecordingStart;
  /** First row that did not settle. */
  #firstRow: number;
  /** The row of which only the part from the start's column on is output. */
  #partRow: number;
  /** Top row at which lines settle next. Only the bytes decide it: what settled can no longer be redrawn. */
  #settleAtTop: number;
  /** Beginning of the first line, when rows of it are gone already. */
  #begun: GatheredLine = NOTHING_GATHERED;
  #lineFeedsBehind = 0;
  #isEchoPossible: boolean;
  #isOver = false;

  constructor(screen: VtScreen, kept: KeptLines, start: RecordingStart) {
    this.#screen = screen;
    this.#kept = kept;
    this.#start = start;
    this.#firstRow = start.at.row;
    this.#partRow = start.at.row;
    this.#settleAtTop = start.at.row + SETTLE_EVERY_ROWS;
    this.#isEchoPossible = start.isEcho !== undefined;
  }

  scrolled(): void {
    const { topRow } = this.#screen;
    if (this.#isOver || topRow < this.#settleAtTop) return;
    this.#settleBefore(topRow, true);
    this.#settleAtTop = topRow + SETTLE_EVERY_ROWS;
  }

  setLineFeedsBehind(count: number): void {
    this.#lineFeedsBehind = count;
  }

  erased(): void {
    if (this.#isOver) return;
    this.#settleBefore(this.#screen.topRow, false);
    this.#begun = NOTHING_GATHERED;
    this.#startAt(this.#screen.topRow);
    this.#isEchoPossible = false;
  }

  wentHome(): void {
    const { topRow } = this.#screen;
    if (!this.#isOver && this.#firstRow > topRow) this.#startAt(topRow);
  }

  live(): LiveLines {
    return this.#isOver ? NO_LINES : this.#readLive();
  }

  passOver(run: PlainRun): boolean {
    if (this.#isOver) return true;
    const { row } = this.#screen.cursor;
    const isLineBegun = this.#firstRow === row && this.#begun !== NOTHING_GATHERED;
    const isBefore = this.#firstRow > row || this.#partRow >= row;
    // An echo or a secret must be looked for in the text, and the beginning is kept for good.
    const isRead = this.#isEchoPossible || typeof this.#start.hide === 'string';
    const isReadAnyway = isRead || this.#kept.isHeadOpen;
    if (isLineBegun || isBefore || isReadAnyway) return false;
    this.#settleBefore(row, false);
    this.#kept.pushPlain(run);
    this.#firstRow = row + run.rows;
    // Lines behind the run settle when they would have settled had the emulator seen it.
    const missed = this.#screen.topRow + run.rows - this.#settleAtTop;
    if (missed >= 0) {
      this.#settleAtTop += (Math.floor(missed / SETTLE_EVERY_ROWS) + 1) * SETTLE_EVERY_ROWS;
    }
    return true;
  }

  renumber(resize: () => void): void {
    const screen = this.#screen;
    const cursorRow = screen.cursor.row;
    if (!this.#isOver) {
      // The cursor's own line goes on; only what is before it is over.
      this.#settleBefore(screen.topRow, true);
      this.#settleBefore(lineStart(screen, cursorRow), false);
    }
    const rowsAbove = cursorRow - this.#firstRow;
    const isWithin = !this.#isOver && rowsAbove >= 0;
    const isPart = isWithin && this.#firstRow === this.#partRow;
    this.#isEchoPossible = false;
    resize();
    // The emulator lays all lines out anew but the cursor's.
    const { row } = screen.cursor;
    this.#startAt(isWithin ? row - rowsAbove : lineStart(screen, row));
    this.#partRow = isPart ? this.#firstRow : -1;
  }

  finish(
    keepPartial = (text: string): string => text,
    clean = (lines: Line[]): Line[] => lines,
  ): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#settleBefore(this.#screen.topRow, false);
    const { complete, partial } = this.#readLive();
    const rest = keepPartial(partial.text);
    if (rest !== '') complete.push(rest === partial.text ? partial : { text: rest });
    for (const line of clean(complete)) this.#kept.push(line);
  }

  #startAt(row: number): void {
    this.#firstRow = row;
    this.#settleAtTop = row + SETTLE_EVERY_ROWS;
  }

  /** Whether the line begun above the first row ends there, because rows were moved, put in or erased since. */
  #isBegunOver(): boolean {
    return this.#begun !== NOTHING_GATHERED && !this.#screen.continues(this.#firstRow);
  }

  #settleBegun(): void {
    this.#settle(this.#begun);
    this.#begun = NOTHING_GATHERED;
  }

  /** Joins rows of one line to what is already gathered of it. */
  #gather(from: number, to: number, begun: GatheredLine): GatheredLine {
    let { text, cut, looks } = begun;
    for (let row = from; row <= to; row += 1) {
      const column = row === this.#partRow ? this.#start.at.column : 0;
      const part = this.#screen.rowText(row, column);
      looks = joinLooks(looks, text.length, this.#screen.rowLooks(row, column, part.length));
      const room = LINE_TEXT_LIMIT - text.length;
      if (part.length <= room) text += part;
      else {
        text += part.slice(0, room);
        cut += part.length - room;
      }
    }
    return { text, cut, looks };
  }

  #asLine({ text, cut, looks }: GatheredLine): Line {
    const { hide } = this.#start;
    if (typeof hide !== 'string') return lineWithLooks(text, cut, looks);
    // Where something is hidden, the places of looks are no longer right.
    return lineWithLooks(text.replaceAll(hide, '•••'), cut, null);
  }

  #lastRowOfLine(row: number, limit: number): number {
    let last = row;
    while (last < limit && this.#screen.continues(last + 1)) last += 1;
    return last;
  }

  /**
   * Settles lines that end before `end`. A line that goes on there gives its rows away only when it must,
   * because the emulator will forget them.
   */
  #settleBefore(end: number, mustLetGo: boolean): void {
    const isFlood = this.#lineFeedsBehind > TAIL_KEPT + 4 * this.#screen.size.rows;
    const canSkip = isFlood && this.#screen.scrollsWhole && !this.#isEchoPossible;
    if (this.#isBegunOver()) this.#settleBegun();
    while (this.#firstRow < end) {
      const last = this.#lastRowOfLine(this.#firstRow, end);
      if (last >= end) {
        if (mustLetGo) {
          this.#begun = this.#gather(this.#firstRow, end - 1, this.#begun);
          this.#firstRow = end;
        }
        return;
      }
      if (canSkip && !this.#kept.isHeadOpen) this.#kept.skip(1);
      else this.#settle(this.#gather(this.#firstRow, last, this.#begun));
      this.#begun = NOTHING_GATHERED;
      this.#firstRow = last + 1;
    }
  }

  #settle(gathered: GatheredLine): void {
    const isEcho = this.#isEchoPossible && this.#start.isEcho?.(gathered.text) === true;
    if (!isEcho) this.#kept.push(this.#asLine(gathered));
    this.#isEchoPossible = false;
  }

  #readLive(): LiveLines {
    const complete: Line[] = [];
    const isBegunOver = this.#isBegunOver();
    if (isBegunOver) complete.push(this.#asLine(this.#begun));
    const cursorRow = this.#screen.cursor.row;
    const end = this.#screen.lastUsedRow();
    let partial: Line = { text: '' };
    let begun = isBegunOver ? NOTHING_GATHERED : this.#begun;
    let mayBeEcho = this.#isEchoPossible;
    for (let row = this.#firstRow; row <= end;) {
      const last = this.#lastRowOfLine(row, end);
      const gathered = this.#gather(row, last, begun);
      // The echo is no output, not even while it is being typed.
      const isEcho = mayBeEcho && this.#start.isEcho?.(gathered.text) === true;
      const isCursors = row <= cursorRow && cursorRow <= last && last === end;
      if (isCursors && !isEcho) partial = this.#asLine(gathered);
      else if (!isEcho) complete.push(this.#asLine(gathered));
      mayBeEcho = false;
      begun = NOTHING_GATHERED;
      row = last + 1;
    }
    return { complete, partial };
  }
}

/** First row of the logical line that a row belongs to. */
export function lineStart(screen: VtScreen, row: number): number {
  let first = row;
  while (first > 0 && screen.continues(first)) first -= 1;
  return first;
}
