/** When changes leave the keeper: at once when it is quiet, a few times a second in a flood. */
import type { Clock } from '../../../shared/base/clock.ts';
import { childLifetime } from '../../../shared/base/lifetime.ts';
import { KIB } from '../../../shared/base/units.ts';

/** Least time between two flushes while little comes, or everything that came is understood. */
const QUIET_INTERVAL_MS = 50;
/** Least time between two flushes in a flood that is still being read. */
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

/** What a pacer is made from. */
export interface FlushPacerParts {
  readonly clock: Clock;
  /** Whether all output so far is parsed: then the end of a command may be in it, and nobody should wait for that. */
  readonly isDrained: () => boolean;
  /** Flushes and says whether there was anything; only then the next one has to wait. */
  readonly flush: () => boolean;
}

/** A pacer that stops with `signal`. */
export function createFlushPacer(
  { clock, isDrained, flush }: FlushPacerParts,
  signal: AbortSignal,
): FlushPacer {
  let lastFlushMs = Number.NEGATIVE_INFINITY;
  let wasFlood = false;
  let bytesSinceFlush = 0;
  let scheduled: { readonly atMs: number; readonly life: AbortController } | null = null;

  const run = (): void => {
    scheduled?.life.abort();
    scheduled = null;
    if (!flush()) return;
    wasFlood = bytesSinceFlush > FLOOD_BYTES;
    lastFlushMs = clock.monotonicMs();
    bytesSinceFlush = 0;
  };
  return {
    count(bytes) {
      bytesSinceFlush += bytes;
    },
    note() {
      if (signal.aborted) return;
      const nowMs = clock.monotonicMs();
      const intervalMs = wasFlood && !isDrained() ? FLOOD_INTERVAL_MS : QUIET_INTERVAL_MS;
      const atMs = lastFlushMs + intervalMs;
      if (atMs <= nowMs) {
        run();
        return;
      }
      if (scheduled !== null && scheduled.atMs <= atMs) return;
      scheduled?.life.abort();
      scheduled = { atMs, life: childLifetime(signal) };
      clock.after(atMs - nowMs, run, scheduled.life.signal);
    },
  };
}
