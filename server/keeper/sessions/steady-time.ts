/** The time of day that does not jump while something is measured: a corrected clock must not make a command last a day. */
import type { Clock } from '../../../shared/base/clock.ts';

/** Epoch milliseconds that move on as evenly as the monotonic clock. */
export interface SteadyTime {
  nowEpochMs(): number;
  /** Follows the clock of the machine again; called when nothing is being measured. */
  align(): void;
}

/** Steady time, aligned now. */
export function createSteadyTime(clock: Clock): SteadyTime {
  let offsetMs = 0;
  const align = (): void => {
    offsetMs = clock.epochMs() - clock.monotonicMs();
  };
  align();
  return { nowEpochMs: () => Math.round(clock.monotonicMs() + offsetMs), align };
}
