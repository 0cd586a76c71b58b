/**
 * One connection to one server: ssh2 on an open socket, with its limits, its timers and the failure it ends
 * with. Signing in and shells are built upon it by others.
 */
import type { Socket } from 'node:net';
import { Client, type AuthHandlerMiddleware } from 'ssh2';
import { success, type Result } from '../../../shared/base/result.ts';
import { SECOND_MS } from '../../../shared/base/units.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import { needsStrictKeyExchange, offeredAlgorithms } from './algorithms.ts';
import { createConnectionEnd, type ConnectionEnd } from './connection-end.ts';
import { hostKeyVerifier } from './host-key-gate.ts';
import { createIdentificationReader } from './identification.ts';
import { createConnectionWatch, type ConnectionWatch } from './limits.ts';
import { installMessageGuards } from './message-guards.ts';
import { createPhaseTimers, type Phase, type PhaseTimers } from './phase-timers.ts';
import { watchReads } from './read-path.ts';
import {
  failureOfClose,
  failureOfError,
  failureOfSilence,
  isPlainClose,
  misbehaved,
  type FailureScene,
} from './ssh-failures.ts';
import { protocolOf } from './ssh2-internals.ts';
import { openSocket, type SocketRequest } from './tcp-socket.ts';

/** A dead connection is found after three keep-alives without answer. */
const KEEP_ALIVE_MS = 30 * SECOND_MS;
const KEEP_ALIVES_UNANSWERED = 3;

/** What a connection needs. */
export interface ConnectionRequest extends SocketRequest {
  readonly userName: string;
  /** Algorithm of the pinned key, which the server is asked to show first; null without a pin. */
  readonly pinnedAlgorithm: string | null;
  /** Judges the server's key at each key exchange; only `true` goes on. */
  judgeHostKey(key: Buffer): unknown;
  /** Makes what chooses how to sign in; that is never called before the key was judged. */
  signIn(connection: SshConnection): AuthHandlerMiddleware;
}

/** A connection from its socket to its end. */
export interface SshConnection extends ConnectionEnd {
  readonly client: Client;
  readonly watch: ConnectionWatch;
  readonly phase: PhaseTimers;
  /** Bytes that wait in this process to be sent. */
  readonly unsentBytes: number;
}

/** Connects and begins the key exchange; what follows is told through the host key judge and `signIn`. */
export async function openConnection(
  request: ConnectionRequest,
): Promise<Result<SshConnection, Failure>> {
  const opened = await openSocket(request);
  return opened.ok ? success(startSsh(opened.value, request)) : opened;
}

/** Hears what ssh2 reports about a connection as a whole. */
function hearClient(
  { client, phase, fail }: SshConnection,
  scene: () => FailureScene,
  said: Parameters<typeof failureOfClose>[1],
): void {
  client.on('error', (error: unknown) => {
    fail(isPlainClose(error) ? failureOfClose(scene(), said) : failureOfError(error, scene()));
  });
  client.on('close', () => {
    fail(failureOfClose(scene(), said));
  });
  client.on('handshake', (negotiated) => {
    const isOpenToTruncation = [negotiated.cs, negotiated.sc].some(needsStrictKeyExchange);
    if (isOpenToTruncation && protocolOf(client)._strictMode !== true) {
      const { address } = scene().endpoint;
      fail({ code: 'ssh.no-common-algorithm', address, kind: 'cipher' });
    } else if (phase.current === 'key-exchange') phase.enter('methods');
  });
}

/** Puts ssh2 on an open socket. */
function startSsh(socket: Socket, request: ConnectionRequest): SshConnection {
  const { endpoint, userName, clock, signal } = request;
  const { address } = endpoint;
  const client = new Client();
  const reader = createIdentificationReader();
  const end = createConnectionEnd({ client, socket, clock, address });
  const scene = (phase: Phase = timers.current): FailureScene => ({ endpoint, userName, phase });
  const isAlive = (): boolean =>
    end.failure === null && !socket.destroyed && !socket.readableEnded && socket.writable;

  const timers = createPhaseTimers(clock, (phase, waitedMs) => {
    end.fail(failureOfSilence(scene(phase), waitedMs));
  });
  const watch = createConnectionWatch((what) => {
    end.fail(misbehaved(scene(), what));
  });
  const abort = (): void => {
    end.end({ code: 'ssh.sign-in-cancelled', address });
  };
  end.onGone(() => {
    timers.stop();
    signal.removeEventListener('abort', abort);
  });

  const connection: SshConnection = {
    client,
    watch,
    phase: timers,
    get failure() {
      return end.failure;
    },
    get unsentBytes() {
      return socket.writableLength;
    },
    fail: end.fail,
    end: end.end,
    onGone: end.onGone,
    whileAlive: end.whileAlive,
  };
  hearClient(connection, scene, reader);

  installMessageGuards();
  client.connect({
    sock: socket,
    ident: 'Earshot',
    username: userName,
    algorithms: offeredAlgorithms(request.pinnedAlgorithm),
    hostVerifier: hostKeyVerifier({ judge: (key) => request.judgeHostKey(key), isAlive }),
    authHandler: request.signIn(connection),
    // No limit of ssh2's own may run while a person decides; each phase has its own here.
    readyTimeout: 0,
    keepaliveInterval: KEEP_ALIVE_MS,
    keepaliveCountMax: KEEP_ALIVES_UNANSWERED,
  });
  // Three small writes a packet meet Nagle's algorithm otherwise: 43 ms for each echo.
  client.setNoDelay(true);
  watchReads(client, socket, { reader, watch, timers, isAlive, fail: end.fail, endpoint });
  timers.enter('identification');
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return connection;
}
