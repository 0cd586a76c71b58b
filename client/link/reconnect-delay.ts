/** How long to wait before the next try to connect: at once, then full jitter with a growing ceiling, without an end. */
import { SECOND_MS } from '../../shared/base/units.ts';

/** Shortest wait after the first try. */
const FLOOR_MS = SECOND_MS / 2;
/** Longest wait, however long it has lasted. */
const CEILING_MS = 30 * SECOND_MS;
/** A web process that restarts is back within seconds: so many tries come quickly before the ceiling grows. */
const QUICK_TRIES = 8;
const QUICK_CEILING_MS = 1.2 * SECOND_MS;

/** Milliseconds to wait before try `attempt` (0 for the first); `random` gives 0 to under 1. */
export function reconnectDelayMs(attempt: number, random: () => number): number {
  if (attempt === 0) return 0;
  const growth = Math.max(0, attempt - QUICK_TRIES);
  const ceiling =
    attempt <= QUICK_TRIES ? QUICK_CEILING_MS : Math.min(CEILING_MS, FLOOR_MS * 2 ** (growth + 1));
  return FLOOR_MS + random() * Math.max(0, ceiling - FLOOR_MS);
}
