/** The clock port on this machine's clocks and timers. Its timers never keep a process alive: sockets and children do. */
import type { Clock } from '../../shared/base/clock.ts';

/** The real clock. */
export function createSystemClock(): Clock {
  return {
    monotonicMs: () => performance.now(),
    epochMs: () => Date.now(),
    after(delayMs, call, signal) {
      if (signal?.aborted === true) return;
      const cancel = (): void => {
        clearTimeout(timer);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', cancel);
        call();
      }, delayMs);
      timer.unref();
      signal?.addEventListener('abort', cancel, { once: true });
    },
  };
}
