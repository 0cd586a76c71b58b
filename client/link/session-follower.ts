/**
 * Keeps this page attached to the sessions it follows: attaches again after every reconnect with the last seq,
 * acknowledges what was applied, and delivers input exactly once while the keeper lives.
 */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { failed, success, type Result } from '../../shared/base/result.ts';
import { SECOND_MS } from '../../shared/base/units.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { keeperSlotOf, type SessionId } from '../../shared/model/ids.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import {
  ACKNOWLEDGE_AFTER_CHARACTERS,
  ACKNOWLEDGE_AFTER_MS,
} from '../../shared/protocol/session-conversation.ts';
import type { GatewayLink, ReceivedMessage } from './gateway-link.ts';
import { createOutbox, type NumberedInput, type Outbox } from './outbox.ts';

/** A keeper that is still starting is asked again so much later. */
const NOT_READY_MS = SECOND_MS;

/** What the follower needs from outside. */
export interface SessionFollowerParts {
  readonly clock: Clock;
  readonly link: GatewayLink;
  /** Last seq that the stores applied, null for none. */
  readonly seqOf: (sessionId: SessionId) => number | null;
  /** The session did not take input, and why. */
  readonly onInputRefused: (failure: Failure) => void;
  /** The session cannot be followed any more; `unconfirmed` was typed and perhaps never arrived. */
  readonly onLost: (
    sessionId: SessionId,
    failure: Failure,
    unconfirmed: readonly NumberedInput[],
  ) => void;
}

/** Following sessions, as actions use it. */
export interface SessionFollower {
  /** Follows a session until `unfollow`, over any number of connections. */
  follow(sessionId: SessionId): void;
  unfollow(sessionId: SessionId): void;
  /** Sends input, at once or after the next attachment; fails when too much waits. */
  send(sessionId: SessionId, input: SessionInput): Result<void, Failure>;
  /** Attaches once more, to learn what of this page's input the session has taken. */
  attachAgain(sessionId: SessionId): void;
  /** Must be called with every message after the stores applied it. */
  received(received: ReceivedMessage): void;
}

interface Followed {
  readonly outbox: Outbox;
  isAttached: boolean;
  delivery: number;
  acknowledged: number;
  charactersSince: number;
  timer: AbortController | null;
}

/** Creates a follower of nothing. */
export function createSessionFollower(
  parts: SessionFollowerParts,
  signal: AbortSignal,
): SessionFollower {
  return new Follower(parts, signal);
}

class Follower implements SessionFollower {
  readonly #parts: SessionFollowerParts;
  readonly #signal: AbortSignal;
  readonly #followed = new Map<SessionId, Followed>();

  constructor(parts: SessionFollowerParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
    parts.link.onState((state) => {
      for (const [sessionId, session] of this.#followed) {
        if (state.kind === 'open') void this.#attach(sessionId, session);
        else session.isAttached = false;
      }
    }, signal);
  }

