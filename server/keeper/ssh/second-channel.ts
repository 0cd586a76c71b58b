/** Runs one fixed command on a channel of its own beside the shell, and gives what it printed within a bound and a time. */
import type { ClientChannel } from 'ssh2';
import type { Clock } from '../../../shared/base/clock.ts';
import { incomingOf } from './ssh2-internals.ts';
import type { SshConnection } from './ssh-connection.ts';

/** What is asked. `command` is fixed text of this program; whatever varies goes by `input`. */
export interface ChannelQuestion {
  readonly command: string;
  /** Written to its standard input, which is closed after it; null: left open. */
  readonly input: string | null;
  readonly limitBytes: number;
  readonly limitMs: number;
}

/** What it brought, as bytes; `no-channel`: the server opens none, or runs nothing on it. */
export type ChannelAnswer = { readonly printed: Buffer } | 'no-channel' | 'no-answer';

/** Asks once. Never fails; the connection may be gone afterwards. */
export function askOnSecondChannel(
  connection: SshConnection,
  clock: Clock,
  { command, input, limitBytes, limitMs }: ChannelQuestion,
): Promise<ChannelAnswer> {
  return new Promise((resolve) => {
    const waiting = new AbortController();
    let channel: ClientChannel | null = null;
    const pieces: Buffer[] = [];
    let bytesHeard = 0;

    const settle = (answer: ChannelAnswer): void => {
      if (waiting.signal.aborted) return;
      waiting.abort();
      if (connection.failure === null) channel?.close();
      resolve(answer);
    };
    const giveUp = (): void => {
      settle('no-answer');
    };
    const hear = (opened: ClientChannel): void => {
      channel = opened;
      connection.watch.watchChannel(incomingOf(opened));
      opened.on('error', giveUp);
      opened.stderr.on('error', giveUp).resume();
      opened.on('data', (bytes: Buffer) => {
        bytesHeard += bytes.length;
        if (bytesHeard > limitBytes) giveUp();
        else pieces.push(bytes);
      });
      opened.on('close', () => {
        settle({ printed: Buffer.concat(pieces) });
      });
      // Too late: nobody waits for it any more.
      if (waiting.signal.aborted && connection.failure === null) opened.close();
      else if (input !== null) opened.end(input);
    };

    clock.after(limitMs, giveUp, waiting.signal);
    connection.onGone(giveUp);
    try {
      connection.client.exec(command, (error, opened) => {
        if (error === undefined) hear(opened);
        else settle('no-channel');
      });
    } catch {
      // ssh2 throws when the connection ended a moment ago.
      giveUp();
    }
  });
}
