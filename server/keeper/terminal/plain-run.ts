/**
 * Long runs of plain and coloured lines in a flood, counted and cut straight from their bytes without the emulator.
 * Whether the screen is in a state that allows it is vt-screen's and line-settling's to say.
 */
import { LINE_TEXT_LIMIT } from '../../../shared/terminal/line.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import { measureColoured, readColoured } from './coloured-run.ts';

/** Whole lines of printable ASCII and SGR sequences, each ended by CR LF; plain before and behind them. */
export interface PlainRun {
  readonly bytes: Buffer;
  readonly lines: number;
  /** Rows that they would take on the screen. */
  readonly rows: number;
  /** Whether one of them is wider than the screen. */
  readonly isWrapped: boolean;
  /** Styles that its lines may have at most; 0: it holds no SGR sequence. */
  readonly styles: number;
}

const ESCAPE = 0x1b;
const LINE_FEED = 0x0a;

/**
 * The whole lines at the beginning of `text` (slices of nature `text`, from the start of a line on, the rendition
 * being plain) but at least the last `linesLeft`; null when there are not more than these, or one is longer than a
 * line may be.
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
  if (lines <= linesLeft) return null;
  for (let left = 0; left < linesLeft; left += 1) end = text.lastIndexOf(LINE_FEED, end - 2) + 1;
  const bytes = text.subarray(0, end);
  if (bytes.includes(ESCAPE)) return findColouredRun(bytes, columns);
  if (longest > LINE_TEXT_LIMIT) return null;
  const isWrapped = longest > columns;
  const count = lines - linesLeft;
  const rows = isWrapped ? rowsOf(bytes, columns) : count;
  return { bytes, lines: count, rows, isWrapped, styles: 0 };
}

function findColouredRun(bytes: Buffer, columns: number): PlainRun | null {
  const measure = measureColoured(bytes, columns);
  if (measure === null || measure.longest > LINE_TEXT_LIMIT) return null;
  const { end, lines, rows, longest, styles } = measure;
  return { bytes: bytes.subarray(0, end), lines, rows, isWrapped: longest > columns, styles };
}

/** The last `count` lines of a run. */
export function readPlainRun({ bytes, lines, styles }: PlainRun, count: number): Line[] {
  let start = 0;
  for (let line = count; line < lines; line += 1) start = bytes.indexOf(LINE_FEED, start) + 1;
  if (styles > 0) return readColoured(bytes, start);
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