  follow(sessionId: SessionId): void {
    if (this.#followed.has(sessionId)) return;
    this.#followed.set(sessionId, {
      outbox: createOutbox(),
      isAttached: false,
      ...noDeliveries(),
    });
    this.attachAgain(sessionId);
  }

  unfollow(sessionId: SessionId): void {
    const session = this.#followed.get(sessionId);
    if (session === undefined) return;
    session.timer?.abort();
    this.#followed.delete(sessionId);
    this.#parts.link.send({ type: 'session.detach', sessionId });
  }

  send(sessionId: SessionId, input: SessionInput): Result<void, Failure> {
    const session = this.#followed.get(sessionId);
    if (session === undefined) return failed({ code: 'session.unknown' });
    const added = session.outbox.add(input);
    if (!added.ok) return added;
    if (session.isAttached) this.#transmit(sessionId, added.value);
    return success(undefined);
  }

  attachAgain(sessionId: SessionId): void {
    const session = this.#followed.get(sessionId);
    if (session !== undefined && this.#parts.link.state().kind === 'open')
      void this.#attach(sessionId, session);
  }

  received({ message, characters }: ReceivedMessage): void {
    switch (message.type) {
      case 'session.attached':
        this.#attached(message.sessionId, message.inputConfirmed);
        return;
      case 'session.changed':
      case 'session.restored':
        this.#delivered(message.sessionId, message.delivery, characters);
        return;
      case 'input.confirmed':
        this.#followed.get(message.sessionId)?.outbox.confirm(message.number);
        return;
      case 'input.refused':
        this.#refused(message.sessionId, message.number, message.failure);
        return;
      case 'keeper.lost':
        this.#keeperLost(message.slot);
        return;
      default:
    }
  }

  async #attach(sessionId: SessionId, session: Followed): Promise<void> {
    session.isAttached = false;
    resetDeliveries(session);
    const attached = await this.#parts.link.request({
      type: 'session.attach',
      sessionId,
      since: this.#parts.seqOf(sessionId),
      write: true,
    });
    if (attached.ok || this.#followed.get(sessionId) !== session) return;
    const { failure } = attached;
    // Out of reach: the next connection attaches again. Anything else will not get better.
    if (failure.code === 'gateway.out-of-reach') return;
    if (failure.code === 'keeper.not-ready')
      this.#parts.clock.after(NOT_READY_MS, () => this.attachAgain(sessionId), this.#signal);
    else this.#lose(sessionId, session, failure);
  }

  #attached(sessionId: SessionId, inputConfirmed: number): void {
    const session = this.#followed.get(sessionId);
    if (session === undefined) return;
    session.isAttached = true;
    for (const entry of session.outbox.resume(inputConfirmed)) this.#transmit(sessionId, entry);
  }

  #refused(sessionId: SessionId, number: number, failure: Failure): void {
    const lost = this.#followed.get(sessionId)?.outbox.refuse(number) ?? [];
    // What was sent right behind a refused input is refused too; it is told once.
    if (lost.length > 0) this.#parts.onInputRefused(failure);
  }

  #keeperLost(slot: number): void {
    for (const [sessionId, session] of [...this.#followed])
      if (keeperSlotOf(sessionId) === slot) this.#lose(sessionId, session, { code: 'keeper.lost' });
  }

  #lose(sessionId: SessionId, session: Followed, failure: Failure): void {
    session.timer?.abort();
    this.#followed.delete(sessionId);
    this.#parts.onLost(sessionId, failure, session.outbox.abandon());
  }

  #delivered(sessionId: SessionId, delivery: number, characters: number): void {
    const session = this.#followed.get(sessionId);
    if (session === undefined) return;
    session.delivery = delivery;
    session.charactersSince += characters;
    if (session.charactersSince >= ACKNOWLEDGE_AFTER_CHARACTERS) {
      this.#acknowledge(sessionId, session);
      return;
    }
    if (session.timer !== null) return;
    session.timer = childLifetime(this.#signal);
    const due = (): void => this.#acknowledge(sessionId, session);
    this.#parts.clock.after(ACKNOWLEDGE_AFTER_MS, due, session.timer.signal);
  }

  #acknowledge(sessionId: SessionId, session: Followed): void {
    session.timer?.abort();
    session.timer = null;
    session.charactersSince = 0;
    if (!session.isAttached || session.delivery === session.acknowledged) return;
    session.acknowledged = session.delivery;
    this.#parts.link.send({
      type: 'session.acknowledge',
      sessionId,
      delivery: session.delivery,
    });
  }

  #transmit(sessionId: SessionId, { number, input }: NumberedInput): void {
    this.#parts.link.send({ type: 'input.send', sessionId, number, input });
  }
}

function noDeliveries() {
  return { delivery: 0, acknowledged: 0, charactersSince: 0, timer: null };
}
function resetDeliveries(session: Followed): void {
  session.timer?.abort();
  Object.assign(session, noDeliveries());
}
