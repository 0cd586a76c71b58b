/**
 * W2: every route and every message, as signed in, signed out and revoked, with own, foreign and unknown ids.
 * Foreign and unknown must look alike; nobody but the signed-in gets anything.
 */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  clientMessageSchema,
  keeperRequestSchema,
} from '../../../shared/protocol/client-message.ts';
import type { ServerMessage } from '../../../shared/protocol/server-message.ts';
import { hashToken } from '../../../server/web/accounts/device-token.ts';
import { createApiRoutes } from '../../../server/web/http/api-routes.ts';
import { poll } from '../../support/poll.ts';
import {
  createRecordingKeeperLink,
  type RecordingKeeperLink,
} from '../../support/recording-keeper-link.ts';
import { startTestWebServer, type TestWebServer } from '../../support/test-web-server.ts';
import {
  askHttp,
  openPage,
  ownPageHeaders,
  upgradeHeaders,
  type HttpAnswer,
  type TestPage,
} from '../../support/web-person.ts';

let server: TestWebServer;
let keepers: RecordingKeeperLink;
let cookie = '';
/** Of another owner, put into the database by hand: today there is one owner only. */
let foreignCookie = '';

const ownId = 'own-record-0000000';
const foreignId = 'foreign-record-000';
const unknownId = 'unknown-record-000';
const fingerprint = `SHA256:${'A'.repeat(43)}`;

beforeEach(async () => {
  keepers = createRecordingKeeperLink((lane, request) => {
    if ('requestId' in request)
      lane.listener.onFact({ type: 'request.done', requestId: request.requestId });
  });
  server = await startTestWebServer({ keeperLink: keepers });
  cookie = await server.becomeOwner();
  foreignCookie = addForeignOwner();
});
afterEach(async () => {
  expect(server.bugs).toEqual([]);
  await server.stop();
});

function addForeignOwner(): string {
  const token = 'F'.repeat(43);
  const rows = new DatabaseSync(join(server.dataFolder, 'earshot.db'), { timeout: 5_000 });
  rows.prepare('INSERT INTO owners VALUES (?, 0)').run('foreign-owner-000');
  rows
    .prepare('INSERT INTO devices VALUES (?, ?, ?, ?, 0, ?, NULL)')
    .run('foreign-owner-000', 'foreign-device-00', 'Foreign', hashToken(token), 1e15);
  rows.close();
  return `${cookie.slice(0, cookie.indexOf('='))}=${token}`;
}

function signOut(who: string): Promise<HttpAnswer> {
  return askHttp({
    port: server.port,
    path: '/api/sign-out',
    method: 'POST',
    headers: ownPageHeaders(server.port, who),
  });
}

