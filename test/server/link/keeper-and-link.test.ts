/** Keeper, link and terminal together, from a page's messages to a shell and back; only the network is missing. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { failed, success } from '../../../shared/base/result.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import { createFakeTransport, fakeHostKey, type FakeTransport } from '../../support/fake-shell.ts';
import { createFollowingPage } from '../../support/following-page.ts';
import {
  startKeeperInProcess,
  type KeeperInProcess,
  type PageEnd,
  type WebEnd,
} from '../../support/keeper-in-process.ts';
import { poll } from '../../support/poll.ts';

const target = {
  kind: 'host',
  hostName: 'box',
  address: 'box',
  port: 22,
  userName: 'amy',
} as const;
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop();
});

async function startKeeper(transport: FakeTransport, path?: string): Promise<KeeperInProcess> {
  const keeper = await startKeeperInProcess(transport, path);
  stops.push(() => keeper.stop());
  return keeper;
}
function startWeb(keeper: KeeperInProcess): WebEnd {
  const web = keeper.startWeb();
  stops.push(() => web.stop());
  return web;
}
let requestId = 0;
const nextId = (): number => (requestId += 1);

async function open(
  page: PageEnd,
  pin: typeof fakeHostKey | null = fakeHostKey,
): Promise<SessionId> {
  page.lane.request({ type: 'session.open', requestId: nextId(), target, pin });
  return (await page.next('session.opened')).sessionId;
}
async function attach(
  page: PageEnd,
  sessionId: SessionId,
  since: number | null = null,
  write = true,
) {
  const id = nextId();
  page.lane.request({ type: 'session.attach', requestId: id, sessionId, since, write });
  return page.next('session.attached', (fact) => fact.requestId === id);
}
function send(page: PageEnd, sessionId: SessionId, number: number, input: SessionInput): void {
  page.lane.request({ type: 'input.send', sessionId, number, input });
}
const line = (text: string): SessionInput => ({ kind: 'line', text });
const confirmed = (page: PageEnd, number: number) =>
  page.next('input.confirmed', (fact) => fact.number === number);

/** Waits until a phase of this kind was restored or changed to. */
async function phase(page: PageEnd, kind: string): Promise<void> {
  await poll(`phase ${kind}`, () => phasesOf(page).at(-1) === kind);
}
function phasesOf(page: PageEnd): string[] {
  return page.facts.flatMap((fact) => {
    if (fact.type === 'session.restored') return [fact.head.phase.kind];
    if (fact.type !== 'session.changed') return [];
    return fact.changes.flatMap((change) =>
      change.type === 'phase.changed' ? [change.phase.kind] : [],
    );
  });
}
const changesOf = (page: PageEnd): SessionChange[] =>
  page.facts.flatMap((fact) => (fact.type === 'session.changed' ? fact.changes : []));

async function openShell(page: PageEnd, transport: FakeTransport) {
  const sessionId = await open(page);
  await attach(page, sessionId);
  await phase(page, 'open');
  const shell = transport.shells.at(-1);
  if (shell === undefined) throw new Error('No shell was opened.');
  return { sessionId, shell };
}

