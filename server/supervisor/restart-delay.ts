/** How long to wait before a child that died is started again: hardly at all once, longer when it keeps dying. */
import type { Clock } from '../../shared/base/clock.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/base/units.ts';

const FIRST_MS = 100;
const LONGEST_MS = 10 * SECOND_MS;

/** A back-off that forgets what was more than a minute ago. */
export interface RestartDelay {
  /** Resolves when it is time; never when `signal` aborts before. */
  wait(signal: AbortSignal): Promise<void>;
}

/** A fresh back-off: 0.1 s, then twice as long each time, at most 10 s. */
export function createRestartDelay(clock: Clock): RestartDelay {
  let nextMs = FIRST_MS;
  let lastMs = -Infinity;
  return {
    wait(signal) {
      const nowMs = clock.monotonicMs();
      if (nowMs - lastMs > MINUTE_MS) nextMs = FIRST_MS;
      lastMs = nowMs;
      const waitMs = nextMs;
      nextMs = Math.min(LONGEST_MS, nextMs * 2);
      return new Promise((resolve) => clock.after(waitMs, resolve, signal));
    },
  };
}
