/** Learns which shell an account has, by one command on a channel of its own; the shell itself starts elsewhere. */
import type { ClientChannel } from 'ssh2';
import type { Clock } from '../../../shared/base/clock.ts';
import { KIB, SECOND_MS } from '../../../shared/base/units.ts';
import { incomingOf } from './ssh2-internals.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Fixed text; nothing of it comes from a person. */
const QUESTION = 'printf %s "$SHELL"';
const ANSWER_LIMIT_BYTES = KIB;
const ANSWER_LIMIT_MS = 5 * SECOND_MS;
/** Network gear prints an error and keeps the channel open; a shell prints its path and leaves. */
const QUIET_LIMIT_MS = 1.5 * SECOND_MS;

/** The path at the end of what was printed; start-up files of the account may have printed before it. */
export function shellPathIn(printed: string): string {
  const lastLine = printed.slice(printed.lastIndexOf('\n') + 1);
  return /^\/[\x21-\x7e]{1,255}$/.test(lastLine) ? lastLine : '';
}

/** What was learned. */
export interface LearnedShell {
  /** '' when the server does not run commands, says something else, or takes longer than 5 seconds or 1.5 after its last word. */
  readonly shellPath: string;
  /** Whether the server opened a channel for the question. */
  readonly hadChannel: boolean;
}

/** Asks for the account's `$SHELL`. Never fails; the connection may be gone afterwards. */
export function learnShell(connection: SshConnection, clock: Clock): Promise<LearnedShell> {
  return new Promise((resolve) => {
    const waiting = new AbortController();
    let channel: ClientChannel | null = null;
    let printed = '';
    let quiet = new AbortController();

    const settle = (shellPath: string): void => {
      if (waiting.signal.aborted) return;
      waiting.abort();
      if (connection.failure === null) channel?.close();
      resolve({ shellPath, hadChannel: channel !== null });
    };
    const giveUp = (): void => {
      settle('');
    };
    const heard = (): void => {
      quiet.abort();
      quiet = new AbortController();
      const call = (): void => {
        settle(shellPathIn(printed));
      };
      clock.after(QUIET_LIMIT_MS, call, AbortSignal.any([quiet.signal, waiting.signal]));
    };

    clock.after(ANSWER_LIMIT_MS, giveUp, waiting.signal);
    connection.onGone(giveUp);
    try {
      connection.client.exec(QUESTION, (error, opened) => {
        if (error !== undefined) {
          giveUp();
          return;
        }
        channel = opened;
        connection.watch.watchChannel(incomingOf(opened));
        opened.on('error', giveUp);
        opened.stderr.on('error', giveUp).on('data', heard);
        opened.on('data', (bytes: Buffer) => {
          if (printed.length + bytes.length > ANSWER_LIMIT_BYTES) giveUp();
          else printed += bytes.toString('latin1');
          heard();
        });
        opened.on('exit', heard);
        // Only once it is closed may a server that allows one channel at a time open the next.
        opened.on('close', () => {
          settle(shellPathIn(printed));
        });
        if (waiting.signal.aborted && connection.failure === null) opened.close();
      });
    } catch {
      // ssh2 throws when the connection ended a moment ago.
      giveUp();
    }
  });
}
