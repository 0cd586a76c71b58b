/** The timer of one running command: after 10 s, and every 10 s from then on, whoever speaks of it may do so. */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { LONG_COMMAND_MS } from '../../shared/speech/result-sentence.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';

/** Watches one session's commands. */
export interface CommandWatch {
  /** Starts and ends the timer that a change calls for. */
  follow(change: SessionChange): void;
  /** Ends with the running command; null while none runs or it waits. */
  commandLifetime(): AbortSignal | null;
}

/** What a watch calls. */
export interface CommandWatchParts {
  readonly clock: Clock;
  /** A command has run for `times` times 10 s without waiting for an answer, counted from 1. */
  readonly onLong: (times: number) => void;
}

/** Creates a watch that waits for a command; its timer ends with `signal`. */
export function createCommandWatch(
  { clock, onLong }: CommandWatchParts,
  signal: AbortSignal,
): CommandWatch {
  let command: AbortController | null = null;

  const end = (): void => {
    command?.abort();
    command = null;
  };

  const begin = (): void => {
    end();
    const { signal: lifetime } = (command = childLifetime(signal));
    const wait = (times: number): void => {
      const tell = (): void => {
        onLong(times);
        wait(times + 1);
      };
      clock.after(LONG_COMMAND_MS, tell, lifetime);
    };
    wait(1);
  };

  return {
    follow(change) {
      if (change.type === 'block.started') begin();
      else if (change.type === 'block.ended') end();
      else if (change.type === 'block.waited' && change.prompt === null) begin();
      else if (change.type === 'block.waited') end();
    },
    commandLifetime: () => command?.signal ?? null,
  };
}
