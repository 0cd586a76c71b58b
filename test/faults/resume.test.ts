/** Cut connections, killed processes: no input twice, none lost, and the page's state equals the keeper's. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionId } from '../../shared/model/ids.ts';
import { startCutProxy, type CutProxy } from '../support/cut-proxy.ts';
import {
  openNodePage,
  openSession,
  pairDevice,
  runLine,
  type NodePage,
} from '../support/node-page.ts';
import { startOpensshServer, type OpensshServer } from '../support/openssh-server.ts';
import { poll } from '../support/poll.ts';
import { startGateway, type RunningGateway } from '../support/running-gateway.ts';

let gateway: RunningGateway;
let server: OpensshServer;
let cookie: string;
const pages: NodePage[] = [];

beforeAll(async () => {
  [gateway, server] = await Promise.all([startGateway(), startOpensshServer()]);
  cookie = await pairDevice(gateway.port, gateway.setupCode);
});
afterAll(async () => {
  for (const page of pages) page.close();
  await gateway.stop();
  await server.stop();
});

const target = () => ({
  kind: 'host' as const,
  hostName: 'web1',
  address: server.address,
  port: server.port,
  userName: server.userName,
});
const openPage = (throughPort?: number): NodePage => {
  const page = openNodePage(gateway.port, cookie, throughPort);
  pages.push(page);
  return page;
};

describe('a cut connection', () => {
  it('at any byte, 1,000 times, neither loses nor doubles a line of input or output', async () => {
    const proxy: CutProxy = await startCutProxy(gateway.port);
    const page = openPage(proxy.port);
    const sessionId = await openSession(page, target(), server.password);
    let count = 0;
    await runLine(page, sessionId, 'n=0');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('to-gateway' as const, 'to-page' as const),
        fc.integer({ min: 1, max: 700 }),
        async (direction, bytes) => {
          count += 1;
          proxy.cutAfter(direction, bytes);
          const block = await runLine(
            page,
            sessionId,
            `n=$((n+1)); echo run $n of ${String(count)}`,
          );
          expect(block.status.kind).toBe('ok');
          expect(block.head).toEqual([{ text: `run ${String(count)} of ${String(count)}` }]);
        },
      ),
      { numRuns: 1_000, endOnFailure: true },
    );
    expect(proxy.cuts).toBeGreaterThan(300);
    const other = openPage();
    await poll('the link', () => other.link.state().kind === 'open');
    other.follower.follow(sessionId);
    await poll('the same state', () => {
      const mine = page.viewOf(sessionId);
      const theirs = other.viewOf(sessionId);
      return mine !== null && JSON.stringify(mine) === JSON.stringify(theirs);
    });
    page.close();
    other.close();
    await proxy.close();
  }, 600_000);
});

describe('a query of the host', () => {
  it('is answered once, by the keeper, and never again by a replay or a second page', async () => {
    const proxy = await startCutProxy(gateway.port);
    const page = openPage(proxy.port);
    await poll('the link', () => page.link.state().kind === 'open');
    await endAll(page);
    const sessionId = await openSession(page, target(), server.password);
    // DA1 (ECMA-48 8.3.24) is answered with ESC [ ? … c; the shell counts what it is told.
    const count = 'IFS= read -rs -t 1 -d c x; echo "answer ${#x}"';
    const asked = await runLine(page, sessionId, `printf '\\033[c'; ${count}`);
    expect(asked.head.at(-1)?.text).toMatch(/^answer [1-9]\d*$/);
    for (let cut = 1; cut <= 3; cut += 1) {
      proxy.cutNow();
      await poll('the link to return', () => page.link.state().kind === 'open');
    }
    const other = openPage();
    await poll('the link', () => other.link.state().kind === 'open');
    other.follower.follow(sessionId);
    await poll(
      'the same state',
      () => other.viewOf(sessionId)?.blocks.length === page.viewOf(sessionId)?.blocks.length,
    );
    const silent = await runLine(page, sessionId, `: again; ${count}`);
    expect(silent.head.at(-1)).toEqual({ text: 'answer 0' });
    page.close();
    other.close();
    await proxy.close();
  });
});

describe('kill -9 of the web process', () => {
  it('between two inputs, with 20 sessions: all resumed, each input delivered exactly once', async () => {
    const page = openPage();
    const ids: SessionId[] = [];
    await poll('the link', () => page.link.state().kind === 'open');
    await endAll(page);
    for (let index = 0; index < 20; index += 1) {
      ids.push(await openSession(page, target(), server.password));
    }
    await Promise.all(ids.map((id) => runLine(page, id, 'n=0')));
    const [web] = await gateway.processes('earshot: web');
    for (const id of ids) send(page, id, 'n=$((n+1)); echo first $n');
    process.kill(web ?? 0, 'SIGKILL');
    for (const id of ids) send(page, id, 'n=$((n+1)); echo second $n');
    for (const id of ids) {
      await poll('both results', () => printed(page, id).includes('second 2'));
      const results = printed(page, id).filter((text) => /^(first|second) \d+$/.test(text));
      expect(results).toEqual(['first 1', 'second 2']);
    }
    expect(page.lost).toEqual([]);
    await endAll(page);
    page.close();
  }, 180_000);
});

describe('kill -9 of a keeper', () => {
  it('ends its sessions, lists what was not confirmed, and sends nothing again', async () => {
    const page = openPage();
    await poll('the link', () => page.link.state().kind === 'open');
    await endAll(page);
    const sessionId = await openSession(page, target(), server.password);
    await runLine(page, sessionId, 'echo before');
    for (const keeper of await gateway.processes('earshot: keeper'))
      process.kill(keeper, 'SIGSTOP');
    page.follower.send(sessionId, { kind: 'line', text: 'touch delivered-once' });
    for (const keeper of await gateway.processes('earshot: keeper'))
      process.kill(keeper, 'SIGKILL');
    const lost = await poll('the loss to be told', () => page.lost.at(0));
    expect(lost).toMatchObject({ sessionId, failure: { code: 'keeper.lost' } });
    expect(lost.unconfirmed.map(({ input }) => input)).toEqual([
      { kind: 'line', text: 'touch delivered-once' },
    ]);
    const again = await openSession(page, target(), server.password);
    const block = await runLine(page, again, 'ls delivered-once 2>&1 | wc -l; echo ended');
    expect(block.head.at(-1)).toEqual({ text: 'ended' });
    expect(page.lost).toHaveLength(1);
    const listed = await runLine(page, again, 'test -e delivered-once');
    expect(listed.status).toEqual({ kind: 'failed', code: 1 });
    page.close();
  }, 120_000);
});

function send(page: NodePage, sessionId: SessionId, text: string): void {
  const sent = page.follower.send(sessionId, { kind: 'line', text });
  if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
}

/** All lines the page holds of a session. */
function printed(page: NodePage, sessionId: SessionId): string[] {
  const blocks = page.viewOf(sessionId)?.blocks ?? [];
  return blocks.flatMap(({ head, tail }) => [...head, ...tail]).map(({ text }) => text);
}

/** Ends every session of the owner, so that the next test has room for its own. */
async function endAll(page: NodePage): Promise<void> {
  await poll('no session to be left', async () => {
    const listed = [...page.sessions.get().summaries.values()].flat();
    for (const { sessionId } of listed) {
      await page.link.request({ type: 'session.end', sessionId });
    }
    return listed.length === 0;
  });
}
