/** The clock port on this machine's clocks and timers. */
import type { Clock } from '../../../../shared/base/clock.ts';

/** The real clock of the web process. Its timers do not keep the process alive. */
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
