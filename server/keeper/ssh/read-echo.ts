/**
 * Asks a server over a second channel of the connection whether the terminal of the shell shows what is typed.
 * When to ask, and what it means for a prompt, is others'.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import { KIB, SECOND_MS } from '../../../shared/base/units.ts';
import { askOnSecondChannel } from './second-channel.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Terminal devices as Linux, the BSDs, macOS and Solaris name them; nothing in it needs quoting. */
const TTY = /^\/dev\/(?:pts\/\d{1,6}|tty[a-zA-Z0-9]{1,12}|pty[a-z0-9/]{1,12})$/;
const ANSWER_LIMIT_BYTES = 4 * KIB;
const ANSWER_LIMIT_MS = SECOND_MS;
/** Useless answers in a row after which a server is not asked again. */
const USELESS_LIMIT = 3;

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
    const answer = await askOnSecondChannel(connection, clock, {
      // GNU stty takes -F, those of the BSDs and of macOS -f. The device is the only part that varies.
      command: `stty -a -F ${tty} || stty -a -f ${tty}`,
      input: null,
      limitBytes: ANSWER_LIMIT_BYTES,
      limitMs: ANSWER_LIMIT_MS,
    });
    isAsking = false;
    if (answer === 'no-channel') usesLeft = 0;
    if (typeof answer === 'string') {
      usesLeft = Math.max(0, usesLeft - 1);
      return null;
    }
    const printed = answer.printed.toString('latin1');
    const isAboutTerminal = flagIn(printed, 'icanon') !== null;
    usesLeft = isAboutTerminal ? USELESS_LIMIT : usesLeft - 1;
    return echoIn(printed);
  };
}
