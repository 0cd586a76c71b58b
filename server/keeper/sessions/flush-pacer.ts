/** When changes leave the keeper: at once when it is quiet, a few times a second in a flood. */
import type { Clock } from '../../../shared/base/clock.ts';
import { KIB } from '../../../shared/base/units.ts';

/** Least time between two flushes while little comes. */
const QUIET_INTERVAL_MS = 50;
/** Least time between two flushes in a flood. */
const FLOOD_INTERVAL_MS = 250;
/** More output than this between two flushes is a flood. */
const FLOOD_BYTES = 16 * KIB;

/** Paces one session. */
export interface FlushPacer {
  /** Output arrived. */
  count(bytes: number): void;
  /** There may be something to flush: does it now or at the next allowed moment. */
  note(): void;
}

/** A pacer that calls `flush`, which says whether there was anything; only then the next one has to wait. */
export function createFlushPacer(
  clock: Clock,
  signal: AbortSignal,
  flush: () => boolean,
): FlushPacer {
  let nextAllowedMs = 0;
  let bytesSinceFlush = 0;
  let isScheduled = false;

  const run = (): void => {
    isScheduled = false;
    if (!flush()) return;
    const isFlood = bytesSinceFlush > FLOOD_BYTES;
    nextAllowedMs = clock.monotonicMs() + (isFlood ? FLOOD_INTERVAL_MS : QUIET_INTERVAL_MS);
    bytesSinceFlush = 0;
  };
  return {
    count(bytes) {
      bytesSinceFlush += bytes;
    },
    note() {
      if (isScheduled || signal.aborted) return;
      const waitMs = nextAllowedMs - clock.monotonicMs();
      if (waitMs <= 0) {
        run();
        return;
      }
      isScheduled = true;
      clock.after(waitMs, run, signal);
    },
  };
}
