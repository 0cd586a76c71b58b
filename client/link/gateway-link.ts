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
  return new Link(parts, signal);
}

class Link implements GatewayLink {
  readonly #parts: GatewayLinkParts;
  readonly #signal: AbortSignal;
  readonly #stateChanged = createEmitter<LinkState>();
  readonly #messageReceived = createEmitter<ReceivedMessage>();
  readonly #requests = createRequestTable();
  #state: LinkState = { kind: 'idle' };
  #socket: OpeningSocket | null = null;
  #socketLife: AbortController | null = null;
  #retryLife: AbortController | null = null;
  #attempt = 0;
  #lastHeardMs = 0;
  #lastPingMs = 0;

  constructor(parts: GatewayLinkParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
    parts.presence.listen((event) => {
      if (event !== 'back') this.#probe();
    }, signal);
    signal.addEventListener('abort', () => this.#drop(), { once: true });
  }

  state(): LinkState {
    return this.#state;
  }

  connect(): void {
    if (this.#state.kind === 'connecting' || this.#state.kind === 'open') return;
    this.#attempt = 1;
    this.#setState({ kind: 'connecting' });
    this.#open();
  }

  disconnect(): void {
    this.#retryLife?.abort();
    this.#drop();
    this.#setState({ kind: 'idle' });
  }

  request<Type extends Request['type']>(
    request: Extract<Request, { readonly type: Type }>,
  ): Promise<Result<AnswerTo<Type>, Failure>> {
    if (this.#state.kind !== 'open' || this.#socket === null)
      return Promise.resolve(failed({ code: 'gateway.out-of-reach' }));
    const { message, answer } = this.#requests.add(request);
    this.#socket.send(encodeMessage(message));
    return answer;
  }

  send(message: ClientMessage): boolean {
    if (this.#state.kind !== 'open' || this.#socket === null) return false;
    this.#socket.send(encodeMessage(message));
    return true;
  }

  onState(listener: (state: LinkState) => void, signal: AbortSignal): void {
    this.#stateChanged.listen(listener, signal);
  }

  onMessage(listener: (received: ReceivedMessage) => void, signal: AbortSignal): void {
    this.#messageReceived.listen(listener, signal);
  }

  #setState(next: LinkState): void {
    this.#state = next;
    this.#stateChanged.emit(next);
  }

  /** Lets go of the socket; its late events are ignored, because `#socketLife` is over. */
  #drop(): void {
    this.#socketLife?.abort();
    this.#socketLife = null;
    this.#socket?.close();
    this.#socket = null;
    this.#requests.failAll({ code: 'gateway.out-of-reach' });
  }

  #refuse(failure: Failure): void {
    this.#retryLife?.abort();
    this.#drop();
    this.#setState({ kind: 'refused', failure });
  }

  #retry(): void {
    this.#drop();
    if (this.#signal.aborted) return;
    this.#setState({ kind: 'connecting' });
    this.#retryLife?.abort();
    this.#retryLife = childLifetime(this.#signal);
    const delayMs = reconnectDelayMs(this.#attempt, this.#parts.random);
    this.#parts.clock.after(delayMs, () => this.#open(), this.#retryLife.signal);
    this.#attempt += 1;
  }

  #open(): void {
    const { clock, opener, pageId } = this.#parts;
    this.#drop();
    this.#retryLife?.abort();
    const life = childLifetime(this.#signal);
    this.#socketLife = life;
    const socket = opener.open({
      opened() {
        if (life.signal.aborted) return;
        socket.send(encodeMessage({ type: 'hello', protocolVersion: PROTOCOL_VERSION, pageId }));
      },
      received: (text) => {
        if (!life.signal.aborted) this.#receive(text);
      },
      closed: () => {
        if (!life.signal.aborted) this.#closed();
      },
    });
    this.#socket = socket;
    const giveUp = (): void => {
      if (this.#state.kind !== 'open') this.#retry();
    };
    clock.after(WELCOME_MS, giveUp, life.signal);
  }

  #closed(): void {
    const wasOpen = this.#state.kind === 'open';
    this.#retry();
    if (wasOpen) return;
    void this.#parts.whyRefused().then((failure) => {
      if (failure?.code === 'device.not-paired' && this.#state.kind === 'connecting')
        this.#refuse(failure);
    });
  }

  #receive(text: string): void {
    this.#lastHeardMs = this.#parts.clock.monotonicMs();
    const decoded = decodeMessage(serverMessageSchema, text);
    if (!decoded.ok) {
      // A gateway of another version, or a broken one: nothing it says can be trusted from here on.
      this.#refuse(decoded.failure);
      return;
    }
    const message = decoded.value;
    this.#messageReceived.emit({ message, characters: text.length });
    if (message.type === 'connection.refused') {
      if (isFinal(message.failure)) this.#refuse(message.failure);
      else this.#retry();
      return;
    }
    if (message.type === 'hello.accepted') this.#welcomed();
    this.#requests.settle(message);
  }

  #welcomed(): void {
    this.#attempt = 0;
    this.#lastPingMs = this.#parts.clock.monotonicMs();
    this.#setState({ kind: 'open' });
    if (this.#socketLife !== null) this.#watch(this.#socketLife.signal);
  }

  /** Looks every few seconds; behind the screen timers sleep, so silence there proves nothing. */
  #watch(life: AbortSignal): void {
    const { clock, presence } = this.#parts;
    const look = (): void => {
      const nowMs = clock.monotonicMs();
      if (presence.isInFront()) {
        const isUnanswered = this.#lastPingMs > this.#lastHeardMs;
        if (isUnanswered && nowMs - this.#lastHeardMs >= DEAD_AFTER_MS) {
          this.#retry();
          return;
        }
        if (nowMs - this.#lastPingMs >= PING_EVERY_MS) this.#ping();
      }
      this.#watch(life);
    };
    clock.after(PING_EVERY_MS / 4, look, life);
  }

  #ping(): void {
    this.#lastPingMs = this.#parts.clock.monotonicMs();
    this.#socket?.send(encodeMessage({ type: 'ping' }));
  }

  /** The phone woke up: a socket that does not answer at once is replaced, and no back-off is waited for. */
  #probe(): void {
    if (this.#state.kind === 'connecting') {
      this.#attempt = 0;
      this.#open();
      return;
    }
    if (this.#state.kind !== 'open' || this.#socketLife === null) return;
    const { clock } = this.#parts;
    const askedMs = clock.monotonicMs();
    this.#ping();
    const judge = (): void => {
      if (this.#lastHeardMs < askedMs) this.#retry();
    };
    clock.after(PROBE_MS, judge, this.#socketLife.signal);
  }
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
