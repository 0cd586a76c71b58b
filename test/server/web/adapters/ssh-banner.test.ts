/** Finding an SSH server on this machine: by its first words only, within a second, without being held up. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import {
  createSshServerFinder,
  findOnLoopback,
} from '../../../../server/web/adapters/network/ssh-banner.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { poll } from '../../../support/poll.ts';
import { createRealClock } from '../../../support/real-clock.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(
    servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
  );
});

/** A server on a free port that says `greeting` to whoever connects. */
async function greetWith(greeting: string): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (greeting !== '') socket.write(greeting);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test.each([
  ['SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n', true],
  ['Welcome to this machine\r\nSSH-2.0-dropbear\r\n', true],
  ['SSH-1.99-Old\r\n', true],
  ['HTTP/1.1 400 Bad Request\r\n\r\nSSH', false],
  ['x'.repeat(10_000), false],
])('a greeting %j is an SSH server: %s', async (greeting, isSsh) => {
  const port = await greetWith(greeting);
  // What was not recognised and is not too long is given up by time; the fake clock says when.
  const clock = createFakeClock();
  const found = findOnLoopback(port, clock);
  let answer: unknown = 'not yet';
  void found.then((value) => (answer = value));
  if (!isSsh && greeting.length < 4_096) {
    await poll('the server to be connected', () => sockets.size > 0);
    clock.advance(1_000);
  }
  await poll('an answer', () => answer !== 'not yet');
  expect(answer).toEqual(isSsh ? { address: '127.0.0.1', port } : null);
  expect(clock.pendingCalls()).toBe(0);
});

test('a silent server is given up after one second', async () => {
  const port = await greetWith('');
  const clock = createFakeClock();
  const found = findOnLoopback(port, clock);
  await poll('the server to be connected', () => sockets.size > 0);
  clock.advance(1_000);
  expect(await found).toBeNull();
});

test('nobody there is an answer as well, and the gateway’s own port 22 is never offered', async () => {
  const port = await greetWith('');
  await Promise.all(
    servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
  );
  expect(await findOnLoopback(port, createRealClock())).toBeNull();
  expect(await createSshServerFinder(createRealClock(), [22])()).toBeNull();
});

test('an answer holds for 30 seconds', async () => {
  const clock = createFakeClock();
  const find = createSshServerFinder(clock, []);
  const first = find();
  expect(find()).toBe(first);
  clock.advance(29_999);
  expect(find()).toBe(first);
  clock.advance(1);
  const second = find();
  expect(second).not.toBe(first);
  clock.advance(1_000);
  await Promise.all([first, second]);
});