describe('Connecting', () => {
  test('an unknown key is asked about, and the connection is pinned to what was trusted', async () => {
    const transport = createFakeTransport();
    const page = startWeb(await startKeeper(transport)).openPage();
    const sessionId = await open(page, null);
    await attach(page, sessionId);
    await phase(page, 'asking-host-key');
    const other = { ...fakeHostKey, fingerprint: `SHA256:${'B'.repeat(43)}` };
    page.lane.request({ type: 'host-key.decide', requestId: nextId(), sessionId, trusted: other });
    expect((await page.next('request.refused')).failure.code).toBe('session.question-over');
    expect(transport.shells).toHaveLength(0);
    page.lane.request({
      type: 'host-key.decide',
      requestId: nextId(),
      sessionId,
      trusted: fakeHostKey,
    });
    await page.next('request.done');
    await phase(page, 'open');
    expect(transport.shells[0]?.request.pin).toEqual(fakeHostKey);
    expect(transport.shells[0]?.request.userName).toBe('amy');
  });

  test('a key that is not trusted ends the session without a connection', async () => {
    const transport = createFakeTransport();
    const page = startWeb(await startKeeper(transport)).openPage();
    const sessionId = await open(page, null);
    await attach(page, sessionId);
    await phase(page, 'asking-host-key');
    page.lane.request({ type: 'host-key.decide', requestId: nextId(), sessionId, trusted: null });
    await phase(page, 'ended');
    expect(transport.shells).toHaveLength(0);
    expect(JSON.stringify(page.facts)).toContain('ssh.key-not-trusted');
  });

  test('sign-in questions are numbered, answered once, and the answer is in no fact', async () => {
    const password = 'correct horse battery staple';
    const seen: (readonly string[] | null)[] = [];
    const transport = createFakeTransport(async (request) => {
      for (const refused of [false, true]) {
        const prompts = [{ text: 'Password:', echo: false }];
        const asked = {
          method: 'password',
          serverSays: '',
          prompts,
          refused,
          triesLeft: 2,
        } as const;
        seen.push(await request.ask(asked));
      }
      return seen[1]?.[0] === password
        ? success(null)
        : failed({ code: 'ssh.sign-in-refused', userName: 'amy', address: 'box' });
    });
    const page = startWeb(await startKeeper(transport)).openPage();
    const sessionId = await open(page);
    await attach(page, sessionId);
    await phase(page, 'asking-sign-in');
    const answer = async (questionId: number, answers: string[]) => {
      const id = nextId();
      page.lane.request({ type: 'sign-in.answer', requestId: id, sessionId, questionId, answers });
      return poll('an answer', () =>
        page.facts.find(
          (fact) =>
            (fact.type === 'request.done' || fact.type === 'request.refused') &&
            fact.requestId === id,
        ),
      );
    };
    expect((await answer(1, ['wrong'])).type).toBe('request.done');
    expect((await answer(1, ['again'])).type).toBe('request.refused');
    expect((await answer(2, [])).type).toBe('request.refused');
    expect((await answer(2, [password])).type).toBe('request.done');
    await phase(page, 'open');
    expect(seen).toEqual([['wrong'], [password]]);
    expect(JSON.stringify(page.facts)).not.toContain('horse');
  });
});

