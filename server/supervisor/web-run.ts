/** One run of the web process: the order start → loaded → listen → ready, as promises. */
import type { Clock } from '../../shared/base/clock.ts';
import { failed, success, type Result } from '../../shared/base/result.ts';
import { SECOND_MS } from '../../shared/base/units.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import {
  readWebMessage,
  type SupervisorMessage,
  type WebMessage,
  type WebStart,
} from '../link/supervisor-messages.ts';
import { startChild } from './child.ts';

/** A web process; null as failure means that it died or fell silent without a word. */
export interface WebRun {
  readonly hasExited: boolean;
  readonly exited: Promise<void>;
  /** Lets it open its data. */
  load(start: WebStart): Promise<Result<null, Failure | null>>;
  /** Lets it take the port; gives the port. */
  listen(): Promise<Result<number, Failure | null>>;
  /** Ends it in at most 5 s. */
  stop(): Promise<void>;
  kill(): void;
}

/** What a web process tells of the first device. */
export type SetupNews = Extract<
  WebMessage,
  { setup: unknown } | { setupPreset: unknown } | { setupIgnored: unknown }
>;

/** How long one answer may take. */
const ANSWER_LIMIT_MS = 30 * SECOND_MS;
const STOP_LIMIT_MS = 5 * SECOND_MS;

/** Starts a web process, which waits for `load`. */
export function startWebRun(options: {
  readonly script: string;
  readonly clock: Clock;
  onSetup(news: SetupNews): void;
}): WebRun {
  let resolveAnswer: (message: WebMessage | null) => void = () => undefined;
  const child = startChild({
    script: options.script,
    clock: options.clock,
    onMessage(value) {
      const message = readWebMessage(value);
      if (message === null) return;
      if ('setup' in message || 'setupPreset' in message || 'setupIgnored' in message) {
        options.onSetup(message);
      } else resolveAnswer(message);
    },
  });
  const ask = async (message: SupervisorMessage): Promise<WebMessage | null> => {
    const waiting = new AbortController();
    const answer = await new Promise<WebMessage | null>((resolve) => {
      resolveAnswer = resolve;
      options.clock.after(ANSWER_LIMIT_MS, () => resolve(null), waiting.signal);
      void child.exited.then(() => resolve(null));
      child.send(message);
    });
    waiting.abort();
    return answer;
  };
  return {
    get hasExited() {
      return child.hasExited;
    },
    exited: child.exited,
    async load(start) {
      const answer = await ask({ start });
      if (answer !== null && 'loaded' in answer) return success(null);
      return failed(failureIn(answer));
    },
    async listen() {
      const answer = await ask({ listen: true });
      if (answer !== null && 'ready' in answer) return success(answer.ready.port);
      return failed(failureIn(answer));
    },
    stop: () => child.stop(STOP_LIMIT_MS),
    kill: () => child.kill(),
  };
}

function failureIn(answer: WebMessage | null): Failure | null {
  return answer !== null && 'failed' in answer ? answer.failed : null;
}
