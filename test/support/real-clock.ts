/** The machine's own clock behind the clock port, for tests that talk to real programs. */
import type { Clock } from '../../shared/base/clock.ts';

/** A clock port over Node's timers. */
export function createRealClock(): Clock {
  return {
    monotonicMs: () => performance.now(),
    epochMs: () => Date.now(),
    after(delayMs, call, signal) {
      if (signal?.aborted === true) return;
      const timer = setTimeout(call, delayMs);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
      });
    },
  };
}
