/**
 * Turns rows of the screen into the logical lines of one block. Rows that left the screen can no longer change:
 * their lines settle into the kept ones. Lines still on the screen are read anew each time, so that a line
 * redrawn by carriage return or cursor movement counts once, in its last form.
 */
import { LINE_TEXT_LIMIT } from '../../../shared/terminal/line.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import type { KeptLines } from './kept-lines.ts';
import { TAIL_KEPT } from './kept-lines.ts';
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
  /** Rows get new numbers: everything complete settles before `resize` runs, the cursor's line goes on after. */
  renumber(resize: () => void): void;
  /**
   * Settles everything and stops. `keepPartial` says how much of the cursor's line is output, '' for nothing;
   * `clean` sees the lines that were still on the screen and gives those that count.
   */
  finish(keepPartial?: (text: string) => string, clean?: (lines: Line[]) => Line[]): void;
}

/** Rows above the screen that wait to be settled together; well below the emulator's scrollback. */
const SETTLE_AFTER_ROWS = 50;

/** Starts recording what is printed from a place on into `kept`. */
export function startRecording(
  screen: VtScreen,
  kept: KeptLines,
  start: RecordingStart,
): Recording {
  /** First row that did not settle; the row of which only the part from a column on is output. */
  let firstRow = start.at.row;
  let partRow = start.at.row;
  let partColumn = start.at.column;
  /** Beginning of a line whose first rows are gone already. */
  let begun: { text: string; cut: number } | null = null;
  let lineFeedsBehind = 0;
  let isEchoPossible = start.isEcho !== undefined;
  let isOver = false;

  /** Reads rows of one line after what is already gathered of it. */
  function readLine(from: number, to: number): { text: string; cut: number } {
    let text = begun?.text ?? '';
    let cut = begun?.cut ?? 0;
    for (let row = from; row <= to; row += 1) {
      const part = screen.rowText(row, row === partRow ? partColumn : 0);
      const room = LINE_TEXT_LIMIT - text.length;
      if (part.length <= room) text += part;
      else {
        text += part.slice(0, room);
        cut += part.length - room;
      }
    }
    return { text, cut };
  }

  function asLine({ text, cut }: { text: string; cut: number }): Line {
    const shown = start.hide ? text.replaceAll(start.hide, '•••') : text;
    return cut > 0 ? { text: shown, cut } : { text: shown };
  }

  function lastRowOfLine(row: number, limit: number): number {
    let last = row;
    while (last < limit && screen.continues(last + 1)) last += 1;
    return last;
  }

  /** Whether the first line is the echoed command; asked once. */
  function isEcho(text: string): boolean {
    return isEchoPossible && start.isEcho?.(text) === true;
  }

  function settleLine(line: Line): void {
    if (!isEcho(line.text)) kept.push(line);
    isEchoPossible = false;
  }

  /**
   * Settles lines that end before `end`. A line that goes on there gives its rows away only when it must,
   * because the emulator will forget them.
   */
  function settleBefore(end: number, mustLetGo: boolean): void {
    const canSkip = lineFeedsBehind > TAIL_KEPT + 4 * screen.size.rows && screen.scrollsWhole;
    while (firstRow < end) {
      const last = lastRowOfLine(firstRow, end);
      if (last >= end) {
        if (mustLetGo) {
          begun = readLine(firstRow, end - 1);
          firstRow = end;
        }
        return;
      }
      if (canSkip && !kept.isHeadOpen && !isEchoPossible) kept.skip(1);
      else settleLine(asLine(readLine(firstRow, last)));
      begun = null;
      firstRow = last + 1;
    }
  }

  function live(): LiveLines {
    if (isOver) return { complete: [], partial: { text: '' } };
    return readLive();
  }

  function readLive(): LiveLines {
    const complete: Line[] = [];
    const cursorRow = screen.cursor.row;
    const end = screen.lastUsedRow();
    let partial: Line = { text: '' };
    let row = firstRow;
    let mayBeEcho = isEchoPossible;
    let isFirst = true;
    while (row <= end) {
      const last = lastRowOfLine(row, end);
      const line = asLine(isFirst ? readLine(row, last) : readLater(row, last));
      const isCursors = row <= cursorRow && cursorRow <= last;
      if (mayBeEcho && isEcho(line.text)) {
        // The echo is no output, not even while it is being typed.
      } else if (isCursors && last === end) partial = line;
      else complete.push(line);
      mayBeEcho = false;
      isFirst = false;
      row = last + 1;
    }
    return { complete, partial };
  }

  /** A line that cannot have rows that are gone. */
  function readLater(from: number, to: number): { text: string; cut: number } {
    const saved = begun;
    begun = null;
    const line = readLine(from, to);
    begun = saved;
    return line;
  }

  return {
    scrolled() {
      if (!isOver && screen.topRow - firstRow > SETTLE_AFTER_ROWS)
        settleBefore(screen.topRow, true);
    },
    setLineFeedsBehind(count) {
      lineFeedsBehind = count;
    },
    erased() {
      if (isOver) return;
      settleBefore(screen.topRow, false);
      begun = null;
      firstRow = screen.topRow;
      isEchoPossible = false;
    },
    wentHome() {
      if (!isOver && firstRow > screen.topRow) firstRow = screen.topRow;
    },
    live,
    renumber(resize) {
      if (isOver) {
        resize();
        return;
      }
      const { complete } = live();
      const partialFrom = lineStart(screen, screen.cursor.row);
      const isWithin = partialFrom >= firstRow;
      if (isWithin) {
        for (const line of complete) kept.push(line);
        begun = null;
      }
      isEchoPossible = false;
      const isPart = isWithin && partialFrom === partRow;
      resize();
      firstRow = lineStart(screen, screen.cursor.row);
      partRow = isPart ? firstRow : -1;
    },
    finish(keepPartial = (text) => text, clean = (lines) => lines) {
      if (isOver) return;
      isOver = true;
      settleBefore(screen.topRow, false);
      const { complete, partial } = readLive();
      const rest = keepPartial(partial.text);
      if (rest !== '') complete.push(rest === partial.text ? partial : { text: rest });
      for (const line of clean(complete)) kept.push(line);
    },
  };
}

/** First row of the logical line that a row belongs to. */
export function lineStart(screen: VtScreen, row: number): number {
  let first = row;
  while (first > 0 && screen.continues(first)) first -= 1;
  return first;
}
