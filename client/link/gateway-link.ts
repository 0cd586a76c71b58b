/**
 * The page's connection to the gateway: says hello, parses every message, matches answers, notices a dead socket
 * and connects again without an end. What messages mean is for the stores and for session-follower.
 */
import type { Clock } from '../../shared/base/clock.ts';
import { createEmitter } from '../../shared/base/emitter.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { failed, type Result } from '../../shared/base/result.ts';
import { SECOND_MS } from '../../shared/base/units.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { PageId } from '../../shared/model/ids.ts';
import type { ClientMessage } from '../../shared/protocol/client-message.ts';
import { decodeMessage, encodeMessage } from '../../shared/protocol/codec.ts';
import { serverMessageSchema, type ServerMessage } from '../../shared/protocol/server-message.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { Presence } from '../ports/presence.ts';
import type { OpeningSocket, SocketOpener } from '../ports/socket-opener.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { createRequestTable, type AnswerTo, type Request } from './request-table.ts';

/** While the page is in front, the gateway is asked so often whether it is there. */
const PING_EVERY_MS = 20 * SECOND_MS;
/** A socket silent for so long, while it was asked, is dead. */
const DEAD_AFTER_MS = 30 * SECOND_MS;
/** After coming to the front, or online, an answer must come within this time. */
const PROBE_MS = 2.5 * SECOND_MS;
/** From opening a socket to the gateway's welcome. */
const WELCOME_MS = 10 * SECOND_MS;

/** Where the connection stands. `refused`: the gateway will not have this page, and it does not try again. */
export type LinkState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** A message and its size, which acknowledgements count. */
export interface ReceivedMessage {
  readonly message: ServerMessage;
  readonly characters: number;
}

/** What the link needs from outside. */
export interface GatewayLinkParts {
  readonly clock: Clock;
  readonly opener: SocketOpener;
  readonly presence: Presence;
  readonly pageId: PageId;
  /** 0 to under 1, for the jitter between tries. */
  readonly random: () => number;
  /** Why a socket may have been refused before its first word; null when that cannot be told. */
  readonly whyRefused: () => Promise<Failure | null>;
}

/** The connection as stores and actions use it. */
export interface GatewayLink {
  state(): LinkState;
  /** Starts connecting, also after a refusal; does nothing when it connects already. */
  connect(): void;
  /** Closes the socket and stops trying until `connect`. */
  disconnect(): void;
  /** Asks and waits; fails with gateway.out-of-reach when there is no connection or it breaks before the answer. */
  request<Type extends Request['type']>(
    request: Extract<Request, { readonly type: Type }>,
  ): Promise<Result<AnswerTo<Type>, Failure>>;
  /** Sends a message without an answer; false when there is no connection. */
  send(message: ClientMessage): boolean;
  onState(listener: (state: LinkState) => void, signal: AbortSignal): void;
  onMessage(listener: (received: ReceivedMessage) => void, signal: AbortSignal): void;
}

