/** Following sessions over reconnects: attaching, acknowledging, sending again, giving up. */
import { afterEach, describe, expect, it } from 'vitest';
import { createGatewayLink } from '../../../client/link/gateway-link.ts';
import type { NumberedInput } from '../../../client/link/outbox.ts';
import { createSessionFollower } from '../../../client/link/session-follower.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import { asPageId } from '../../../shared/model/parse-id.ts';
import type { ClientMessage } from '../../../shared/protocol/client-message.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakePresence } from '../../support/fake-presence.ts';
import { createFakeSockets, welcome, type FakeSocket } from '../../support/fake-socket.ts';

const sessionId = '0.session-0123456789' as SessionId;
let lifetime = new AbortController();
afterEach(() => {
  lifetime.abort();
  lifetime = new AbortController();
});

function setUp() {
  const clock = createFakeClock();
  const { opener, sockets } = createFakeSockets();
  const link = createGatewayLink(
    {
      clock,
      opener,
      presence: createFakePresence(),
      pageId: asPageId('page-0123456789abcdef'),
      random: () => 0,
      whyRefused: () => Promise.resolve(null),
    },
    lifetime.signal,
  );
  const lost: { failure: Failure; unconfirmed: readonly NumberedInput[] }[] = [];
  const refused: Failure[] = [];
  let seq: number | null = null;
  const follower = createSessionFollower(
    {
      clock,
      link,
      seqOf: () => seq,
      onInputRefused: (failure) => refused.push(failure),
      onLost: (_id, failure, unconfirmed) => lost.push({ failure, unconfirmed }),
    },
    lifetime.signal,
  );
  link.onMessage((received) => follower.received(received), lifetime.signal);
  const newest = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no socket was opened');
    return socket;
  };
  const connect = (): void => {
    newest().open();
    newest().say(welcome);
  };
  const attached = (inputConfirmed: number): void => {
    const request = newest().sent.findLast((message) => message.type === 'session.attach');
    if (request?.type !== 'session.attach') throw new Error('it did not attach');
    const { requestId } = request;
    newest().say({
      type: 'session.attached',
      requestId,
      sessionId,
      inputConfirmed,
      restores: false,
    });
  };
  link.connect();
  connect();
  return {
    clock,
    follower,
    newest,
    connect,
    attached,
    lost,
    refused,
    setSeq: (next: number) => (seq = next),
  };
}

const inputs = (messages: readonly ClientMessage[]) =>
  messages.filter((message) => message.type === 'input.send').map(({ number }) => number);

describe('following a session', () => {
  it('attaches with the last seq after every reconnect and sends again what was not confirmed', () => {
    const { follower, newest, connect, attached, setSeq, clock } = setUp();
    follower.follow(sessionId);
    expect(newest().sent.at(-1)).toMatchObject({ type: 'session.attach', since: null });
    follower.send(sessionId, { kind: 'line', text: 'typed early' });
    expect(inputs(newest().sent)).toEqual([]);
    attached(0);
    follower.send(sessionId, { kind: 'line', text: 'second' });
    expect(inputs(newest().sent)).toEqual([1, 2]);
    newest().say({ type: 'input.confirmed', sessionId, number: 1 });
    setSeq(17);
    newest().cut();
    clock.advance(0);
    connect();
    expect(newest().sent.at(-1)).toMatchObject({ type: 'session.attach', since: 17, write: true });
    expect(inputs(newest().sent)).toEqual([]);
    attached(1);
    expect(inputs(newest().sent)).toEqual([2]);
  });

  it('acknowledges after 250 ms, or at once after 32 KiB', () => {
    const { follower, newest, attached, clock } = setUp();
    follower.follow(sessionId);
    attached(0);
    const change = { type: 'bell.rung', bells: 1 } as const;
    newest().say({
      type: 'session.changed',
      sessionId,
      delivery: 1,
      firstSeq: 1,
      changes: [change],
    });
    clock.advance(249);
    expect(newest().sent.some(({ type }) => type === 'session.acknowledge')).toBe(false);
    clock.advance(1);
    expect(newest().sent.at(-1)).toEqual({ type: 'session.acknowledge', sessionId, delivery: 1 });
    const many = Array.from({ length: 1_200 }, () => change);
    newest().say({ type: 'session.changed', sessionId, delivery: 2, firstSeq: 2, changes: many });
    expect(newest().sent.at(-1)).toEqual({ type: 'session.acknowledge', sessionId, delivery: 2 });
  });

  it('tells what was not confirmed when the keeper died, and sends nothing again', () => {
    const { follower, newest, connect, attached, lost, clock } = setUp();
    follower.follow(sessionId);
    attached(0);
    follower.send(sessionId, { kind: 'line', text: 'make' });
    newest().say({ type: 'keeper.lost', slot: 0 });
    expect(lost).toEqual([
      {
        failure: { code: 'keeper.lost' },
        unconfirmed: [{ number: 1, input: { kind: 'line', text: 'make' } }],
      },
    ]);
    newest().cut();
    clock.advance(0);
    connect();
    expect(newest().sent.map(({ type }) => type)).toEqual(['hello']);
  });

  it('leaves sessions of other keepers alone', () => {
    const { follower, newest, lost } = setUp();
    follower.follow(sessionId);
    newest().say({ type: 'keeper.lost', slot: 1 });
    expect(lost).toEqual([]);
  });

  it('gives up a session that the gateway does not know', async () => {
    const { follower, newest, lost } = setUp();
    follower.follow(sessionId);
    const asked = newest().sent.at(-1);
    if (asked?.type !== 'session.attach') throw new Error('it did not attach');
    const { requestId } = asked;
    newest().say({ type: 'request.refused', requestId, failure: { code: 'session.unknown' } });
    await Promise.resolve();
    await Promise.resolve();
    expect(lost.map(({ failure }) => failure.code)).toEqual(['session.unknown']);
  });

  it('tells a refused input once and numbers on from there', () => {
    const { follower, newest, attached, refused } = setUp();
    follower.follow(sessionId);
    attached(0);
    follower.send(sessionId, { kind: 'line', text: 'one' });
    follower.send(sessionId, { kind: 'line', text: 'two' });
    const failure: Failure = { code: 'session.not-writer', writer: 'laptop' };
    newest().say({ type: 'input.refused', sessionId, number: 1, failure });
    newest().say({ type: 'input.refused', sessionId, number: 2, failure });
    expect(refused).toEqual([failure]);
    follower.send(sessionId, { kind: 'line', text: 'three' });
    expect(inputs(newest().sent)).toEqual([1, 2, 1]);
  });
});