describe('Input', () => {
  test('is written once and in order, confirmed again when repeated, and held at a gap', async () => {
    const transport = createFakeTransport();
    const page = startWeb(await startKeeper(transport)).openPage();
    const { sessionId, shell } = await openShell(page, transport);
    send(page, sessionId, 1, line('ls'));
    send(page, sessionId, 1, line('ls'));
    send(page, sessionId, 3, line('never'));
    send(page, sessionId, 2, { kind: 'keys', text: 'é' });
    send(page, sessionId, 3, { kind: 'control', control: 'interrupt' });
    await confirmed(page, 3);
    expect(shell.written()).toBe('ls\ré\u0003');
    const numbers = page.facts.flatMap((fact) =>
      fact.type === 'input.confirmed' ? [fact.number] : [],
    );
    expect(numbers).toEqual([1, 1, 1, 2, 3]);
  });

  test('after the web process died goes on where it was, on a new link', async () => {
    const transport = createFakeTransport();
    const keeper = await startKeeper(transport);
    const first = startWeb(keeper);
    const page = first.openPage();
    const { sessionId, shell } = await openShell(page, transport);
    send(page, sessionId, 1, line('one'));
    await confirmed(page, 1);
    first.stop();
    const again = startWeb(keeper).openPage();
    expect((await attach(again, sessionId)).inputConfirmed).toBe(1);
    send(again, sessionId, 1, line('one'));
    send(again, sessionId, 2, line('two'));
    await confirmed(again, 2);
    expect(shell.written()).toBe('one\rtwo\r');
  });

  test('is taken only from the page that holds the pen, and taking over is told to both', async () => {
    const transport = createFakeTransport();
    const web = startWeb(await startKeeper(transport));
    const laptop = web.openPage({ page: 'first', deviceName: 'laptop' });
    const { sessionId, shell } = await openShell(laptop, transport);
    const phone = web.openPage({ page: 'second', deviceName: 'phone' });
    await attach(phone, sessionId);
    send(phone, sessionId, 1, line('no'));
    const refused = await phone.next('input.refused');
    expect(refused).toMatchObject({
      number: 1,
      failure: { code: 'session.not-writer', writer: 'laptop' },
    });
    phone.lane.request({ type: 'session.take-over', requestId: nextId(), sessionId });
    await phone.next('request.done');
    const tookOver = (page: PageEnd): boolean =>
      changesOf(page).some(
        (change) => change.type === 'writer.changed' && change.writer?.deviceName === 'phone',
      );
    await poll('both to hear it', () => tookOver(laptop) && tookOver(phone));
    send(phone, sessionId, 1, line('yes'));
    await confirmed(phone, 1);
    send(laptop, sessionId, 1, line('no'));
    expect((await laptop.next('input.refused')).failure.code).toBe('session.not-writer');
    expect(shell.written()).toBe('yes\r');
  });

  test('of a writer whose page is gone goes to the next page that asks', async () => {
    const transport = createFakeTransport();
    const web = startWeb(await startKeeper(transport));
    const laptop = web.openPage({ page: 'first' });
    const { sessionId, shell } = await openShell(laptop, transport);
    laptop.lane.close();
    const phone = web.openPage({ page: 'second', deviceName: 'phone' });
    await attach(phone, sessionId);
    send(phone, sessionId, 1, line('mine'));
    await confirmed(phone, 1);
    expect(shell.written()).toBe('mine\r');
  });

  test('is refused while the host reads nothing, but Stop passes', async () => {
    const transport = createFakeTransport();
    const page = startWeb(await startKeeper(transport)).openPage();
    const { sessionId, shell } = await openShell(page, transport);
    shell.unsentBytes = 1 << 20;
    send(page, sessionId, 1, line('more'));
    expect((await page.next('input.refused')).failure.code).toBe('session.input-behind');
    send(page, sessionId, 1, { kind: 'control', control: 'interrupt' });
    await confirmed(page, 1);
    expect(shell.written()).toBe('\u0003');
  });
});

describe('Output', () => {
  test('of a flood reaches a page as few changes, and its state equals the keeper’s', async () => {
    const transport = createFakeTransport();
    const keeper = await startKeeper(transport);
    const page = startWeb(keeper).openPage();
    const { sessionId, shell } = await openShell(page, transport);
    shell.print('amy@box:~$ ');
    send(page, sessionId, 1, line('flood'));
    await confirmed(page, 1);
    shell.print('flood\r\n');
    let wasPaused = false;
    for (let index = 0; index < 4_000; index += 1) {
      shell.print(`line ${String(index)} ${'x'.repeat(500)}\r\n`);
      wasPaused ||= shell.isPaused;
    }
    expect(wasPaused).toBe(true);
    await poll('the channel to go on', () => !shell.isPaused);
    shell.end({ by: 'shell', exitCode: 0, signal: null });
    await phase(page, 'ended');
    const follower = createFollowingPage();
    for (const fact of page.facts) follower.take(fact);
    const late = startWeb(keeper).openPage({ page: 'late' });
    await attach(late, sessionId);
    const whole = createFollowingPage();
    whole.take(await late.next('session.restored'));
    expect(follower.view).toEqual(whole.view);
    expect(follower.view?.blocks.at(-1)?.lineCount).toBeGreaterThanOrEqual(4_000);
    expect(changesOf(page).length).toBeLessThan(200);
    expect(keeper.bugs).toEqual([]);
  });

  test('goes on while nobody is attached, and is there when a page comes back', async () => {
    const transport = createFakeTransport();
    const page = startWeb(await startKeeper(transport)).openPage();
    const { sessionId, shell } = await openShell(page, transport);
    page.lane.request({ type: 'session.detach', sessionId });
    shell.print('while you were away\r\n');
    shell.end({ by: 'shell', exitCode: 3, signal: null });
    await page.next('sessions.listed', (fact) => fact.sessions[0]?.state === 'ended');
    const attached = await attach(page, sessionId, null);
    expect(attached.restores).toBe(true);
    const restored = await page.next(
      'session.restored',
      (fact) => fact.head.phase.kind === 'ended',
    );
    expect(JSON.stringify(restored.blocks)).toContain('while you were away');
  });
});