/** Creates a link that does nothing before `connect` and ends with `signal`. */
export function createGatewayLink(parts: GatewayLinkParts, signal: AbortSignal): GatewayLink {
  const { clock, presence } = parts;
  const stateChanged = createEmitter<LinkState>();
  const messageReceived = createEmitter<ReceivedMessage>();
  const requests = createRequestTable();
  let state: LinkState = { kind: 'idle' };
  let socket: OpeningSocket | null = null;
  let socketLife: AbortController | null = null;
  let retryLife: AbortController | null = null;
  let attempt = 0;
  let lastHeardMs = 0;
  let lastPingMs = 0;

  const setState = (next: LinkState): void => {
    state = next;
    stateChanged.emit(next);
  };

  /** Lets go of the socket; its late events are ignored, because `socketLife` is over. */
  const drop = (): void => {
    socketLife?.abort();
    socketLife = null;
    socket?.close();
    socket = null;
    requests.failAll({ code: 'gateway.out-of-reach' });
  };
  const refuse = (failure: Failure): void => {
    retryLife?.abort();
    drop();
    setState({ kind: 'refused', failure });
  };
  const retry = (): void => {
    drop();
    if (signal.aborted) return;
    setState({ kind: 'connecting' });
    retryLife?.abort();
    retryLife = childLifetime(signal);
    clock.after(reconnectDelayMs(attempt, parts.random), open, retryLife.signal);
    attempt += 1;
  };

  function open(): void {
    drop();
    retryLife?.abort();
    const life = childLifetime(signal);
    socketLife = life;
    const mine = parts.opener.open({
      opened() {
        if (life.signal.aborted) return;
        mine.send(
          encodeMessage({ type: 'hello', protocolVersion: PROTOCOL_VERSION, pageId: parts.pageId }),
        );
      },
      received(text) {
        if (!life.signal.aborted) receive(text);
      },
      closed() {
        if (!life.signal.aborted) closed();
      },
    });
    socket = mine;
    clock.after(WELCOME_MS, () => (state.kind === 'open' ? undefined : retry()), life.signal);
  }

  function closed(): void {
    const wasOpen = state.kind === 'open';
    retry();
    if (wasOpen) return;
    const asked = retryLife;
    void parts.whyRefused().then((failure) => {
      const isStillAsked = asked !== null && state.kind === 'connecting';
      if (failure?.code === 'device.not-paired' && isStillAsked) refuse(failure);
    });
  }

  function receive(text: string): void {
    lastHeardMs = clock.monotonicMs();
    const decoded = decodeMessage(serverMessageSchema, text);
    if (!decoded.ok) {
      // A gateway of another version, or a broken one: nothing it says can be trusted from here on.
      refuse(decoded.failure);
      return;
    }
    const message = decoded.value;
    if (message.type === 'connection.refused') {
      messageReceived.emit({ message, characters: text.length });
      if (isFinal(message.failure)) refuse(message.failure);
      else retry();
      return;
    }
    if (message.type === 'hello.accepted') welcomed(message, text.length);
    else messageReceived.emit({ message, characters: text.length });
    requests.settle(message);
  }

  function welcomed(message: ServerMessage, characters: number): void {
    attempt = 0;
    lastPingMs = clock.monotonicMs();
    messageReceived.emit({ message, characters });
    setState({ kind: 'open' });
    if (socketLife !== null) watch(socketLife.signal);
  }

  /** Looks every few seconds; behind the screen timers sleep, so silence there proves nothing. */
  function watch(life: AbortSignal): void {
    clock.after(
      PING_EVERY_MS / 4,
      () => {
        const now = clock.monotonicMs();
        if (presence.isInFront()) {
          if (now - lastHeardMs >= DEAD_AFTER_MS && lastPingMs > lastHeardMs) {
            retry();
            return;
          }
          if (now - lastPingMs >= PING_EVERY_MS) ping();
        }
        watch(life);
      },
      life,
    );
  }

  function ping(): void {
    lastPingMs = clock.monotonicMs();
    socket?.send(encodeMessage({ type: 'ping' }));
  }

  /** The phone woke up: a socket that does not answer at once is replaced, and no back-off is waited for. */
  function probe(): void {
    if (state.kind === 'connecting') {
      attempt = 0;
      open();
      return;
    }
    if (state.kind !== 'open' || socketLife === null) return;
    const askedMs = clock.monotonicMs();
    ping();
    clock.after(
      PROBE_MS,
      () => {
        if (lastHeardMs < askedMs) retry();
      },
      socketLife.signal,
    );
  }

  presence.listen((event) => {
    if (event !== 'back') probe();
  }, signal);
  signal.addEventListener('abort', drop, { once: true });

  return {
    state: () => state,
    connect() {
      if (state.kind === 'connecting' || state.kind === 'open') return;
      attempt = 1;
      setState({ kind: 'connecting' });
      open();
    },
    disconnect() {
      retryLife?.abort();
      drop();
      setState({ kind: 'idle' });
    },
    request(request) {
      if (state.kind !== 'open' || socket === null)
        return Promise.resolve(failed({ code: 'gateway.out-of-reach' }));
      const { message, answer } = requests.add(request);
      socket.send(encodeMessage(message));
      return answer;
    },
    send(message) {
      if (state.kind !== 'open' || socket === null) return false;
      socket.send(encodeMessage(message));
      return true;
    },
    onState: (listener, life) => {
      stateChanged.listen(listener, life);
    },
    onMessage: (listener, life) => {
      messageReceived.listen(listener, life);
    },
  };
}

/** Whether trying again cannot help before the person did something. */
function isFinal(failure: Failure): boolean {
  return (
    failure.code === 'device.not-paired' ||
    failure.code === 'protocol.mismatch' ||
    failure.code === 'protocol.malformed' ||
    failure.code === 'protocol.unknown-message'
  );
}
