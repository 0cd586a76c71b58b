/**
 * How far a running command is, by its bars: the cursor's line, or lines further up that are redrawn in place
 * (`docker pull`, `apt`). What a line tells is line-progress's.
 */
import type { Line } from '../../../../shared/terminal/line.ts';
import { percentOf } from '../lines/line-progress.ts';

/** Follows the lines of one block that are still on the screen. */
export interface BarWatch {
  /** Whole percent or null; `settled` lines stand above `complete`, `partial` is the cursor's line. */
  percentOf(settled: number, complete: readonly Line[], partial: string): number | null;
}

/** Lines compared; more do not fit on a screen that anyone reads bars on. */
const WATCHED_LINES = 100;

/** Nothing was printed yet. */
export function createBarWatch(): BarWatch {
  /** Texts by their index in the block. */
  let seen = new Map<number, string>();
  /** Lines that were redrawn and tell a percentage. */
  let bars = new Map<number, number>();

  return {
    percentOf(settled, complete, partial) {
      const from = Math.max(0, complete.length - WATCHED_LINES);
      const now = new Map<number, string>();
      const nowBars = new Map<number, number>();
      complete.slice(from).forEach(({ text }, offset) => {
        const index = settled + from + offset;
        const before = seen.get(index);
        now.set(index, text);
        const isRedrawn = before !== undefined && before !== '' && before !== text;
        const percent = isRedrawn || bars.has(index) ? percentOf(text) : null;
        if (percent !== null) nowBars.set(index, percent);
      });
      seen = now;
      bars = nowBars;
      return percentOf(partial) ?? (bars.size === 0 ? null : Math.min(...bars.values()));
    },
  };
}
