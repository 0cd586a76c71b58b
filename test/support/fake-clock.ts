/** A clock that only moves when a test says so. Calls due at the same time come in the order they were asked for. */
import type { Clock } from '../../shared/base/clock.ts';

/** A clock port under the test's command. */
export interface FakeClock extends Clock {
  /** Moves time on by `ms` and makes every call that falls due, each at its own time. */
  advance(ms: number): void;
  /** Calls that are still to come and not aborted; 0 when nothing was left running. */
  pendingCalls(): number;
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly call: () => void;
  readonly signal: AbortSignal | undefined;
}

/** A fake clock; monotonic time begins at 0, the calendar at `startEpochMs`. */
export function createFakeClock(startEpochMs = Date.UTC(2026, 0, 1)): FakeClock {
  let nowMs = 0;
  let order = 0;
  let timers: Timer[] = [];

  const takeNextDue = (untilMs: number): Timer | undefined => {
    timers = timers.filter((timer) => timer.signal?.aborted !== true);
    const [next] = timers
      .filter((timer) => timer.atMs <= untilMs)
      .sort((a, b) => a.atMs - b.atMs || a.order - b.order);
    if (next !== undefined) timers = timers.filter((timer) => timer !== next);
    return next;
  };

  return {
    monotonicMs: () => nowMs,
    epochMs: () => startEpochMs + nowMs,
    after(delayMs, call, signal) {
      if (signal?.aborted === true) return;
      order += 1;
      timers.push({ atMs: nowMs + Math.max(0, delayMs), order, call, signal });
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let timer = takeNextDue(untilMs); timer !== undefined; timer = takeNextDue(untilMs)) {
        nowMs = timer.atMs;
        timer.call();
      }
      nowMs = untilMs;
    },
    pendingCalls: () => timers.filter((timer) => timer.signal?.aborted !== true).length,
  };
}
