/** The page and its headers, bodies that are too large or no JSON, and pairing over HTTP. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startTestWebServer,
  testSetupCode,
  type TestWebServer,
} from '../../../support/test-web-server.ts';
import {
  askHttp,
  cookieOf,
  openPage,
  ownPageHeaders,
  pairOver,
} from '../../../support/web-person.ts';

let server: TestWebServer;
let pageFolder = '';

beforeAll(async () => {
  pageFolder = mkdtempSync(join(tmpdir(), 'earshot-page-'));
  mkdirSync(join(pageFolder, 'assets'));
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>shell</title>');
  writeFileSync(join(pageFolder, 'assets', 'main-1a2b3c4d.js'), 'export {};');
  writeFileSync(join(pageFolder, 'manifest.webmanifest'), '{}');
  writeFileSync(join(pageFolder, '.secret'), 'not for anyone');
  writeFileSync(join(pageFolder, '..', 'earshot-outside.txt'), 'outside');
  server = await startTestWebServer({ pageFolder });
});
afterAll(async () => {
  expect(server.bugs).toEqual([]);
  await server.stop();
  rmSync(pageFolder, { recursive: true });
  rmSync(join(pageFolder, '..', 'earshot-outside.txt'));
});

const get = (path: string, headers = {}) => askHttp({ port: server.port, path, headers });

describe('Every answer', () => {
  test('carries a policy that allows nothing but the own page and its socket', async () => {
    for (const path of ['/', '/assets/main-1a2b3c4d.js', '/api/device', '/nothing.js']) {
      const { headers } = await get(path);
      const policy = new Map(
        String(headers['content-security-policy'])
          .split('; ')
          .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')] as const),
      );
      expect(Object.fromEntries(policy)).toEqual({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'img-src': "'self'",
        'font-src': "'none'",
        'manifest-src': "'self'",
        'worker-src': "'self'",
        'connect-src': `'self' ws://localhost:${server.port}`,
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': "'none'",
        'require-trusted-types-for': "'script'",
        'trusted-types': 'lit-html',
      });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toContain('microphone=()');
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('names the host it was asked by, and no IPv6 literal, which is no source', async () => {
    const numeric = await get('/', { Host: `127.0.0.1:${server.port}` });
    expect(numeric.headers['content-security-policy']).toContain(
      `connect-src 'self' ws://127.0.0.1:${server.port}`,
    );
    const six = await get('/', { Host: `[::1]:${server.port}` });
    expect(six.headers['content-security-policy']).toMatch(/connect-src 'self'$/);
  });
});

describe('The page', () => {
  test('is public, asked anew each time, and its hashed files are kept for a year', async () => {
    const shell = await get('/');
    expect([shell.status, shell.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(shell.headers['content-type']).toContain('text/html');
    const script = await get('/assets/main-1a2b3c4d.js');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(script.headers['content-type']).toContain('javascript');
    expect((await get('/manifest.webmanifest')).headers['cache-control']).toBe('no-cache');
  });

  test('is given for the address of a view, and not for files that do not exist', async () => {
    for (const path of ['/sessions/1', '/help', '/hosts?x=1'])
      expect([path, (await get(path)).body]).toEqual([path, '<!doctype html><title>shell</title>']);
    for (const path of ['/nothing.js', '/assets/gone-12345678.js', '/favicon.ico'])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    const posted = await askHttp({ port: server.port, path: '/hosts', method: 'POST' });
    expect(posted.status).toBe(404);
  });

  test('has no way out of its folder and no hidden files', async () => {
    const ways = [
      '/.secret',
      '/../earshot-outside.txt',
      '/..%2fearshot-outside.txt',
      '/%2e%2e/earshot-outside.txt',
      '/assets/..%5c..%5cearshot-outside.txt',
      '//etc/passwd',
      '/%00',
      '/%',
    ];
    for (const way of ways) {
      const answer = await get(way);
      expect([way, /outside|not for anyone|root:|at Object/.test(answer.body)]).toEqual([
        way,
        false,
      ]);
      expect(answer.status).toBeLessThan(500);
    }
  });

  test('that was not built is an empty 404', async () => {
    const bare = await startTestWebServer();
    const answer = await askHttp({ port: bare.port, path: '/' });
    expect([answer.status, answer.body]).toEqual([404, '']);
    await bare.stop();
  });
});

describe('A body', () => {
  const post = (body: string, type = 'application/json') =>
    askHttp({
      port: server.port,
      path: '/api/pair',
      method: 'POST',
      headers: { ...ownPageHeaders(server.port), 'Content-Type': type },
      body,
    });

  test('over 16 KiB is refused with its limit', async () => {
    const answer = await post(JSON.stringify({ code: 'x'.repeat(20_000), deviceName: 'y' }));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toEqual({
      failure: { code: 'protocol.too-large', limitBytes: 16_384 },
    });
  });

  test('that is not JSON, not of that form, or not sent as JSON, is refused', async () => {
    const malformed = { failure: { code: 'protocol.malformed' } };
    const bad = [
      '',
      'x',
      'null',
      '[]',
      '{"code":"a"}',
      '{"code":1,"deviceName":"x"}',
      '{"code":"a","deviceName":"x","admin":true}',
      '{"code":"a","deviceName":"  "}',
      '{"code":"a","deviceName":"left\\u202Eright"}',
      '{"code":"a","deviceName":"bell\\u0007"}',
    ];
    for (const body of bad) {
      const answer = await post(body);
      expect([body, answer.status, JSON.parse(answer.body)]).toEqual([body, 400, malformed]);
    }
    const good = JSON.stringify({ code: 'a', deviceName: 'b' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      expect([type, (await post(good, type)).status]).toEqual([type, 415]);
    expect((await post(good, 'application/json; charset=bogus')).status).toBe(415);
  });
});

describe('Pairing', () => {
  test('sets a cookie that scripts and other sites never see, named after the port', async () => {
    const wrong = await pairOver(server.port, 'a wrong code');
    expect([wrong.status, JSON.parse(wrong.body)]).toEqual([
      403,
      { failure: { code: 'pairing.code-wrong', triesLeft: 4 } },
    ]);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    const paired = await pairOver(server.port, testSetupCode, '  My laptop ');
    expect([paired.status, JSON.parse(paired.body)]).toEqual([200, { deviceName: 'My laptop' }]);
    const [set = ''] = paired.headers['set-cookie'] ?? [];
    const [first = '', ...attributes] = set.split('; ');
    expect(first).toMatch(new RegExp(`^earshot-${server.port}=[A-Za-z0-9_-]{43}$`));
    expect(attributes.sort()).toEqual([
      'HttpOnly',
      'Max-Age=34560000',
      'Path=/',
      'SameSite=Strict',
    ]);
    expect(paired.headers['cache-control']).toBe('no-store');
    const spent = await pairOver(server.port, testSetupCode);
    expect([spent.status, JSON.parse(spent.body)]).toEqual([
      403,
      { failure: { code: 'pairing.code-spent' } },
    ]);
  });

  test('of fifty correct uses at once lets exactly one in, and says "too fast" to most', async () => {
    const other = await startTestWebServer();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => pairOver(other.port, testSetupCode, `D${index}`)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 403)).toHaveLength(9);
    expect(statuses.filter((status) => status === 429)).toHaveLength(40);
    await other.stop();
  });

  test('of a second device by eight digits is told to the pages that are open', async () => {
    const other = await startTestWebServer();
    const page = await openPage(other.port, await other.becomeOwner());
    page.send({ type: 'device.create-code', requestId: 3 });
    const { code, validMs } = await page.next('device.code-created');
    expect(validMs).toBe(120_000);
    const phone = await pairOver(other.port, code, 'Phone');
    expect(await page.next('device.joined')).toEqual({
      type: 'device.joined',
      deviceName: 'Phone',
    });
    const who = await askHttp({
      port: other.port,
      path: '/api/device',
      headers: ownPageHeaders(other.port, cookieOf(phone)),
    });
    expect(JSON.parse(who.body)).toEqual({ deviceName: 'Phone' });
    expect(who.headers['set-cookie']?.[0]).toContain('Max-Age=34560000');
    page.close();
    await other.stop();
  });
});

test('two Host headers, an absolute target and a missing Host are misdirected', async () => {
  const port = server.port;
  const heads = [
    `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nHost: evil.example\r\n`,
    `GET http://evil.example/ HTTP/1.1\r\nHost: localhost:${port}\r\n`,
    `GET / HTTP/1.0\r\n`,
  ];
  for (const head of heads) {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.write(`${head}Connection: close\r\n\r\n`);
    });
    expect([head, /^HTTP\/1\.1 (?:400|421)/.test(answer)]).toEqual([head, true]);
    expect(answer).not.toContain('shell');
  }
});
