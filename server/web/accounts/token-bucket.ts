/** A token bucket: bursts up to its size, then a steady rate. */
import type { Clock } from '../../../shared/base/clock.ts';
import { SECOND_MS } from '../../../shared/base/units.ts';

/** How fast something may happen. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts what happened. */
export interface TokenBucket {
  /** Takes one token and gives 0, or takes none and gives the milliseconds (1 or more) until there is one. */
  take(): number;
}

/** A full bucket. */
export function createTokenBucket(rate: Rate, clock: Clock): TokenBucket {
  let tokens = rate.burst;
  let filledAtMs = clock.monotonicMs();
  return {
    take() {
      const nowMs = clock.monotonicMs();
      const gained = ((nowMs - filledAtMs) / SECOND_MS) * rate.perSecond;
      tokens = Math.min(rate.burst, tokens + gained);
      filledAtMs = nowMs;
      if (tokens >= 1) {
        tokens -= 1;
        return 0;
      }
      return Math.max(1, Math.ceil(((1 - tokens) / rate.perSecond) * SECOND_MS));
    },
  };
}
