/** How the channel of a shell ends: by its shell, by the server's failure, or from here. Told once, after the output. */
import type { ClientChannel } from 'ssh2';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { ShellEnd } from '../ports/shell-transport.ts';
import { foreignText } from './foreign-text.ts';
import { incomingOf } from './ssh2-internals.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Characters of a signal's name that a session may hold. */
const SIGNAL_LIMIT = 40;

/** The end of one shell. */
export interface ShellEnding {
  /** Whether it is over; output that still comes is not wanted any more. */
  readonly isOver: boolean;
  /** Ends it from here, as if the shell had told nothing. */
  close(): void;
  /** Tells the end to `told`, now or when it comes, never within this call. */
  onEnd(told: (end: ShellEnd) => void): void;
}

/** Watches for the end of a channel that has just been opened. */
export function watchShellEnd(connection: SshConnection, channel: ClientChannel): ShellEnding {
  const incoming = incomingOf(channel);
  const ended = Promise.withResolvers<ShellEnd>();
  let exit: { code: number | null; signal: string | null } | null = null;
  let cut: Failure | null = null;
  let isOver = false;

  const finish = (end: ShellEnd): void => {
    isOver = true;
    ended.resolve(end);
  };
  const byShell = (): ShellEnd => ({
    by: 'shell',
    exitCode: exit?.code ?? null,
    signal: exit?.signal ?? null,
  });

  channel.on('exit', (code: unknown, signal: unknown) => {
    // ssh2 puts SIG before the name that stands on the wire (RFC 4254 section 6.10).
    const name =
      typeof signal === 'string' ? foreignText(signal.replace(/^SIG/, ''), SIGNAL_LIMIT) : null;
    exit = { code: typeof code === 'number' ? code : null, signal: name };
  });
  channel.on('close', () => {
    finish(cut !== null && exit === null ? { by: 'failure', failure: cut } : byShell());
    connection.end();
  });
  connection.onGone((failure) => {
    // Output that came before a cut is still delivered; that of a server that broke its limits is not.
    if (failure.code === 'ssh.server-misbehaved') finish({ by: 'failure', failure });
    // The signal of the session aborted: the same as `close`.
    else if (failure.code === 'ssh.sign-in-cancelled') finish(byShell());
    else if (incoming.state !== 'closed') cut = failure;
  });

  return {
    get isOver() {
      return isOver;
    },
    close() {
      finish(byShell());
      connection.end();
    },
    onEnd(told) {
      void ended.promise.then((end) => {
        // A throw of the listener is a bug and ends the process, not a promise nobody looks at.
        queueMicrotask(() => {
          told(end);
        });
      });
    },
  };
}
