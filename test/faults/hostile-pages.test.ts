/** W5: pages that send too much, too fast, in pieces or in nonsense are closed, and the memory stays. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SessionId } from '../../shared/model/ids.ts';
import type { KeeperFact } from '../../shared/protocol/server-message.ts';
import { poll } from '../support/poll.ts';
import { createRecordingKeeperLink, type RecordedLane } from '../support/recording-keeper-link.ts';
import { startTestWebServer, type TestWebServer } from '../support/test-web-server.ts';
import { openPage, openSocket, upgradeHeaders, type TestPage } from '../support/web-person.ts';

let server: TestWebServer;
let cookie = '';
const keepers = createRecordingKeeperLink();

beforeAll(async () => {
  server = await startTestWebServer({ keeperLink: keepers });
  cookie = await server.becomeOwner();
});
afterAll(async () => {
  expect(server.bugs).toEqual([]);
  await server.stop();
});
/** After each attack an honest page must still be served. */
async function expectServing(): Promise<void> {
  const page = await openPage(server.port, cookie);
  page.send({ type: 'ping' });
  await page.next('pong');
  page.close();
}

/** The last lane, which is that of the page opened last. */
function lastLane(): RecordedLane {
  const lane = keepers.lanes.at(-1);
  if (lane === undefined) throw new Error('No page has been there.');
  return lane;
}

describe('A page that says the wrong thing', () => {
  test.each([
    ['garbage', 'this is no JSON'],
    ['half a message', '{"type":"hello","protocolVersion":1'],
    ['a list', '[]'],
    ['a number', '7'],
    ['nothing', ''],
    ['a hello without a page', '{"type":"hello","protocolVersion":1}'],
    ['a request before hello', '{"type":"record.list","requestId":1}'],
    ['a prototype', '{"__proto__":{"type":"hello"},"constructor":{}}'],
    ['deep nesting', '['.repeat(30_000)],
  ])('as its first word, %s, is refused and closed', async (_name, text) => {
    const page = await openSocket(server.port, cookie);
    page.socket.send(text);
    const { failure } = await page.next('connection.refused');
    expect(failure.code).toMatch(/^protocol\.(malformed|unknown-message)$/);
    expect(await page.closed()).toBe(1008);
    await expectServing();
  });

  test('a hello of another version is told both versions, whatever else stands in it', async () => {
    for (const protocolVersion of [0, 2, 999]) {
      const page = await openSocket(server.port, cookie);
      page.send({ type: 'hello', protocolVersion, somethingNew: true });
      const { failure } = await page.next('connection.refused');
      expect(failure).toEqual({ code: 'protocol.mismatch', page: protocolVersion, gateway: 1 });
      await page.closed();
    }
  });

  test('a request that is not understood is refused alone, and the page stays', async () => {
    const page = await openPage(server.port, cookie);
    page.send({ type: 'macro.run', requestId: 4 });
    expect(await page.next('request.refused')).toMatchObject({
      requestId: 4,
      failure: { code: 'protocol.unknown-message', name: 'macro.run' },
    });
    page.send({ type: 'record.put', requestId: 5, kind: 'host', id: '../../etc/passwd' });
    expect(await page.next('request.refused')).toMatchObject({
      requestId: 5,
      failure: { code: 'protocol.malformed' },
    });
    page.send({ type: 'ping' });
    await page.next('pong');
    page.close();
  });

  test('binary frames, bad UTF-8 and messages over 64 KiB are closed with their codes', async () => {
    const binary = await openPage(server.port, cookie);
    binary.socket.send(randomBytes(100), { binary: true });
    expect(await binary.closed()).toBe(1008);

    const badText = await openPage(server.port, cookie);
    badText.socket.send(Buffer.from([0x22, 0xc3, 0x28, 0xff, 0x22]), { binary: false });
    expect(await badText.closed()).toBe(1007);

    const large = await openPage(server.port, cookie);
    large.socket.send(`"${'x'.repeat(64 * 1024)}"`);
    expect(await large.closed()).toBe(1009);
    await expectServing();
  });

  test('a compression offer is not taken', async () => {
    const page = await openSocket(server.port, cookie);
    expect(page.socket.extensions).toBe('');
    page.close();
  });
});

