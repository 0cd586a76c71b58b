/**
 * Keeps this page attached to the sessions it follows: attaches again after every reconnect with the last seq,
 * acknowledges what was applied, and delivers input exactly once while the keeper lives.
 */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { keeperSlotOf, type SessionId } from '../../shared/model/ids.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import {
  ACKNOWLEDGE_AFTER_CHARACTERS,
  ACKNOWLEDGE_AFTER_MS,
} from '../../shared/protocol/session-conversation.ts';
import type { GatewayLink, ReceivedMessage } from './gateway-link.ts';
import { createOutbox, type NumberedInput, type Outbox } from './outbox.ts';

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
  /** Forgets unconfirmed input, which is given back: another page holds the pen now. */
  abandonInput(sessionId: SessionId): readonly NumberedInput[];
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
  const { clock, link } = parts;
  const followed = new Map<SessionId, Followed>();

  async function attach(sessionId: SessionId, session: Followed): Promise<void> {
    session.isAttached = false;
    resetDeliveries(session);
    const attached = await link.request({
      type: 'session.attach',
      sessionId,
      since: parts.seqOf(sessionId),
      write: true,
    });
    if (attached.ok || followed.get(sessionId) !== session) return;
    const { failure } = attached;
    // Out of reach: the next connection attaches again. Anything else will not get better.
    if (failure.code === 'gateway.out-of-reach') return;
    if (failure.code === 'keeper.not-ready') {
      clock.after(1_000, () => again(sessionId), signal);
      return;
    }
    lose(sessionId, session, failure);
  }
  function again(sessionId: SessionId): void {
    const session = followed.get(sessionId);
    if (session !== undefined && link.state().kind === 'open') void attach(sessionId, session);
  }
  function lose(sessionId: SessionId, session: Followed, failure: Failure): void {
    session.timer?.abort();
    followed.delete(sessionId);
    parts.onLost(sessionId, failure, session.outbox.abandon());
  }

  function acknowledge(sessionId: SessionId, session: Followed): void {
    session.timer?.abort();
    session.timer = null;
    session.charactersSince = 0;
    if (!session.isAttached || session.delivery === session.acknowledged) return;
    session.acknowledged = session.delivery;
    link.send({ type: 'session.acknowledge', sessionId, delivery: session.delivery });
  }
  function delivered(sessionId: SessionId, delivery: number, characters: number): void {
    const session = followed.get(sessionId);
    if (session === undefined) return;
    session.delivery = delivery;
    session.charactersSince += characters;
    if (session.charactersSince >= ACKNOWLEDGE_AFTER_CHARACTERS) acknowledge(sessionId, session);
    else if (session.timer === null) {
      session.timer = childLifetime(signal);
      clock.after(
        ACKNOWLEDGE_AFTER_MS,
        () => {
          acknowledge(sessionId, session);
        },
        session.timer.signal,
      );
    }
  }
  function transmit(sessionId: SessionId, entry: NumberedInput): void {
    link.send({ type: 'input.send', sessionId, number: entry.number, input: entry.input });
  }

  link.onState((state) => {
    for (const [sessionId, session] of followed) {
      if (state.kind === 'open') void attach(sessionId, session);
      else session.isAttached = false;
    }
  }, signal);

  return {
    follow(sessionId) {
      if (followed.has(sessionId)) return;
      const session: Followed = { outbox: createOutbox(), isAttached: false, ...noDeliveries() };
      followed.set(sessionId, session);
      again(sessionId);
    },
    unfollow(sessionId) {
      const session = followed.get(sessionId);
      if (session === undefined) return;
      session.timer?.abort();
      followed.delete(sessionId);
      link.send({ type: 'session.detach', sessionId });
    },
    send(sessionId, input) {
      const session = followed.get(sessionId);
      if (session === undefined) return { ok: false, failure: { code: 'session.unknown' } };
      const added = session.outbox.add(input);
      if (!added.ok) return added;
      if (session.isAttached) transmit(sessionId, added.value);
      return success(undefined);
    },
    attachAgain: again,
    abandonInput: (sessionId) => followed.get(sessionId)?.outbox.abandon() ?? [],
    received({ message, characters }) {
      switch (message.type) {
        case 'session.attached': {
          const session = followed.get(message.sessionId);
          if (session === undefined) return;
          session.isAttached = true;
          for (const entry of session.outbox.resume(message.inputConfirmed))
            transmit(message.sessionId, entry);
          return;
        }
        case 'session.changed':
        case 'session.restored':
          delivered(message.sessionId, message.delivery, characters);
          return;
        case 'input.confirmed':
          followed.get(message.sessionId)?.outbox.confirm(message.number);
          return;
        case 'input.refused': {
          const lost = followed.get(message.sessionId)?.outbox.refuse(message.number) ?? [];
          // What was sent right behind a refused input is refused too; it is told once.
          if (lost.length > 0) parts.onInputRefused(message.failure);
          return;
        }
        case 'keeper.lost':
          for (const [sessionId, session] of [...followed])
            if (keeperSlotOf(sessionId) === message.slot)
              lose(sessionId, session, { code: 'keeper.lost' });
          return;
        default:
      }
    },
  };
}

function noDeliveries() {
  return { delivery: 0, acknowledged: 0, charactersSince: 0, timer: null };
}
function resetDeliveries(session: Followed): void {
  session.timer?.abort();
  Object.assign(session, noDeliveries());
}
