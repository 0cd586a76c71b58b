/** Fetching keys and holding to a pinned one, against servers that do as the test says. */
import { afterEach, describe, expect, it } from 'vitest';
import { createSshTransport } from '../../../../server/keeper/ssh/ssh-transport.ts';
import { hostKeyOf, makeHostKey } from '../../../support/hostile-ssh-server.ts';
import { poll } from '../../../support/poll.ts';
import { createRealClock } from '../../../support/real-clock.ts';
import { createSshWorld, failureOf } from '../../../support/ssh-person.ts';

const world = createSshWorld();
const { bentServer, person, rawServer } = world;

afterEach(() => world.cleanUp());

describe('fetching a host key', () => {
  const fetchFrom = (port: number, signal = new AbortController().signal) =>
    createSshTransport({ clock: createRealClock() }).fetchHostKey(
      { address: '127.0.0.1', port },
      signal,
    );

  it('gives the key and sends no sign-in request', async () => {
    const server = await bentServer();
    expect(await fetchFrom(server.port)).toEqual({ ok: true, value: server.hostKey });
    await poll('the connection to end', () => server.openConnections() === 0);
    expect(server.authRequests).toEqual([]);
  });

  it('of a port where nobody listens is refused', async () => {
    const server = await rawServer(() => undefined);
    await server.stop();
    expect(failureOf(await fetchFrom(server.port))).toEqual({
      code: 'ssh.refused',
      address: '127.0.0.1',
      port: server.port,
    });
  });

  it('of a name nobody has is an unknown name', async () => {
    const transport = createSshTransport({ clock: createRealClock() });
    const endpoint = { address: 'no-such-host.invalid', port: 22 };
    const outcome = await transport.fetchHostKey(endpoint, new AbortController().signal);
    expect(failureOf(outcome)).toEqual({
      code: 'ssh.name-unknown',
      address: 'no-such-host.invalid',
    });
  });

  it('stops when its signal aborts, before and during', async () => {
    const server = await rawServer((socket) => socket.resume());
    expect((await fetchFrom(server.port, AbortSignal.abort())).ok).toBe(false);
    const life = new AbortController();
    const fetching = fetchFrom(server.port, life.signal);
    await poll('the connection', () => server.connections() > 0);
    life.abort();
    expect(failureOf(await fetching).code).toBe('ssh.sign-in-cancelled');
    await poll('the connection to end', () => server.openConnections() === 0);
  });
});

describe('a pinned key', () => {
  it('that is not the one shown stops everything before any sign-in request', async () => {
    const server = await bentServer();
    const pin = hostKeyOf(makeHostKey());
    const { outcome, asked } = person(server, { pin });
    expect(failureOf(await outcome)).toEqual({
      code: 'ssh.key-changed',
      address: '127.0.0.1',
      port: server.port,
      expectedFingerprint: pin.fingerprint,
      seenFingerprint: server.hostKey.fingerprint,
    });
    expect(asked).toEqual([]);
    await poll('the connection to end', () => server.openConnections() === 0);
    expect(server.authRequests).toEqual([]);
  });
});
