/** The browser's clock and timers (High Resolution Time, HTML timers). */
import type { Clock } from '../../shared/base/clock.ts';

/** Creates the clock of this page. */
export function createBrowserClock(): Clock {
  return {
    monotonicMs: () => performance.now(),
    epochMs: () => Date.now(),
    after(delayMs, call, signal) {
      if (signal?.aborted === true) return;
      const timer = setTimeout(call, Math.max(0, delayMs));
      signal?.addEventListener('abort', () => clearTimeout(timer), { once: true });
    },
  };
}
