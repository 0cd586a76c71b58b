/** The practice server's process: started with the gateway, started again when it dies. Nothing else depends on it. */
import type { Clock } from '../../shared/base/clock.ts';
import { SECOND_MS } from '../../shared/base/units.ts';
import { readPracticeReport, type PracticeFacts } from '../link/supervisor-messages.ts';
import { startChild, type Child } from './child.ts';
import { createRestartDelay } from './restart-delay.ts';

/** How long the gateway waits for the practice server before it starts without it. */
const START_LIMIT_MS = 10 * SECOND_MS;
const STOP_LIMIT_MS = 3 * SECOND_MS;

/** The practice server as the supervisor sees it. */
export interface PracticeProcess {
  /** Where it listens, null while it does not. */
  readonly facts: PracticeFacts | null;
  /** Resolves when it listens, or after 10 s without. */
  readonly started: Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/** Starts the practice server; `onMoved` follows when it came back after a death and listens elsewhere. */
export function startPractice(options: {
  readonly script: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  onMoved(): void;
}): PracticeProcess {
  const lifetime = new AbortController();
  const isOver = (): boolean => lifetime.signal.aborted;
  let facts: PracticeFacts | null = null;
  let child: Child | null = null;
  let wake: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    wake = resolve;
    options.clock.after(START_LIMIT_MS, resolve, lifetime.signal);
  });

  const watch = async (): Promise<void> => {
    const delay = createRestartDelay(options.clock);
    while (!isOver()) {
      child = startChild({
        script: options.script,
        args: [options.dataFolder],
        clock: options.clock,
        onMessage(message) {
          const reported = readPracticeReport(message);
          if (reported === null) return;
          const hasMoved = facts !== null && facts.port !== reported.port;
          facts = reported;
          wake();
          if (hasMoved) options.onMoved();
        },
      });
      await child.exited;
      wake();
      if (!isOver()) await delay.wait(lifetime.signal);
    }
  };
  void watch();

  return {
    get facts() {
      return facts;
    },
    started,
    async stop() {
      lifetime.abort();
      wake();
      await child?.stop(STOP_LIMIT_MS);
    },
    kill() {
      lifetime.abort();
      child?.kill();
    },
  };
}
