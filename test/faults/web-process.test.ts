/** The web process as the supervisor has it: its order of messages, its end, and every reason not to start. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forkWeb, type ForkedWeb } from '../support/forked-web.ts';
import { askHttp, cookieOf, openPage, openSocket, pairOver } from '../support/web-person.ts';

let dataFolder = '';
const webs: ForkedWeb[] = [];
const preset = 'a-preset-code-of-the-test';

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'earshot-process-'));
});
afterEach(async () => {
  for (const web of webs.splice(0)) await web.kill();
  rmSync(dataFolder, { recursive: true, force: true });
});

function start(options: Partial<Parameters<typeof forkWeb>[0]> = {}): ForkedWeb {
  const web = forkWeb({ dataFolder, ...options });
  webs.push(web);
  return web;
}

const keysOf = (web: ForkedWeb): string[] => web.told.map((message) => Object.keys(message).join());

describe('Starting', () => {
  test('it loads, waits, and then tells code and link before it says that it is ready', async () => {
    const web = start();
    await web.next('loaded');
    expect(keysOf(web)).toEqual(['loaded']);
    const port = await web.listen();
    expect(keysOf(web)).toEqual(['loaded', 'setup', 'ready']);
    const { setup } = await web.next('setup');
    expect(setup.link).toBe(`http://localhost:${port}/#setup=${setup.code}`);
    expect(setup.code).toMatch(/^(?:[a-z]+-){5}[0-9]{4}-[0-9]{4}$/);
    expect(setup.validMs).toBe(15 * 60 * 1000);
    expect((await pairOver(port, setup.code)).status).toBe(200);
    expect(web.printed()).toBe('');
  });

  test('it answers on 127.0.0.1 and, where there is one, on ::1', async () => {
    const port = await start().listen();
    const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
      list?.some(({ address }) => address === '::1'),
    );
    const answers = [`http://127.0.0.1:${port}`, ...(hasIpv6 ? [`http://[::1]:${port}`] : [])];
    for (const address of answers) expect((await fetch(`${address}/api/health`)).status).toBe(204);
  });

  test('a preset code is named but not repeated, and told as ignored once an owner exists', async () => {
    const first = start({ setupCode: preset });
    const port = await first.listen();
    expect(keysOf(first)).toEqual(['loaded', 'setupPreset', 'ready']);
    await pairOver(port, preset);
    await first.kill();
    const second = start({ setupCode: preset });
    await second.listen();
    expect(keysOf(second)).toEqual(['loaded', 'setupIgnored', 'ready']);
    await second.kill();
    const third = start();
    await third.listen();
    expect(keysOf(third)).toEqual(['loaded', 'ready']);
  });

  test('two of them on localhost do not sign each other out', async () => {
    const otherFolder = mkdtempSync(join(tmpdir(), 'earshot-process-'));
    const ports = [
      await start({ setupCode: preset }).listen(),
      await start({ setupCode: preset, dataFolder: otherFolder }).listen(),
    ];
    const cookies: string[] = [];
    for (const port of ports) cookies.push(cookieOf(await pairOver(port, preset)));
    for (const port of ports) {
      const page = await openPage(port, cookies.join('; '));
      page.close();
    }
    rmSync(otherFolder, { recursive: true, force: true });
  });
});

describe('Not starting', () => {
  async function failureOf(web: ForkedWeb): Promise<unknown> {
    const { failed } = await web.next('failed');
    expect(await web.ended()).toBe(1);
    return failed;
  }

  test('a taken port is named', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const web = start({ port });
    await web.next('loaded');
    web.child.send({ listen: true });
    expect(await failureOf(web)).toEqual({ code: 'gateway.port-taken', port });
    await new Promise((resolve) => taken.close(resolve));
  });

  test('a port that a stranger holds on ::1 is taken as well', async (context) => {
    const taken = createServer();
    const isListening = await new Promise<boolean>((resolve) => {
      taken.once('error', () => resolve(false));
      taken.listen({ port: 0, host: '::1' }, () => resolve(true));
    });
    if (!isListening) {
      context.skip('this machine has no ::1');
      return;
    }
    const { port } = taken.address() as AddressInfo;
    const web = start({ port });
    await web.next('loaded');
    web.child.send({ listen: true });
    expect(await failureOf(web)).toEqual({ code: 'gateway.port-taken', port });
    await new Promise((resolve) => taken.close(resolve));
  });

  test('an address of another machine is named', async () => {
    const web = start({ host: '192.0.2.1' });
    await web.next('loaded');
    web.child.send({ listen: true });
    const failure = { code: 'gateway.address-not-here', address: '192.0.2.1' };
    expect(await failureOf(web)).toEqual(failure);
  });

  test('a damaged database and a folder that is a file are told before any port is taken', async () => {
    const path = join(dataFolder, 'earshot.db');
    writeFileSync(path, 'no database at all '.repeat(1_000));
    expect(await failureOf(start())).toEqual({
      code: 'gateway.data-damaged',
      folder: dataFolder,
    });
    expect(await failureOf(start({ dataFolder: path }))).toEqual({
      code: 'gateway.data-read-only',
      folder: path,
    });
  });
});

describe('Ending', () => {
  test('SIGTERM closes sockets with 1012, lets the port go, and ends with 0 in under 5 s', async () => {
    const web = start({ setupCode: preset });
    const port = await web.listen();
    const cookie = cookieOf(await pairOver(port, preset));
    const page = await openPage(port, cookie);
    const deaf = await openSocket(port, cookie);
    deaf.socket.pause();
    const before = performance.now();
    web.child.kill('SIGTERM');
    expect(await page.closed()).toBe(1012);
    expect(await web.ended()).toBe(0);
    expect(performance.now() - before).toBeLessThan(5_000);
    deaf.close();
    await expect(askHttp({ port, path: '/' })).rejects.toThrow(/ECONNREFUSED/);
  });

  test('a supervisor that vanished ends it too, and Ctrl+C alone does not', async () => {
    const web = start();
    const port = await web.listen();
    web.child.kill('SIGINT');
    expect((await askHttp({ port, path: '/api/health' })).status).toBe(204);
    web.child.disconnect();
    expect(await web.ended()).toBe(0);
  });

  test('killed, it comes back on the same port with the same devices and records', async () => {
    const web = start({ setupCode: preset });
    const port = await web.listen();
    const cookie = cookieOf(await pairOver(port, preset));
    const page = await openPage(port, cookie);
    const put = { type: 'record.put', requestId: 1, kind: 'host', revision: 0, body: 'kept' };
    page.send({ ...put, id: 'record-to-be-kept' });
    await page.next('record.stored');
    await web.kill();
    await start({ setupCode: preset, port }).listen();
    const again = await openPage(port, cookie);
    again.send({ type: 'record.list', requestId: 2 });
    expect((await again.next('record.listed')).records).toMatchObject([{ body: 'kept' }]);
    again.close();
  });
});

test('W5: eight pages that flood at once without reading cost less than 5 MB each', async (context) => {
  if (process.platform !== 'linux') {
    context.skip('memory is read from /proc');
    return;
  }
  const web = start({ setupCode: preset });
  const port = await web.listen();
  const cookie = cookieOf(await pairOver(port, preset));
  const id = web.child.pid ?? 0;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, residentBytes(id))), 5);
  // The first floods grow the heap that Node keeps anyway.
  for (let round = 0; round < 20; round += 1) await flood(port, cookie);
  const before = most;
  await Promise.all(Array.from({ length: 8 }, () => flood(port, cookie)));
  clearInterval(watch);
  expect(most - before).toBeLessThan(8 * 5_000_000);
});

/** Sends protocol pings and 64 KiB messages as fast as they go, reads nothing, until the gateway closes. */
async function flood(port: number, cookie: string): Promise<void> {
  const page = await openPage(port, cookie);
  page.socket.pause();
  const text = JSON.stringify({ type: 'ping', filler: 'x'.repeat(60_000) });
  for (let count = 0; count < 500 && page.socket.readyState === page.socket.OPEN; count += 1) {
    page.socket.ping('p'.repeat(125));
    if (count % 10 === 0) page.socket.send(text);
  }
  await new Promise((resolve) => setImmediate(resolve));
  page.socket.resume();
  await page.closed();
}

function residentBytes(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
}
