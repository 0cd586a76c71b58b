/** Remembers which rows something was seen on, as few ranges: rather a row too many than one forgotten. */

/** Rows by their number, from the session's beginning. */
export interface RowRanges {
  /** All rows from `from` to `to`; both included. */
  add(from: number, to: number): void;
  has(row: number): boolean;
  /** Forgets the rows before this one. */
  forgetBefore(row: number): void;
  clear(): void;
}

interface Range {
  readonly from: number;
  to: number;
}

/** Ranges kept; with more, the two oldest become one with all that lies between. */
const RANGES_LIMIT = 64;

/** No rows. */
export function createRowRanges(): RowRanges {
  let ranges: Range[] = [];

  return {
    add(from, to) {
      const last = ranges.at(-1);
      if (last !== undefined && from <= last.to + 1 && from >= last.from) {
        last.to = Math.max(last.to, to);
        return;
      }
      ranges.push({ from, to });
      const [first, second] = ranges;
      if (ranges.length <= RANGES_LIMIT || first === undefined || second === undefined) return;
      const joined = {
        from: Math.min(first.from, second.from),
        to: Math.max(first.to, second.to),
      };
      ranges.splice(0, 2, joined);
    },
    has: (row) => ranges.some(({ from, to }) => from <= row && row <= to),
    forgetBefore(row) {
      if (ranges.some(({ to }) => to < row)) ranges = ranges.filter(({ to }) => to >= row);
    },
    clear() {
      ranges = [];
    },
  };
}
