/** The one end of a connection: its first failure, told to everyone who waits, and the socket hung up. */
import type { Socket } from 'node:net';
import type { Client } from 'ssh2';
import type { Clock } from '../../../shared/base/clock.ts';
import { failed, type Result } from '../../../shared/base/result.ts';
import { SECOND_MS } from '../../../shared/base/units.ts';
import type { Failure } from '../../../shared/failures/failure.ts';

/** How long a server may take to hang up after we said goodbye. */
const GOODBYE_MS = SECOND_MS;

/** The end, while it is still to come and after. */
export interface ConnectionEnd {
  /** Why it ended; null while it lasts. */
  readonly failure: Failure | null;
  /** Ends it with a failure, unless it has one already. */
  readonly fail: (failure: Failure) => void;
  /** Says goodbye and hangs up; `asEnd` is its failure where nothing else ended it before. */
  readonly end: (asEnd?: Failure) => void;
  /** Calls once, at the end or at once when that is past. */
  readonly onGone: (call: (failure: Failure) => void) => void;
  /** The outcome of `work`, or the failure of the connection if that comes first. */
  readonly whileAlive: <Value>(
    work: Promise<Result<Value, Failure>>,
  ) => Promise<Result<Value, Failure>>;
}

/** What ends. */
export interface EndingParts {
  readonly client: Client;
  readonly socket: Socket;
  readonly clock: Clock;
  readonly address: string;
}

/** Makes the end of a connection that has just begun. */
export function createConnectionEnd({
  client,
  socket,
  clock,
  address,
}: EndingParts): ConnectionEnd {
  const waiting: ((failure: Failure) => void)[] = [];
  let failure: Failure | null = null;

  const settle = (reason: Failure): void => {
    if (failure !== null) return;
    failure = reason;
    for (const call of waiting.splice(0)) call(reason);
  };
  const onGone = (call: (failure: Failure) => void): void => {
    if (failure === null) waiting.push(call);
    else call(failure);
  };

  return {
    get failure() {
      return failure;
    },
    fail(reason) {
      settle(reason);
      socket.destroy();
    },
    end(asEnd) {
      settle(asEnd ?? { code: 'ssh.server-closed', address, detail: '' });
      try {
        client.end();
      } catch {
        // ssh2 throws when its protocol machine ended before its socket did.
      }
      if (socket.destroyed) return;
      const goodbye = new AbortController();
      socket.once('close', () => {
        goodbye.abort();
      });
      clock.after(GOODBYE_MS, () => socket.destroy(), goodbye.signal);
    },
    onGone,
    whileAlive(work) {
      const gone = new Promise<Result<never, Failure>>((resolve) => {
        onGone((reason) => {
          resolve(failed(reason));
        });
      });
      return Promise.race([work, gone]);
    },
  };
}
