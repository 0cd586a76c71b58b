/** What the gateway does with targets, other pages of the owner, offers, and the loss of a keeper. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecordId, SessionId } from '../../../../shared/model/ids.ts';
import type { KeeperFact } from '../../../../shared/protocol/server-message.ts';
import type { SessionSummary } from '../../../../shared/protocol/session-conversation.ts';
import { poll } from '../../../support/poll.ts';
import {
  createRecordingKeeperLink,
  type RecordingKeeperLink,
} from '../../../support/recording-keeper-link.ts';
import {
  plainNetwork,
  startTestWebServer,
  type TestWebServer,
} from '../../../support/test-web-server.ts';
import { openPage, openSocket, type TestPage } from '../../../support/web-person.ts';

const practice = {
  port: 45_678,
  hostKey: { algorithm: 'ssh-ed25519', fingerprint: `SHA256:${'B'.repeat(43)}` },
  userName: 'guest',
  password: 'practice',
};
let server: TestWebServer;
let keepers: RecordingKeeperLink;
let cookie = '';
let page: TestPage;

beforeEach(async () => {
  keepers = createRecordingKeeperLink();
  server = await startTestWebServer({ keeperLink: keepers, start: { practice } });
  cookie = await server.becomeOwner();
  page = await openPage(server.port, cookie);
});
afterEach(async () => {
  page.close();
  expect(server.bugs).toEqual([]);
  await server.stop();
});

const target = {
  kind: 'host',
  hostName: 'web01',
  address: 'web01.example',
  port: 22,
  userName: 'anna',
};

let requestId = 100;

/** The failure with which a target is refused, or the target that reached the keeper. */
async function open(changes: Record<string, unknown>): Promise<unknown> {
  requestId += 1;
  page.send({ type: 'session.open', requestId, target: { ...target, ...changes }, pin: null });
  return poll('the target to be judged', () => {
    const opened = keepers.lanes[0]?.requests.find(
      (request) => request.type === 'session.open' && request.requestId === requestId,
    );
    if (opened?.type === 'session.open') return opened.target;
    const refused = page.heard.find(
      (message) => message.type === 'request.refused' && message.requestId === requestId,
    );
    return refused?.type === 'request.refused' ? refused.failure : null;
  });
}

describe('A target', () => {
  test('of good form reaches the keeper as it is', async () => {
    expect(await open({})).toEqual(target);
  });

  test.each([
    [{ address: '' }, 'host.address-invalid'],
    [{ address: 'two words' }, 'host.address-invalid'],
    [{ address: 'bell\u0007.example' }, 'host.address-invalid'],
    [{ address: '-oProxyCommand=x' }, 'host.address-invalid'],
    [{ address: '$(id)' }, 'host.address-invalid'],
    [{ userName: 'an na' }, 'host.user-name-invalid'],
    [{ userName: '-x' }, 'host.user-name-invalid'],
    [{ userName: '' }, 'host.user-name-invalid'],
    [{ hostName: 'web\u202E01' }, 'host.name-invalid'],
    [{ port: 0 }, 'protocol.malformed'],
    [{ port: 70_000 }, 'protocol.malformed'],
  ])('with %j is refused', async (changes, code) => {
    expect(await open(changes)).toMatchObject({ code });
    expect(keepers.lanes[0]?.requests.some(({ type }) => type === 'session.open')).toBe(false);
  });

  test('is never one of the gateway’s own ports', async () => {
    for (const address of ['localhost', '127.0.0.1']) {
      for (const port of [server.port, practice.port])
        expect(await open({ address, port })).toEqual({ code: 'ssh.own-port', port });
    }
  });

  test('may be loopback on another port, or the same port elsewhere', async () => {
    expect(await open({ address: 'localhost', port: 22 })).toMatchObject({ address: 'localhost' });
  });

  test('of practice is led to the practice server, whatever address the page gave', async () => {
    expect(await open({ kind: 'practice', address: 'evil.example', port: 1 })).toEqual({
      ...target,
      kind: 'practice',
      address: '127.0.0.1',
      port: practice.port,
    });
  });

  test('is refused when the owner has twenty sessions open, and ended ones do not count', async () => {
    const summary = (number: number, state: SessionSummary['state']): SessionSummary => ({
      sessionId: `1.session-${String(number).padStart(12, '0')}` as SessionId,
      hostName: 'web01',
      userName: 'anna',
      address: 'web01.example',
      state,
      startedAtEpochMs: 0,
    });
    const list = (states: SessionSummary['state'][]): void => {
      const sessions = states.map((state, number) => summary(number, state));
      keepers.lanes[0]?.listener.onFact({ type: 'sessions.listed', slot: 1, sessions });
    };
    list(Array.from({ length: 20 }, () => 'quiet'));
    expect(await open({})).toEqual({ code: 'gateway.sessions-full', limit: 20 });
    list([...Array.from({ length: 19 }, () => 'quiet' as const), 'ended', 'ended']);
    expect(await open({})).toEqual(target);
  });
});

describe('Other pages of the owner', () => {
  test('hear of records that were stored or destroyed; the sender hears the answer only', async () => {
    const other = await openPage(server.port, cookie);
    const id = 'record-of-the-test' as RecordId;
    const put = { type: 'record.put', kind: 'host', id, body: '{}' };
    page.send({ ...put, requestId: 1, revision: 0 });
    expect(await page.next('record.stored')).toMatchObject({ requestId: 1, revision: 1 });
    expect((await other.next('record.changed')).record).toEqual({
      kind: 'host',
      id,
      revision: 1,
      body: '{}',
    });
    other.send({ ...put, requestId: 2, revision: 0 });
    expect((await other.next('request.refused')).failure).toEqual({
      code: 'record.conflict',
      revision: 1,
    });
    page.send({ type: 'record.delete', requestId: 3, kind: 'host', id, revision: 1 });
    await page.next('request.done');
    expect(await other.next('record.deleted')).toEqual({
      type: 'record.deleted',
      kind: 'host',
      id,
    });
    expect(page.heard.map(({ type }) => type)).toEqual([
      'hello.accepted',
      'record.stored',
      'request.done',
    ]);
    other.close();
  });
});

describe('The lane', () => {
  test('carries who the cookie says it is, and facts come back unchanged', async () => {
    const [lane] = keepers.lanes;
    expect(lane?.identity.deviceName).toBe('Laptop');
    const fact: KeeperFact = { type: 'sessions.listed', slot: 2, sessions: [] };
    lane?.listener.onFact(fact);
    expect(await page.next('sessions.listed')).toEqual(fact);
    lane?.listener.onKeeperLost(2);
    expect(await page.next('keeper.lost')).toEqual({ type: 'keeper.lost', slot: 2 });
  });

  test('that was interrupted sends the page back to attach anew', async () => {
    keepers.lanes[0]?.listener.onInterrupted();
    expect(await page.closed()).toBe(1012);
  });
});

test('hello is answered with the practice server and this computer, without the practice port', async () => {
  const offering = await startTestWebServer({
    start: { practice },
    localNetwork: {
      ...plainNetwork,
      findSshServer: () => Promise.resolve({ address: '127.0.0.1', port: 22 }),
    },
  });
  const guest = await openSocket(offering.port, await offering.becomeOwner());
  guest.send({ type: 'hello', protocolVersion: 1, pageId: 'page-that-is-offered' });
  const { userName, password, hostKey } = practice;
  expect((await guest.next('hello.accepted')).offers).toEqual({
    practice: { userName, password, hostKey },
    thisComputer: { address: '127.0.0.1', port: 22 },
  });
  guest.close();
  await offering.stop();
});