describe('Every route', () => {
  const routes = createApiRoutes({ port: 1, devices: never(), pairing: never() });
  /** Statuses by route: signed in, signed out, revoked. */
  const expected: Record<string, readonly [number, number, number]> = {
    'post /api/pair': [400, 400, 400],
    'get /api/device': [200, 401, 401],
    'post /api/sign-out': [204, 401, 401],
    'get /api/health': [204, 204, 204],
  };

  test('is known to this test', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect(names.sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(routes)('$method $path answers by who asks', async ({ method, path }) => {
    const ask = (who?: string): Promise<HttpAnswer> =>
      askHttp({
        port: server.port,
        path,
        method: method.toUpperCase(),
        headers: { ...ownPageHeaders(server.port, who), 'Content-Type': 'application/json' },
        ...(method === 'post' ? { body: '{}' } : {}),
      });
    const signedOut = await ask();
    const signedIn = await ask(cookie);
    await signOut(cookie);
    const revoked = await ask(cookie);
    expect([signedIn.status, signedOut.status, revoked.status]).toEqual(
      expected[`${method} ${path}`],
    );
    // Who was revoked learns no more than who never was there.
    expect(revoked.body).toBe(signedOut.body);
    expect(JSON.stringify([signedIn, signedOut, revoked])).not.toContain('at ');
  });

  test.each(routes.filter(({ changesState }) => changesState))(
    '$path changes nothing for a page of another origin',
    async ({ path }) => {
      const port = server.port;
      const strangers = [
        {},
        { Origin: 'null' },
        { Origin: 'http://evil.example' },
        { Origin: `http://localhost:${port + 1}` },
        { Origin: `http://127.0.0.1:${port}` },
        { Origin: `http://localhost:${port}`, 'Sec-Fetch-Site': 'same-site' },
        { Origin: `http://localhost:${port}`, 'Sec-Fetch-Site': 'cross-site' },
        { Origin: `http://localhost:${port}`, 'Sec-Fetch-Site': 'none' },
      ];
      for (const stranger of strangers) {
        const answer = await askHttp({
          port,
          path,
          method: 'POST',
          headers: { ...stranger, Cookie: cookie, 'Content-Type': 'application/json' },
          body: '{}',
        });
        expect([stranger, answer.status]).toEqual([stranger, 403]);
      }
      const still = await askHttp({
        port,
        path: '/api/device',
        headers: ownPageHeaders(port, cookie),
      });
      expect(still.status).toBe(200);
    },
  );

  test('any other path below /api is unknown to everyone alike', async () => {
    for (const path of ['/api', '/api/', '/api/records', '/api/device/1', '/api/socket']) {
      const answers = await Promise.all(
        [undefined, cookie].map((who) =>
          askHttp({ port: server.port, path, headers: ownPageHeaders(server.port, who) }),
        ),
      );
      const [first, second] = answers;
      expect([path, first?.status]).toEqual([path, 404]);
      expect(second?.body).toBe(first?.body);
    }
  });
});

describe('The socket', () => {
  test('opens for the signed in only', async () => {
    const knock = async (who?: string): Promise<number> =>
      (
        await askHttp({
          port: server.port,
          path: '/api/socket',
          headers: { ...upgradeHeaders, ...ownPageHeaders(server.port, who) },
        })
      ).status;
    expect(await knock(cookie)).toBe(101);
    expect(await knock()).toBe(401);
    await signOut(cookie);
    expect(await knock(cookie)).toBe(401);
  });

  test('closes at once when its device is revoked, and other devices stay', async () => {
    const page = await openPage(server.port, cookie);
    const other = await openPage(server.port, foreignCookie);
    await signOut(cookie);
    const refused = await page.next('connection.refused');
    expect(refused.failure).toEqual({ code: 'device.not-paired' });
    expect(await page.closed()).toBe(1008);
    await poll('the lane to close', () => keepers.lanes[0]?.isOpen === false);
    other.send({ type: 'ping' });
    await other.next('pong');
    other.close();
  });
});

describe('Every message', () => {
  const types = clientMessageSchema.options.map(({ entries }) => entries.type.literal);
  const keeperTypes = keeperRequestSchema.options.map(({ entries }) => entries.type.literal);

  /** One valid message of each type about the record or session `id`. */
  function messageOf(type: string, id: string): Record<string, unknown> {
    const requestId = 7;
    const sessionId = `3.${id}`;
    const target = {
      kind: 'host',
      hostName: 'web01',
      address: 'web01.example',
      port: 22,
      userName: 'anna',
    };
    const facts: Record<string, Record<string, unknown>> = {
      hello: { protocolVersion: 1, pageId: 'page-of-the-matrix' },
      ping: {},
      'record.list': { requestId },
      'record.put': { requestId, kind: 'host', id, revision: 1, body: 'new' },
      'record.delete': { requestId, kind: 'host', id, revision: 1 },
      'device.create-code': { requestId },
      'session.open': { requestId, target, pin: null },
      'session.attach': { requestId, sessionId, since: null, write: true },
      'session.detach': { sessionId },
      'session.acknowledge': { sessionId, delivery: 1 },
      'session.take-over': { requestId, sessionId },
      'session.end': { requestId, sessionId },
      'host-key.decide': {
        requestId,
        sessionId,
        trusted: { algorithm: 'ssh-ed25519', fingerprint },
      },
      'sign-in.answer': { requestId, sessionId, questionId: 1, answers: ['secret'] },
      'input.send': { sessionId, number: 1, input: { kind: 'line', text: 'ls' } },
      'block.read': { requestId, sessionId, blockId: 1, from: 0, count: 10 },
      'completion.ask': { requestId, sessionId, line: 'l' },
    };
    const own = facts[type];
    if (own === undefined) throw new Error(`A new message needs a row here: ${type}`);
    return { type, ...own };
  }

  /** What a page hears after one message, up to the answer to a ping behind it or the end. */
  async function answersTo(page: TestPage, message: unknown): Promise<ServerMessage[]> {
    const before = page.heard.length;
    page.send(message);
    page.send({ type: 'ping' });
    await poll('an answer', () =>
      page.heard.slice(before).some(({ type }) => type === 'pong' || type === 'connection.refused'),
    );
    return page.heard.slice(before);
  }

  async function putOwnAndForeign(page: TestPage, foreigner: TestPage): Promise<void> {
    const put = { type: 'record.put', requestId: 1, kind: 'host', revision: 0 };
    page.send({ ...put, id: ownId, body: 'mine' });
    foreigner.send({ ...put, id: foreignId, body: 'not yours' });
    await Promise.all([page.next('record.stored'), foreigner.next('record.stored')]);
  }

  test.each(types)('%s treats a foreign id like an unknown one', async (type) => {
    const page = await openPage(server.port, cookie);
    const foreigner = await openPage(server.port, foreignCookie);
    await putOwnAndForeign(page, foreigner);
    const toForeign = await answersTo(page, messageOf(type, foreignId));
    const again = type === 'hello' ? await openPage(server.port, cookie) : page;
    const toUnknown = await answersTo(again, messageOf(type, unknownId));
    const masked = (answers: ServerMessage[]): string =>
      JSON.stringify(answers)
        .replaceAll(foreignId, 'ID')
        .replaceAll(unknownId, 'ID')
        .replace(/"code":"[0-9]{8}"/, '"code":"DIGITS"');
    expect(masked(toForeign)).toBe(masked(toUnknown));
    expect(JSON.stringify(page.heard)).not.toContain('not yours');
    // The foreigner heard of nothing but its own, and still has it.
    expect(foreigner.heard.map((message) => message.type)).toEqual([
      'hello.accepted',
      'record.stored',
    ]);
    foreigner.send({ type: 'record.list', requestId: 2 });
    const { records } = await foreigner.next('record.listed');
    expect(records).toEqual([{ kind: 'host', id: foreignId, revision: 1, body: 'not yours' }]);
    for (const opened of [page, again, foreigner]) opened.close();
  });

  test.each(types)('%s works with an own id where there is one', async (type) => {
    const page = await openPage(server.port, cookie);
    const foreigner = await openPage(server.port, foreignCookie);
    await putOwnAndForeign(page, foreigner);
    const answers = await answersTo(page, messageOf(type, ownId));
    const isRefused = answers.some((answer) => answer.type.endsWith('.refused'));
    // Only a second hello is never right.
    expect([type, isRefused]).toEqual([type, type === 'hello']);
    for (const opened of [page, foreigner]) opened.close();
  });

  test.each(keeperTypes)('%s reaches the keeper on the lane of who signed in', async (type) => {
    const page = await openPage(server.port, cookie);
    const foreigner = await openPage(server.port, foreignCookie);
    await answersTo(page, messageOf(type, ownId));
    const [own, foreign] = keepers.lanes;
    expect(own?.requests.map((request) => request.type)).toEqual([type]);
    expect(foreign?.requests).toEqual([]);
    expect(own?.identity.ownerId).not.toBe(foreign?.identity.ownerId);
    expect(foreign?.identity.ownerId).toBe('foreign-owner-000');
    for (const opened of [page, foreigner]) opened.close();
  });

  test.each(types)('%s does nothing for a page that was revoked while it sent', async (type) => {
    const page = await openPage(server.port, cookie);
    const foreigner = await openPage(server.port, foreignCookie);
    await putOwnAndForeign(page, foreigner);
    const requestsBefore = keepers.lanes[0]?.requests.length;
    await signOut(cookie);
    page.send(messageOf(type, ownId));
    expect(await page.closed()).toBe(1008);
    expect(keepers.lanes[0]?.requests.length).toBe(requestsBefore);
    const rows = new DatabaseSync(join(server.dataFolder, 'earshot.db'), { timeout: 5_000 });
    const bodies = rows.prepare('SELECT body FROM records WHERE id = ?').all(ownId);
    const codes = rows.prepare('SELECT count(*) AS n FROM pairing_codes').get();
    rows.close();
    expect(bodies).toEqual([{ body: 'mine' }]);
    expect(codes).toEqual({ n: 0 });
    foreigner.close();
  });

  test.each(types)('%s that names an owner is refused', async (type) => {
    const page = await openPage(server.port, cookie);
    const answers = await answersTo(page, {
      ...messageOf(type, ownId),
      ownerId: 'foreign-owner-000',
    });
    expect(answers.some((answer) => answer.type.endsWith('.refused'))).toBe(true);
    expect(keepers.lanes.at(-1)?.requests).toEqual([]);
    page.close();
  });
});

/** For routes that are only listed, not called. */
function never(): never {
  return undefined as never;
}
