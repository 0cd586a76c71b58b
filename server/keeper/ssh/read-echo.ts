/**
 * Asks a server over a second channel of the connection whether the terminal of the shell shows what is typed.
 * When to ask, and what it means for a prompt, is others'.
 */
import type { ClientChannel } from 'ssh2';
import type { Clock } from '../../../shared/base/clock.ts';
import { KIB, SECOND_MS } from '../../../shared/base/units.ts';
import { incomingOf } from './ssh2-internals.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Terminal devices as Linux, the BSDs, macOS and Solaris name them; nothing in it needs quoting. */
const TTY = /^\/dev\/(?:pts\/\d{1,6}|tty[a-zA-Z0-9]{1,12}|pty[a-z0-9/]{1,12})$/;
const ANSWER_LIMIT_BYTES = 4 * KIB;
const ANSWER_LIMIT_MS = SECOND_MS;
/** Useless answers in a row after which a server is not asked again. */
const USELESS_LIMIT = 3;

/** What one question brought; `no-channel`: the server opens none, or runs nothing on it. */
type Answer = { readonly printed: string } | 'no-channel' | 'no-answer';

/**
 * Whether a terminal shows what is typed, from what `stty -a` printed: true or false for one that takes whole
 * lines (ICANON). Null for any other, since a program that reads key by key shows them itself, and for other text.
 */
export function echoIn(printed: string): boolean | null {
  const echo = flagIn(printed, 'echo');
  const takesLines = flagIn(printed, 'icanon');
  return takesLines === true ? echo : null;
}

/** A flag of termios as stty prints it: its name, with `-` before it where it is off; null unless told just once. */
function flagIn(printed: string, name: string): boolean | null {
  const told = printed.split(/[\s;:]/).filter((word) => word === name || word === `-${name}`);
  return told.length === 1 ? told[0] === name : null;
}

/**
 * Makes `Shell.readEcho` for a connection. One question at a time; a second one meanwhile gets null. A server
 * that opens no second channel is asked once.
 */
export function createEchoReader(
  connection: SshConnection,
  clock: Clock,
): (tty: string) => Promise<boolean | null> {
  let isAsking = false;
  let usesLeft = USELESS_LIMIT;

  return async (tty) => {
    if (isAsking || usesLeft === 0 || connection.failure !== null || !TTY.test(tty)) return null;
    isAsking = true;
    const answer = await ask(connection, clock, tty);
    isAsking = false;
    if (answer === 'no-channel') usesLeft = 0;
    if (typeof answer === 'string') {
      usesLeft = Math.max(0, usesLeft - 1);
      return null;
    }
    const isAboutTerminal = flagIn(answer.printed, 'icanon') !== null;
    usesLeft = isAboutTerminal ? USELESS_LIMIT : usesLeft - 1;
    return echoIn(answer.printed);
  };
}

/** Runs the one question. Never fails; the connection may be gone afterwards. */
function ask(connection: SshConnection, clock: Clock, tty: string): Promise<Answer> {
  return new Promise((resolve) => {
    const waiting = new AbortController();
    let channel: ClientChannel | null = null;
    let printed = '';

    const settle = (answer: Answer): void => {
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
        if (printed.length + bytes.length > ANSWER_LIMIT_BYTES) giveUp();
        else printed += bytes.toString('latin1');
      });
      opened.on('close', () => {
        settle({ printed });
      });
      // Too late: nobody waits for it any more.
      if (waiting.signal.aborted && connection.failure === null) opened.close();
    };

    clock.after(ANSWER_LIMIT_MS, giveUp, waiting.signal);
    connection.onGone(giveUp);
    try {
      // GNU stty takes -F, those of the BSDs and of macOS -f. The device is the only part that varies.
      connection.client.exec(`stty -a -F ${tty} || stty -a -f ${tty}`, (error, opened) => {
        if (error === undefined) hear(opened);
        else settle('no-channel');
      });
    } catch {
      // ssh2 throws when the connection ended a moment ago.
      giveUp();
    }
  });
}