describe('A page that says too much', () => {
  test('is told that it is too fast, and closed', async () => {
    const page = await openPage(server.port, cookie);
    for (let count = 0; count < 1_000; count += 1) page.send({ type: 'ping' });
    const { failure } = await page.next('connection.refused');
    expect(failure.code).toBe('protocol.too-fast');
    expect(await page.closed()).toBe(1008);
    await expectServing();
  });

  test('a flood of protocol pings that nobody reads is cut off without growing', async () => {
    const page = await openPage(server.port, cookie);
    const raw = rawSocketOf(page);
    raw.pause();
    const before = process.memoryUsage().rss;
    // A masked ping frame of 125 bytes (RFC 6455 section 5.2), many times over.
    const frame = Buffer.concat([Buffer.from([0x89, 0xfd, 0, 0, 0, 0]), Buffer.alloc(125, 0x61)]);
    const flood = Buffer.concat(Array.from({ length: 1_000 }, () => frame));
    for (let round = 0; round < 50 && !raw.destroyed; round += 1) {
      await new Promise<void>((resolve) => raw.write(flood, () => resolve()));
    }
    raw.resume();
    await page.closed();
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    await expectServing();
  });

  test('a message in one-byte fragments is closed after 64 of them', async () => {
    const page = await openPage(server.port, cookie);
    const raw = rawSocketOf(page);
    // A masked text frame that is not final, then continuations that never end.
    raw.write(Buffer.from([0x01, 0x81, 0, 0, 0, 0, 0x22]));
    for (let count = 0; count < 200 && !raw.destroyed; count += 1)
      raw.write(Buffer.from([0x00, 0x81, 0, 0, 0, 0, 0x61]));
    expect(await page.closed()).toBe(1008);
    await expectServing();
  });

  test('that asks before hello is answered does not pile up', async () => {
    let letGo = (): void => undefined;
    const slow = await startTestWebServer({
      localNetwork: {
        findSshServer: () => new Promise((resolve) => (letGo = () => resolve(null))),
        leadsToThisMachine: () => Promise.resolve(false),
      },
    });
    const slowCookie = await slow.becomeOwner();
    const page = await openSocket(slow.port, slowCookie);
    page.send({ type: 'hello', protocolVersion: 1, pageId: 'page-that-is-hasty' });
    page.send({ type: 'record.list', requestId: 1 });
    await poll('the look-up to begin', () => {
      letGo();
      return page.heard.some(({ type }) => type === 'record.listed');
    });
    expect(page.heard.map(({ type }) => type)).toEqual(['hello.accepted', 'record.listed']);
    page.close();

    const hasty = await openSocket(slow.port, slowCookie);
    hasty.send({ type: 'hello', protocolVersion: 1, pageId: 'page-too-hasty-000' });
    for (let count = 0; count < 100; count += 1) hasty.send({ type: 'ping' });
    expect((await hasty.next('connection.refused')).failure.code).toBe('protocol.malformed');
    await slow.stop();
  });

  test('the eleventh socket of an owner is told that there are too many', async () => {
    const pages: TestPage[] = [];
    for (let count = 0; count < 10; count += 1) pages.push(await openPage(server.port, cookie));
    const eleventh = await openSocket(server.port, cookie);
    expect((await eleventh.next('connection.refused')).failure).toEqual({
      code: 'gateway.sockets-full',
      limit: 10,
    });
    expect(await eleventh.closed()).toBe(1013);
    for (const page of pages) page.close();
    await poll('room for a page', async () => {
      const next = await openSocket(server.port, cookie);
      next.send({ type: 'hello', protocolVersion: 1, pageId: 'page-after-the-crowd' });
      await poll('a word', () => next.heard[0]);
      next.close();
      return next.heard[0]?.type === 'hello.accepted';
    });
  });
});

describe('A page that does not read', () => {
  beforeEach(expectServing);

  test('is not served without end: it loses its socket, the keepers their lane', async () => {
    const page = await openPage(server.port, cookie);
    const lane = lastLane();
    page.socket.pause();
    // The keepers' windows keep a real flood far below this; here the last wall is tried.
    let told = 0;
    for (; told < 4_000 && lane.isOpen; told += 1) lane.listener.onFact(linesOf(8_000));
    expect(lane.isOpen).toBe(false);
    // 8 MiB of the gateway's own and what the system buffers: about 1,050 messages of 8 KB.
    expect(told).toBeLessThan(2_000);
    page.socket.resume();
    await page.closed();
  });

  test('cannot ask for more while it leaves over 1 MiB unread', async () => {
    const page = await openPage(server.port, cookie);
    const lane = lastLane();
    page.socket.pause();
    for (let part = 0; part < 700; part += 1) lane.listener.onFact(linesOf(8_000));
    expect(lane.isOpen).toBe(true);
    const sessionId = '0.session-of-floods' as SessionId;
    page.send({ type: 'session.end', requestId: 9, sessionId });
    await expectServing();
    expect(lane.requests).toEqual([]);
    page.socket.resume();
    await poll('the request to be read at last', () => lane.requests.length === 1);
    page.close();
  });
});

/** A fact of about that many bytes. */
function linesOf(bytes: number): KeeperFact {
  return { type: 'block.read-lines', requestId: 1, from: 0, lines: [{ text: 'y'.repeat(bytes) }] };
}

/** The TCP socket below a page's WebSocket, to write frames that ws itself would never write. */
function rawSocketOf(page: TestPage): Socket {
  const raw: unknown = Reflect.get(page.socket, '_socket');
  if (!isSocket(raw)) throw new Error('ws has renamed its socket.');
  return raw;
}

function isSocket(value: unknown): value is Socket {
  return typeof value === 'object' && value !== null && 'write' in value && 'destroy' in value;
}

test('thousands of sockets without a cookie are refused before anything is made for them', async () => {
  const lanesBefore = keepers.lanes.length;
  const before = process.memoryUsage().rss;
  const statuses = new Map<string, number>();
  const knock = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(server.port, '127.0.0.1');
      const head = Object.entries(upgradeHeaders).map(([name, value]) => `${name}: ${value}`);
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        const status = answer.slice(9, 12);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        resolve();
      });
      socket.write(
        `GET /api/socket HTTP/1.1\r\nHost: localhost:${server.port}\r\nOrigin: http://localhost:${server.port}\r\n${head.join('\r\n')}\r\n\r\n`,
      );
    });
  for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 100 }, knock));
  expect([...statuses]).toEqual([['401', 2_000]]);
  expect(keepers.lanes.length).toBe(lanesBefore);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  await expectServing();
});
