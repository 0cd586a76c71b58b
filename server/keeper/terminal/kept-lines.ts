/**
 * The lines of one block that the keeper keeps: the first and the last, within bounds of count and bytes; those
 * between are counted. Constant memory, however much is printed.
 */
import type { Line } from '../../../shared/terminal/line.ts';
import { costOfLine, createKeptTail } from './kept-tail.ts';
import type { PlainRun } from './plain-run.ts';

/** A growing list of lines with a forgotten middle. Indexes are 0-based and count every line. */
export interface KeptLines {
  push(line: Line): void;
  /** Pushes all lines of a run; only when the beginning is complete. */
  pushPlain(run: PlainRun): void;
  /** Lets lines go until the bound of bytes, which may have fallen, is kept again: first of the end, then of the beginning. */
  trim(): void;
  /** Counts lines that nobody will ask for, because at least `TAIL_KEPT` lines follow them. */
  skip(count: number): void;
  /** Lines pushed and skipped. */
  readonly total: number;
  /** Lines that can still be read. */
  readonly kept: number;
  /** Memory of the kept lines, estimated. */
  readonly bytes: number;
  /** Whether the next line belongs to the beginning, which is kept for good. */
  readonly isHeadOpen: boolean;
  /** The kept ones among `count` lines from `from` on, which begin at `from` or after the gap. */
  read(from: number, count: number): { readonly from: number; readonly lines: Line[] };
}

/** Lines kept from the beginning of a block. */
export const HEAD_KEPT = 1_000;
/** Bytes that the lines of one block may take; long lines fill it before the count does. */
export interface KeptLinesOptions {
  /** Asked whenever lines come: it falls as sessions come. A quarter is for the beginning, half for the end. */
  readonly limitBytes: () => number;
}

/** No lines yet. */
export function createKeptLines({ limitBytes }: KeptLinesOptions): KeptLines {
  const headLimitBytes = (): number => limitBytes() / 4;
  const head: Line[] = [];
  let headBytes = 0;
  let isHeadOpen = true;
  const tail = createKeptTail(() => limitBytes() / 2);
  let total = 0;

  return {
    push(line) {
      total += 1;
      const cost = costOfLine(line);
      if (head.length > 0 && headBytes + cost > headLimitBytes()) isHeadOpen = false;
      if (!isHeadOpen) {
        tail.push(line);
        return;
      }
      head.push(line);
      headBytes += cost;
      isHeadOpen = head.length < HEAD_KEPT;
    },
    pushPlain(run) {
      total += run.lines;
      tail.pushPlain(run);
    },
    trim() {
      tail.trim();
      for (let last = head.at(-1); headBytes > headLimitBytes(); last = head.at(-1)) {
        if (last === undefined || head.length === 1) return;
        isHeadOpen = false;
        head.pop();
        headBytes -= costOfLine(last);
      }
    },
    skip(count) {
      total += count;
      tail.clear();
    },
    get total() {
      return total;
    },
    get kept() {
      return head.length + tail.length;
    },
    get bytes() {
      return headBytes + tail.bytes;
    },
    get isHeadOpen() {
      return isHeadOpen;
    },
    read(from, count) {
      const end = Math.min(from + count, total);
      const firstOfTail = total - tail.length;
      if (from < head.length) {
        const lines = head.slice(from, end);
        const isWhole = firstOfTail === head.length && end > firstOfTail;
        if (isWhole) lines.push(...tail.slice(0, end - firstOfTail));
        return { from, lines };
      }
      const start = Math.max(from, firstOfTail);
      if (end <= start) return { from: start, lines: [] };
      return { from: start, lines: tail.slice(start - firstOfTail, end - firstOfTail) };
    },
  };
}
