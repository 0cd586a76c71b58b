/**
 * One connection to one server: the socket, ssh2 on top of it, its limits and timers, and the one failure it
 * ends with. Signing in and shells are built upon it by others.
 */
import { connect, type Socket } from 'node:net';
import { Client, type AuthHandlerMiddleware } from 'ssh2';
import type { Clock } from '../../../shared/base/clock.ts';
import { failed, success, type Result } from '../../../shared/base/result.ts';
import { SECOND_MS } from '../../../shared/base/units.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { Endpoint } from '../ports/shell-transport.ts';
import { needsStrictKeyExchange, offeredAlgorithms } from './algorithms.ts';
import { hostKeyVerifier } from './host-key-gate.ts';
import { createIdentificationReader } from './identification.ts';
import { createConnectionWatch, type ConnectionWatch } from './limits.ts';
import { guardMessages, installMessageGuards } from './message-guards.ts';
import { createPhaseTimers, type Phase, type PhaseTimers } from './phase-timers.ts';
import { protocolOf } from './ssh2-internals.ts';
import {
  failureOfClose,
  failureOfConnecting,
  failureOfError,
  failureOfSilence,
  misbehaved,
  type FailureScene,
} from './ssh-failures.ts';

/** A dead connection is found after three keep-alives without answer. */
const KEEP_ALIVE_MS = 30 * SECOND_MS;
const KEEP_ALIVES_UNANSWERED = 3;
/** How long a server may take to hang up after we said goodbye. */
const GOODBYE_MS = SECOND_MS;
/** Time for one of a name's addresses before the next is tried (RFC 8305); Node's own 250 ms miss a slow link. */
const NEXT_ADDRESS_MS = 2500;

/** What a connection needs. */
export interface ConnectionRequest {
  readonly endpoint: Endpoint;
  readonly userName: string;
  /** Algorithm of the pinned key, which the server is asked to show first; null without a pin. */
  readonly pinnedAlgorithm: string | null;
  /** Judges the server's key at each key exchange; only `true` goes on. */
  judgeHostKey(key: Buffer): unknown;
  /** Makes what chooses how to sign in; that is never called before the key was judged. */
  signIn(connection: SshConnection): AuthHandlerMiddleware;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A connection from its socket to its end. */
export interface SshConnection {
  readonly client: Client;
  readonly watch: ConnectionWatch;
  readonly phase: PhaseTimers;
  /** Why it ended; null while it lasts. */
  readonly failure: Failure | null;
  /** Bytes that wait in this process to be sent. */
  readonly unsentBytes: number;
  /** Ends it with a failure, unless it has one already. */
  fail(failure: Failure): void;
  /** Says goodbye and hangs up; `asEnd` is its failure where nothing else ended it before. */
  end(asEnd?: Failure): void;
  /** Calls once, at the end or at once when that is past. */
  onGone(call: (failure: Failure) => void): void;
  /** The outcome of `work`, or the failure of the connection if that comes first. */
  whileAlive<Value>(work: Promise<Result<Value, Failure>>): Promise<Result<Value, Failure>>;
}

/** Opens the TCP connection. Stops when `signal` aborts. */
function openSocket(request: ConnectionRequest): Promise<Result<Socket, Failure>> {
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

/** Connects and begins the key exchange; what follows is told through the host key judge and `signIn`. */
export async function openConnection(
  request: ConnectionRequest,
): Promise<Result<SshConnection, Failure>> {
  const opened = await openSocket(request);
  return opened.ok ? success(startSsh(opened.value, request)) : opened;
}

/** Puts ssh2 on an open socket. */
function startSsh(socket: Socket, request: ConnectionRequest): SshConnection {
  const { endpoint, userName, clock, signal } = request;
  const client = new Client();
  const reader = createIdentificationReader();
  const waiting: ((failure: Failure) => void)[] = [];
  let failure: Failure | null = null;

  const scene = (phase: Phase = timers.current): FailureScene => ({ endpoint, userName, phase });
  const isAlive = (): boolean =>
    failure === null && !socket.destroyed && !socket.readableEnded && socket.writable;

  const settle = (reason: Failure): void => {
    if (failure !== null) return;
    failure = reason;
    timers.stop();
    signal.removeEventListener('abort', abort);
    for (const call of waiting.splice(0)) call(reason);
  };
  const fail = (reason: Failure): void => {
    settle(reason);
    socket.destroy();
  };
  const end = (asEnd?: Failure): void => {
    settle(asEnd ?? { code: 'ssh.server-closed', address: endpoint.address, detail: '' });
    try {
      client.end();
    } catch {
      // ssh2 throws when its protocol machine ended before its socket did.
    }
    const goodbye = new AbortController();
    socket.once('close', () => {
      goodbye.abort();
    });
    if (socket.destroyed) return;
    clock.after(GOODBYE_MS, () => socket.destroy(), goodbye.signal);
  };
  const abort = (): void => {
    end({ code: 'ssh.sign-in-cancelled', address: endpoint.address });
  };

  const timers = createPhaseTimers(clock, (phase, waitedMs) => {
    fail(failureOfSilence(scene(phase), waitedMs));
  });
  const watch = createConnectionWatch((what) => {
    fail(misbehaved(scene(), what));
  });

  client.on('error', (error: unknown) => {
    fail(failureOfError(error, scene()));
  });
  client.on('close', () => {
    fail(failureOfClose(scene(), reader));
  });
  client.on('handshake', (negotiated) => {
    const isOpenToTruncation = [negotiated.cs, negotiated.sc].some(needsStrictKeyExchange);
    if (isOpenToTruncation && protocolOf(client)._strictMode !== true) {
      fail({ code: 'ssh.no-common-algorithm', address: endpoint.address, kind: 'cipher' });
    } else if (timers.current === 'key-exchange') timers.enter('methods');
  });

  const onGone = (call: (failure: Failure) => void): void => {
    if (failure === null) waiting.push(call);
    else call(failure);
  };
  const connection: SshConnection = {
    client,
    watch,
    phase: timers,
    get failure() {
      return failure;
    },
    get unsentBytes() {
      return socket.writableLength;
    },
    fail,
    end,
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
  watchReads(client, socket, { reader, watch, timers, isAlive, fail, endpoint });
  timers.enter('identification');
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return connection;
}

/** What the reads of a connection pass through before and after ssh2. */
interface ReadPath {
  readonly reader: ReturnType<typeof createIdentificationReader>;
  readonly watch: ConnectionWatch;
  readonly timers: PhaseTimers;
  readonly endpoint: Endpoint;
  isAlive(): boolean;
  fail(failure: Failure): void;
}

/** Puts the identification reader and the watch around ssh2's parser. */
function watchReads(client: Client, socket: Socket, path: ReadPath): void {
  const { reader, watch, timers, endpoint } = path;
  const protocol = protocolOf(client);
  const parse = protocol.parse.bind(protocol);
  let isIdentified = false;

  const identify = (piece: Buffer): Buffer | null => {
    const found = reader.read(piece);
    if (found.kind === 'more') return null;
    if (found.kind === 'not-ssh') {
      path.fail({ code: 'ssh.not-ssh', address: endpoint.address, port: endpoint.port });
      return null;
    }
    isIdentified = true;
    timers.enter('key-exchange');
    return found.bytes;
  };

  guardMessages(protocol, watch.guard);
  protocol.parse = (bytes, start, end) => {
    watch.beforeRead(end - start);
    if (!path.isAlive()) return;
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    const whole = isIdentified ? piece : identify(piece);
    if (whole === null) return;
    parse(whole, 0, whole.length);
    watch.afterRead(whole.length, socket.writableLength);
  };
}
