/**
 * The lines of one block that the keeper keeps: the first and the last, within bounds of count and bytes; those
 * between are counted. Constant memory, however much is printed.
 */
import type { Line } from '../../../shared/terminal/line.ts';

/** A growing list of lines with a forgotten middle. Indexes are 0-based and count every line. */
export interface KeptLines {
  push(line: Line): void;
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
/** Lines kept from its end. */
export const TAIL_KEPT = 4_000;
/** Bytes for each of the two; long lines fill these before the counts do. */
const HEAD_LIMIT_BYTES = 2 * 1_024 * 1_024;
const TAIL_LIMIT_BYTES = 4 * 1_024 * 1_024;
/** What a line costs beside its text. */
const LINE_COST_BYTES = 48;

/** No lines yet. */
export function createKeptLines(): KeptLines {
  const head: Line[] = [];
  let headBytes = 0;
  let isHeadOpen = true;
  /** The end, oldest first, from index `tailStart` on; what is before it is gone. */
  let tail: Line[] = [];
  let tailStart = 0;
  let tailBytes = 0;
  let total = 0;

  function costOf(line: Line): number {
    return line.text.length + LINE_COST_BYTES;
  }

  function dropOldest(): void {
    tailBytes -= costOf(tail[tailStart] ?? EMPTY);
    tail[tailStart] = EMPTY;
    tailStart += 1;
    if (tailStart > TAIL_KEPT) {
      tail = tail.slice(tailStart);
      tailStart = 0;
    }
  }

  const tailLength = () => tail.length - tailStart;

  return {
    push(line) {
      total += 1;
      const cost = costOf(line);
      if (isHeadOpen) {
        head.push(line);
        headBytes += cost;
        isHeadOpen = head.length < HEAD_KEPT && headBytes < HEAD_LIMIT_BYTES;
        return;
      }
      tail.push(line);
      tailBytes += cost;
      while (tailLength() > TAIL_KEPT || (tailBytes > TAIL_LIMIT_BYTES && tailLength() > 1)) {
        dropOldest();
      }
    },
    skip(count) {
      total += count;
      if (tail.length === 0) return;
      tail = [];
      tailStart = 0;
      tailBytes = 0;
    },
    get total() {
      return total;
    },
    get kept() {
      return head.length + tailLength();
    },
    get bytes() {
      return headBytes + tailBytes;
    },
    get isHeadOpen() {
      return isHeadOpen;
    },
    read(from, count) {
      const end = Math.min(from + count, total);
      const firstOfTail = total - tailLength();
      if (from < head.length) {
        const lines = head.slice(from, end);
        const isWhole = firstOfTail === head.length && end > firstOfTail;
        if (isWhole) lines.push(...tail.slice(tailStart, tailStart + end - firstOfTail));
        return { from, lines };
      }
      const start = Math.max(from, firstOfTail);
      if (end <= start) return { from: start, lines: [] };
      const offset = tailStart - firstOfTail;
      return { from: start, lines: tail.slice(start + offset, end + offset) };
    },
  };
}

const EMPTY: Line = { text: '' };
