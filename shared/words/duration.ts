/** Durations as words, never as digits with colons: a reader says `2 minutes 5 seconds`, not `two oh five`. */
import { MINUTE_MS, SECOND_MS } from '../base/units.ts';
import { counted } from './plural.ts';

const MINUTES_PER_HOUR = 60;

/**
 * A duration in words, rounded down to whole seconds and at most two units: `under 1 second`, `41 seconds`,
 * `2 minutes 5 seconds`, `1 hour 3 minutes`. A negative one counts as 0.
 */
export function durationWords(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / SECOND_MS));
  if (seconds === 0) return 'under 1 second';
  const minutes = Math.floor(durationMs / MINUTE_MS);
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  if (hours > 0) return joinUnits(counted(hours, 'hour'), minutes % MINUTES_PER_HOUR, 'minute');
  if (minutes > 0) return joinUnits(counted(minutes, 'minute'), seconds % 60, 'second');
  return counted(seconds, 'second');
}

/** The larger unit, and the smaller one where it is not zero. */
function joinUnits(larger: string, smaller: number, noun: string): string {
  return smaller === 0 ? larger : `${larger} ${counted(smaller, noun)}`;
}
