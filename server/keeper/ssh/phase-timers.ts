/**
 * How long each phase of a connection may take. One phase runs at a time and each has a limit of its own;
 * while the person is asked, and once the shell is open, none runs.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import { SECOND_MS } from '../../../shared/base/units.ts';

/** Where a connection stands. */
export type Phase =
  | 'connecting'
  | 'identification'
  | 'key-exchange'
  /** The server is asked which ways to sign in it offers. */
  | 'methods'
  /** The person is asked. */
  | 'asking'
  /** The server weighs an answer; a second device may have to confirm it. */
  | 'answer'
  | 'shell'
  | 'open';

const limitsMs: Readonly<Record<Phase, number | null>> = {
  connecting: 10 * SECOND_MS,
  identification: 10 * SECOND_MS,
  'key-exchange': 15 * SECOND_MS,
  methods: 15 * SECOND_MS,
  asking: null,
  answer: 120 * SECOND_MS,
  shell: 15 * SECOND_MS,
  open: null,
};

/** The running phase of one connection. */
export interface PhaseTimers {
  readonly current: Phase;
  /** Leaves the phase before and starts the limit of this one. */
  enter(phase: Phase): void;
  /** Stops the running limit for good. */
  stop(): void;
}

/** Starts in `connecting`. `expired` hears of a phase that took too long, and how long that was. */
export function createPhaseTimers(
  clock: Clock,
  expired: (phase: Phase, waitedMs: number) => void,
): PhaseTimers {
  let current: Phase = 'connecting';
  let running = new AbortController();
  let isStopped = false;

  const enter = (phase: Phase): void => {
    running.abort();
    running = new AbortController();
    current = phase;
    const limitMs = limitsMs[phase];
    if (limitMs === null || isStopped) return;
    clock.after(
      limitMs,
      () => {
        expired(phase, limitMs);
      },
      running.signal,
    );
  };

  enter('connecting');
  return {
    get current() {
      return current;
    },
    enter,
    stop() {
      isStopped = true;
      running.abort();
    },
  };
}
