/**
 * The lines of one block that the keeper keeps: the first and the last, within bounds of count and bytes; those
 * between are counted. Constant memory, however much is printed.
 */
import type { Line } from '../../../shared/terminal/line.ts';
import { createKeptTail, LINE_COST_BYTES } from './kept-tail.ts';
import type { PlainRun } from './plain-run.ts';

/** A growing list of lines with a forgotten middle. Indexes are 0-based and count every line. */
export interface KeptLines {
  push(line: Line): void;
  /** Pushes all lines of a run; only when the beginning is complete. */
  pushPlain(run: PlainRun): void;
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
/** Long lines fill this before the count does. */
const HEAD_LIMIT_BYTES = 2 * 1_024 * 1_024;

/** No lines yet. */
export function createKeptLines(): KeptLines {
  const head: Line[] = [];
  let headBytes = 0;
  let isHeadOpen = true;
  const tail = createKeptTail();
  let total = 0;

  return {
    push(line) {
      total += 1;
      if (!isHeadOpen) {
        tail.push(line);
        return;
      }
      head.push(line);
      headBytes += line.text.length + LINE_COST_BYTES;
      isHeadOpen = head.length < HEAD_KEPT && headBytes < HEAD_LIMIT_BYTES;
    },
    pushPlain(run) {
      total += run.lines;
      tail.pushPlain(run);
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
