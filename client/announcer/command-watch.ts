/** The timers of one running command: after 10 s it is told that it runs, and once that its output pauses. */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { LONG_COMMAND_MS } from '../../shared/speech/result-sentence.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';

/** Output that pauses this long while its command runs is told once. */
export const PAUSE_MS = 2_000;

/** Watches one session's commands. */
export interface CommandWatch {
  /** Starts and ends the timers that a change calls for. */
  follow(change: SessionChange): void;
  /** Ends with the running command; null while none runs or it waits. */
  commandLifetime(): AbortSignal | null;
}

/** What a watch calls. */
export interface CommandWatchParts {
  readonly clock: Clock;
  /** A command has run for 10 s and no pause was told. */
  readonly onLong: () => void;
  /** Output has paused; gives whether it was told, which is enough for this command. */
  readonly onPause: () => boolean;
}

/** Creates a watch that waits for a command; its timers end with `signal`. */
export function createCommandWatch(
  { clock, onLong, onPause }: CommandWatchParts,
  signal: AbortSignal,
): CommandWatch {
  let command: AbortController | null = null;
  let toldPause = false;
  let awaitsPause = false;
  let lastPrintedMs = 0;

  const end = (): void => {
    command?.abort();
    command = null;
    awaitsPause = false;
  };

  const begin = (): void => {
    end();
    command = childLifetime(signal);
    const sayLong = (): void => {
      if (!toldPause) onLong();
    };
    clock.after(LONG_COMMAND_MS, sayLong, command.signal);
  };

  const checkPause = (): void => {
    awaitsPause = false;
    if (clock.monotonicMs() - lastPrintedMs < PAUSE_MS) awaitPause();
    else toldPause = onPause();
  };

  /** One timer at a time: a flood moves only the time of the last print. */
  const awaitPause = (): void => {
    if (command === null || toldPause || awaitsPause) return;
    awaitsPause = true;
    const quietForMs = clock.monotonicMs() - lastPrintedMs;
    clock.after(PAUSE_MS - quietForMs, checkPause, command.signal);
  };

  return {
    follow(change) {
      switch (change.type) {
        case 'block.started':
          toldPause = false;
          begin();
          return;
        case 'block.printed':
          lastPrintedMs = clock.monotonicMs();
          awaitPause();
          return;
        case 'block.waited':
          if (change.prompt === null) begin();
          else end();
          return;
        case 'block.ended':
          end();
          return;
        default:
      }
    },
    commandLifetime: () => command?.signal ?? null,
  };
}