describe('Ownership', () => {
  test('a foreign id and one that never was are answered alike, in every request', async () => {
    const transport = createFakeTransport();
    const web = startWeb(await startKeeper(transport));
    const { sessionId } = await openShell(web.openPage(), transport);
    const stranger = web.openPage({ owner: 'stranger', page: 'strange' });
    expect((await stranger.next('sessions.listed')).sessions).toEqual([]);
    const unknown = `0.${'u'.repeat(22)}` as SessionId;
    const answers: unknown[][] = [[], []];
    for (const [index, id] of [sessionId, unknown].entries()) {
      const before = stranger.facts.length;
      const ask = { requestId: 1, sessionId: id };
      stranger.lane.request({ ...ask, type: 'session.attach', since: null, write: true });
      stranger.lane.request({ ...ask, type: 'session.take-over' });
      stranger.lane.request({ ...ask, type: 'session.end' });
      stranger.lane.request({ ...ask, type: 'host-key.decide', trusted: null });
      stranger.lane.request({ ...ask, type: 'sign-in.answer', questionId: 1, answers: null });
      stranger.lane.request({ ...ask, type: 'block.read', blockId: 1 as never, from: 0, count: 1 });
      send(stranger, id, 1, line('rm'));
      await poll('all answers', () => stranger.facts.length >= before + 7);
      answers[index] = stranger.facts
        .slice(before)
        .map((fact) => ('failure' in fact ? [fact.type, fact.failure.code] : [fact.type]));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.every((answer) => JSON.stringify(answer).includes('session.unknown'))).toBe(
      true,
    );
    expect(transport.shells[0]?.written()).toBe('');
  });

  test('the twenty-first session is refused; an ended one makes room', async () => {
    const transport = createFakeTransport();
    const page = startWeb(await startKeeper(transport)).openPage();
    const ids: SessionId[] = [];
    for (let index = 0; index < 20; index += 1) ids.push(await open(page));
    page.lane.request({ type: 'session.open', requestId: nextId(), target, pin: fakeHostKey });
    expect((await page.next('request.refused')).failure.code).toBe('gateway.sessions-full');
    const [first] = ids as [SessionId];
    page.lane.request({ type: 'session.end', requestId: nextId(), sessionId: first });
    await page.next('request.done');
    await page.next('sessions.listed', (fact) => fact.sessions[0]?.state === 'ended');
    expect(await open(page)).not.toBe(first);
  });
});

describe('A keeper that dies', () => {
  test('is told once, its ids are void, and the page goes on with the next one', async () => {
    const transport = createFakeTransport();
    const keeper = await startKeeper(transport);
    const page = startWeb(keeper).openPage();
    const { sessionId } = await openShell(page, transport);
    keeper.stop();
    await poll('the loss', () => page.lost.length === 1);
    // Its folder went with it, so the successor gets a folder of the same name.
    mkdirSync(dirname(keeper.path), { recursive: true });
    await startKeeper(transport, keeper.path);
    page.lane.request({
      type: 'session.attach',
      requestId: nextId(),
      sessionId,
      since: 3,
      write: true,
    });
    expect((await page.next('request.refused')).failure.code).toBe('session.unknown');
    await open(page);
    expect(page.lost).toEqual([0]);
  });
});
