/** The connection to the gateway under a fake clock, a fake socket and a fake presence. */
import { afterEach, describe, expect, it } from 'vitest';
import { createGatewayLink } from '../../../client/link/gateway-link.ts';
import { reconnectDelayMs } from '../../../client/link/reconnect-delay.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import { asPageId } from '../../../shared/model/parse-id.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakePresence } from '../../support/fake-presence.ts';
import { createFakeSockets, welcome } from '../../support/fake-socket.ts';

const pageId = asPageId('page-0123456789abcdef');
let lifetime = new AbortController();
afterEach(() => {
  lifetime.abort();
  lifetime = new AbortController();
});

function setUp(whyRefused: () => Promise<Failure | null> = () => Promise.resolve(null)) {
  const clock = createFakeClock();
  const presence = createFakePresence();
  const { opener, sockets } = createFakeSockets();
  const link = createGatewayLink(
    { clock, opener, presence, pageId, random: () => 0.5, whyRefused },
    lifetime.signal,
  );
  const newest = () => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no socket was opened');
    return socket;
  };
  const connect = (): void => {
    newest().open();
    newest().say(welcome);
  };
  return { clock, presence, sockets, link, newest, connect };
}

describe('the link to the gateway', () => {
  it('says hello first and is open after the welcome', () => {
    const { link, newest } = setUp();
    link.connect();
    newest().open();
    expect(newest().sent).toEqual([{ type: 'hello', protocolVersion: 1, pageId }]);
    expect(link.state().kind).toBe('connecting');
    newest().say(welcome);
    expect(link.state().kind).toBe('open');
  });

  it('matches answers with requests, also when they come in another order', async () => {
    const { link, newest, connect } = setUp();
    link.connect();
    connect();
    const first = link.request({ type: 'record.list' });
    const second = link.request({ type: 'device.create-code' });
    const [, one, two] = newest().sent;
    if (one?.type !== 'record.list' || two?.type !== 'device.create-code') throw new Error('sent');
    const failure: Failure = { code: 'protocol.too-fast', waitMs: 5 };
    newest().say({ type: 'request.refused', requestId: two.requestId, failure });
    newest().say({ type: 'record.listed', requestId: one.requestId, records: [] });
    expect(await second).toEqual({ ok: false, failure });
    expect(await first).toMatchObject({ ok: true, value: { type: 'record.listed' } });
  });

  it('fails requests that were under way when the connection broke, and tries again at once', async () => {
    const { link, newest, connect, sockets, clock } = setUp();
    link.connect();
    connect();
    const asked = link.request({ type: 'record.list' });
    newest().cut();
    expect(await asked).toEqual({ ok: false, failure: { code: 'gateway.out-of-reach' } });
    clock.advance(0);
    expect(sockets).toHaveLength(2);
    connect();
    expect(link.state().kind).toBe('open');
  });

  it('tries on without an end while nobody answers', () => {
    const { link, newest, sockets, clock } = setUp();
    link.connect();
    for (let round = 0; round < 40; round += 1) {
      newest().cut();
      clock.advance(30_000);
    }
    expect(sockets.length).toBeGreaterThan(40);
  });

  it('pings in front, and takes a silent socket for dead', () => {
    const { link, newest, connect, sockets, clock } = setUp();
    link.connect();
    connect();
    clock.advance(20_000);
    expect(newest().sent.at(-1)).toEqual({ type: 'ping' });
    newest().say({ type: 'pong' });
    clock.advance(20_000);
    expect(sockets).toHaveLength(1);
    clock.advance(35_000);
    expect(sockets.length).toBeGreaterThan(1);
    expect(sockets[0]?.isClosed()).toBe(true);
  });

  it('leaves a silent socket alone while the page is behind others', () => {
    const { link, connect, sockets, clock, presence } = setUp();
    link.connect();
    connect();
    presence.tell('back');
    clock.advance(600_000);
    expect(sockets).toHaveLength(1);
  });

  it('replaces a socket that does not answer within 2.5 s after coming to the front', () => {
    const { link, newest, connect, sockets, clock, presence } = setUp();
    link.connect();
    connect();
    presence.tell('back');
    clock.advance(60_000);
    presence.tell('front');
    expect(newest().sent.at(-1)).toEqual({ type: 'ping' });
    clock.advance(2_499);
    expect(sockets).toHaveLength(1);
    clock.advance(2);
    expect(sockets).toHaveLength(2);
  });

  it('keeps a socket that answers the probe', () => {
    const { link, newest, connect, sockets, clock, presence } = setUp();
    link.connect();
    connect();
    clock.advance(1_000);
    presence.tell('front');
    clock.advance(100);
    newest().say({ type: 'pong' });
    clock.advance(3_000);
    expect(sockets).toHaveLength(1);
  });

  it('does not wait for the back-off when the network is there again', () => {
    const { link, newest, sockets, clock, presence } = setUp();
    link.connect();
    newest().cut();
    const before = sockets.length;
    presence.tell('online');
    expect(sockets.length).toBe(before + 1);
    clock.advance(0);
  });

  it('stops when this browser is not paired', async () => {
    const { link, newest, sockets, clock } = setUp(() =>
      Promise.resolve({ code: 'device.not-paired' }),
    );
    link.connect();
    newest().cut();
    await Promise.resolve();
    await Promise.resolve();
    expect(link.state()).toEqual({ kind: 'refused', failure: { code: 'device.not-paired' } });
    clock.advance(120_000);
    expect(sockets).toHaveLength(1);
  });

  it('stops at a protocol it does not speak, and at garbage', () => {
    for (const text of ['{"type":"session.sung"}', 'no json', '{"type":"pong","extra":1}']) {
      const { link, newest, connect } = setUp();
      link.connect();
      connect();
      newest().sayText(text);
      expect(link.state().kind).toBe('refused');
    }
    const { link, newest } = setUp();
    link.connect();
    newest().open();
    const failure: Failure = { code: 'protocol.mismatch', page: 1, gateway: 2 };
    newest().say({ type: 'connection.refused', failure });
    expect(link.state()).toEqual({ kind: 'refused', failure });
  });

  it('tries again after a refusal that passes', () => {
    const { link, newest, clock, sockets } = setUp();
    link.connect();
    newest().open();
    newest().say({ type: 'connection.refused', failure: { code: 'keeper.not-ready' } });
    clock.advance(2_000);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('leaves no timer behind', () => {
    const { link, connect, clock } = setUp();
    link.connect();
    connect();
    lifetime.abort();
    expect(clock.pendingCalls()).toBe(0);
  });
});

describe('the wait before the next try', () => {
  it('is nothing at first, short for a restart, and never over 30 s', () => {
    expect(reconnectDelayMs(0, () => 0.99)).toBe(0);
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect(reconnectDelayMs(attempt, () => 0)).toBe(500);
      expect(reconnectDelayMs(attempt, () => 0.999)).toBeLessThanOrEqual(1_200);
    }
    expect(reconnectDelayMs(1_000, () => 0.999)).toBeLessThanOrEqual(30_000);
    expect(reconnectDelayMs(1_000, () => 0.999)).toBeGreaterThan(29_000);
  });
});
