/** The channel of an open shell: output in order, input with what is still unsent, and size. */
import type { ClientChannel } from 'ssh2';
import type { Clock } from '../../../shared/base/clock.ts';
import { KIB } from '../../../shared/base/units.ts';
import type { Shell, TerminalSize } from '../ports/shell-transport.ts';
import { createCompleter } from './complete.ts';
import { createEchoReader } from './read-echo.ts';
import { watchShellEnd } from './shell-end.ts';
import { incomingOf } from './ssh2-internals.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Input that may wait on this machine before `write` says that the channel is full. */
const INPUT_HIGH_WATER_BYTES = 64 * KIB;
/** Cells in a row or column; RFC 4254 takes more, no terminal has them. */
const SIZE_LIMIT = 1000;

/** What came of starting a shell. */
export interface StartedShell {
  readonly channel: ClientChannel;
  readonly shellPath: string;
  readonly startedWithMarks: boolean;
  /** For questions on a second channel. */
  readonly clock: Clock;
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
  const ending = watchShellEnd(connection, channel);
  let isStarted = false;

  connection.watch.watchChannel(incomingOf(channel));
  // Writing into a channel that the server is closing is no bug of ours; its end follows.
  channel.on('error', () => undefined);
  channel.stderr.on('error', () => undefined);

  const isOpen = (): boolean => !ending.isOver && connection.failure === null;
  const unsentBytes = (): number => channel.writableLength + connection.unsentBytes;

  return {
    shellPath: started.shellPath,
    startedWithMarks: started.startedWithMarks,
    start(listener) {
      if (isStarted) throw new Error('A shell is started once.');
      isStarted = true;
      const deliver = (bytes: Buffer): void => {
        if (ending.isOver) return;
        try {
          listener.onOutput(bytes);
        } catch (bug) {
          // ssh2 would take what is thrown here for an error of the server.
          queueMicrotask(() => {
            throw bug;
          });
        }
      };
      channel.on('data', deliver);
      channel.stderr.on('data', deliver);
      ending.onEnd((end) => {
        listener.onEnd(end);
      });
    },
    write(bytes) {
      if (isOpen() && channel.writable) channel.write(bytes);
      return unsentBytes() <= INPUT_HIGH_WATER_BYTES;
    },
    get unsentBytes() {
      return isOpen() ? unsentBytes() : 0;
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
    readEcho: createEchoReader(connection, started.clock),
    complete: createCompleter(connection, started.clock, started.shellPath),
    close() {
      ending.close();
    },
  };
}
