/**
 * Long runs of plain lines in a flood, counted and cut straight from their bytes without the emulator. Whether
 * the screen is in a state that allows it is vt-screen's and line-settling's to say.
 */
import { LINE_TEXT_LIMIT } from '../../../shared/terminal/line.ts';
import type { Line } from '../../../shared/terminal/line.ts';

/** Whole lines of printable ASCII, each ended by CR LF. */
export interface PlainRun {
  readonly bytes: Buffer;
  readonly lines: number;
  /** Rows that they would take on the screen. */
  readonly rows: number;
  /** Whether one of them is wider than the screen. */
  readonly isWrapped: boolean;
}

const LINE_FEED = 0x0a;

/**
 * The whole lines at the beginning of `text` (slices of nature `text`, from the start of a line on) but the last
 * `linesLeft`; null when there are not more than these, or one is longer than a line may be.
 */
export function findPlainRun(text: Buffer, columns: number, linesLeft: number): PlainRun | null {
  let lines = 0;
  let longest = 0;
  let end = 0;
  for (let at = text.indexOf(LINE_FEED); at !== -1; at = text.indexOf(LINE_FEED, end)) {
    longest = Math.max(longest, at - 1 - end);
    lines += 1;
    end = at + 1;
  }
  if (lines <= linesLeft || longest > LINE_TEXT_LIMIT) return null;
  for (let left = 0; left < linesLeft; left += 1) end = text.lastIndexOf(LINE_FEED, end - 2) + 1;
  const bytes = text.subarray(0, end);
  const isWrapped = longest > columns;
  const count = lines - linesLeft;
  return { bytes, lines: count, rows: isWrapped ? rowsOf(bytes, columns) : count, isWrapped };
}

/** The last `count` lines of a run. */
export function readPlainRun({ bytes, lines }: PlainRun, count: number): Line[] {
  let start = 0;
  for (let line = count; line < lines; line += 1) start = bytes.indexOf(LINE_FEED, start) + 1;
  const texts = bytes.toString('latin1', start, bytes.length - 2).split('\r\n');
  return texts.map((text) => ({ text }));
}

function rowsOf(bytes: Buffer, columns: number): number {
  let rows = 0;
  let start = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, start)) {
    rows += Math.max(1, Math.ceil((at - 1 - start) / columns));
    start = at + 1;
  }
  return rows;
}
