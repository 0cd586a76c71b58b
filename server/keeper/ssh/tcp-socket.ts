/** Opens the TCP connection to a server, by name or address, within the limit of its phase. SSH begins elsewhere. */
import { connect, type Socket } from 'node:net';
import type { Clock } from '../../../shared/base/clock.ts';
import { failed, success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { Endpoint } from '../ports/shell-transport.ts';
import { createPhaseTimers } from './phase-timers.ts';
import { failureOfConnecting, failureOfSilence } from './ssh-failures.ts';

/** Time for one of a name's addresses before the next is tried (RFC 8305); Node's own 250 ms miss a slow link. */
const NEXT_ADDRESS_MS = 2500;

/** Where to, and until when. */
export interface SocketRequest {
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Opens the TCP connection. Stops when `signal` aborts. */
export function openSocket(request: SocketRequest): Promise<Result<Socket, Failure>> {
  const { endpoint, clock, signal } = request;
  const startedMs = clock.monotonicMs();
  return new Promise((resolve) => {
    const socket = connect({
      host: endpoint.address,
      port: endpoint.port,
      noDelay: true,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
    });
    const settle = (outcome: Result<Socket, Failure>): void => {
      timers.stop();
      signal.removeEventListener('abort', giveUp);
      socket.removeListener('error', refused);
      if (!outcome.ok) {
        // A late error of a socket nobody waits for any more must not end the process.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      resolve(outcome);
    };
    const timers = createPhaseTimers(clock, (phase, waitedMs) => {
      settle(failed(failureOfSilence({ endpoint, userName: '', phase }, waitedMs)));
    });
    const giveUp = (): void => {
      settle(failed({ code: 'ssh.sign-in-cancelled', address: endpoint.address }));
    };
    const refused = (error: Error): void => {
      const waitedMs = Math.round(clock.monotonicMs() - startedMs);
      settle(failed(failureOfConnecting(error, endpoint, waitedMs)));
    };
    socket.once('error', refused);
    socket.once('connect', () => {
      settle(success(socket));
    });
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
