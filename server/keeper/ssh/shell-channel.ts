/** The channel of an open shell: output in order, input with what is still unsent, size, and how it ended. */
import type { ClientChannel } from 'ssh2';
import type { Failure } from '../../../shared/failures/failure.ts';
import { KIB } from '../../../shared/base/units.ts';
import type { Shell, ShellEnd, TerminalSize } from '../ports/shell-transport.ts';
import { foreignText } from './foreign-text.ts';
import { incomingOf } from './ssh2-internals.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Input that may wait on this machine before `write` says that the channel is full. */
const INPUT_HIGH_WATER_BYTES = 64 * KIB;
/** Characters of a signal's name that a session may hold. */
const SIGNAL_LIMIT = 40;
/** Cells in a row or column; RFC 4254 takes more, no terminal has them. */
const SIZE_LIMIT = 1000;

/** What came of starting a shell. */
export interface StartedShell {
  readonly channel: ClientChannel;
  readonly shellPath: string;
  readonly startedWithMarks: boolean;
}

/** A size in whole cells from 1 to 1,000, as ssh2 names them; pixels are not known. */
export function cellsOf({ columns, rows }: TerminalSize): { cols: number; rows: number } {
  const clamp = (cells: number): number =>
    Math.min(SIZE_LIMIT, Math.max(1, Math.round(cells) || 1));
  return { cols: clamp(columns), rows: clamp(rows) };
}

/** Makes the shell of a session from its channel. Output waits in the channel until `start`. */
export function createShell(connection: SshConnection, started: StartedShell): Shell {
  const { channel } = started;
  const incoming = incomingOf(channel);
  let listener: Parameters<Shell['start']>[0] | null = null;
  let exit: { code: number | null; signal: string | null } | null = null;
  let end: ShellEnd | null = null;
  let connectionFailure: Failure | null = null;
  let isEndTold = false;

  /** A bug in a listener must not pass for an error of the server: ssh2 catches what is thrown below it. */
  const guard = (call: () => void): void => {
    try {
      call();
    } catch (bug) {
      queueMicrotask(() => {
        throw bug;
      });
    }
  };

  const tellEnd = (): void => {
    const to = listener;
    const told = end;
    if (isEndTold || to === null || told === null) return;
    isEndTold = true;
    guard(() => {
      to.onEnd(told);
    });
  };
  const finish = (by: ShellEnd): void => {
    end ??= by;
    queueMicrotask(tellEnd);
  };
  const deliver = (bytes: Buffer): void => {
    if (end !== null) return;
    guard(() => listener?.onOutput(bytes));
  };
  const endOfShell = (): ShellEnd => ({
    by: 'shell',
    exitCode: exit?.code ?? null,
    signal: exit?.signal ?? null,
  });

  connection.watch.watchChannel(incoming);
  channel.on('exit', (code: unknown, signal: unknown) => {
    // ssh2 puts SIG before the name that stands on the wire (RFC 4254 section 6.10).
    const name =
      typeof signal === 'string' ? foreignText(signal.replace(/^SIG/, ''), SIGNAL_LIMIT) : null;
    exit = { code: typeof code === 'number' ? code : null, signal: name };
  });
  channel.on('close', () => {
    const isCut = connectionFailure !== null && exit === null;
    finish(
      isCut && connectionFailure ? { by: 'failure', failure: connectionFailure } : endOfShell(),
    );
    connection.end();
  });
  // Writing into a channel that the server is closing is no bug of ours; `close` follows.
  channel.on('error', () => undefined);
  channel.stderr.on('error', () => undefined);
  connection.onGone((failure) => {
    // Output that came before a cut is still delivered; that of a server that broke its limits is not.
    if (failure.code === 'ssh.server-misbehaved') finish({ by: 'failure', failure });
    // The signal of the session aborted: the same as `close`.
    else if (failure.code === 'ssh.sign-in-cancelled') finish(endOfShell());
    else if (incoming.state !== 'closed') connectionFailure = failure;
  });

  const isOpen = (): boolean => end === null && connection.failure === null;
  const unsentBytes = (): number => channel.writableLength + connection.unsentBytes;

  return {
    shellPath: started.shellPath,
    startedWithMarks: started.startedWithMarks,
    start(given) {
      if (listener !== null) throw new Error('A shell is started once.');
      listener = given;
      channel.on('data', deliver);
      channel.stderr.on('data', deliver);
      queueMicrotask(tellEnd);
    },
    write(bytes) {
      if (isOpen() && channel.writable) channel.write(bytes);
      return unsentBytes() <= INPUT_HIGH_WATER_BYTES;
    },
    get unsentBytes() {
      return unsentBytes();
    },
    resize(size) {
      const { cols, rows } = cellsOf(size);
      if (isOpen()) channel.setWindow(rows, cols, 0, 0);
    },
    pause() {
      channel.pause();
      channel.stderr.pause();
    },
    resume() {
      channel.resume();
      channel.stderr.resume();
    },
    close() {
      finish(endOfShell());
      connection.end();
    },
  };
}
