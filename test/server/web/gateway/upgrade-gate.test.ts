/** W1: only the exact pair of Host and Origin opens a socket, and only for a paired browser. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createRecordingKeeperLink,
  type RecordingKeeperLink,
} from '../../../support/recording-keeper-link.ts';
import { startTestWebServer, type TestWebServer } from '../../../support/test-web-server.ts';
import { askHttp, upgradeHeaders } from '../../../support/web-person.ts';

let server: TestWebServer;
let keepers: RecordingKeeperLink;
let cookie = '';

beforeAll(async () => {
  keepers = createRecordingKeeperLink();
  server = await startTestWebServer({ keeperLink: keepers });
  cookie = await server.becomeOwner();
});
afterAll(async () => {
  await server.stop();
});

/** The status of an upgrade request; 101 when it was let in. */
async function knock(headers: Record<string, string | string[]>): Promise<number> {
  const answer = await askHttp({
    port: server.port,
    path: '/api/socket',
    headers: { ...upgradeHeaders, ...headers },
  });
  return answer.status;
}

describe('Host and Origin', () => {
  const hosts = (port: number) => [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];

  test('each own host lets in its own origin and no other own origin', async () => {
    const own = hosts(server.port);
    for (const host of own) {
      for (const origin of own) {
        const status = await knock({ Host: host, Origin: `http://${origin}`, Cookie: cookie });
        expect([host, origin, status]).toEqual([host, origin, host === origin ? 101 : 403]);
      }
    }
  });

  test('a foreign Host is refused with 421 whatever its Origin', async () => {
    const port = server.port;
    const foreign = [
      'localhost',
      `localhost:${port + 1}`,
      `LOCALHOST:${port}`,
      `Localhost:${port}`,
      `localhost.:${port}`,
      `sub.localhost:${port}`,
      `rebind.example:${port}`,
      `127.0.0.1.nip.io:${port}`,
      `127.0.0.2:${port}`,
      `127.1:${port}`,
      `0.0.0.0:${port}`,
      `192.168.1.10:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `[0:0:0:0:0:0:0:1]:${port}`,
      `localhost:0${port}`,
      `user@localhost:${port}`,
      `localhost:${port}, evil.example`,
      '',
    ];
    for (const host of foreign) {
      for (const origin of [`http://${host}`, `http://localhost:${port}`]) {
        const status = await knock({ Host: host, Origin: origin, Cookie: cookie });
        expect([host, origin, status]).toEqual([host, origin, 421]);
      }
    }
  });

  test('a foreign, missing or doubled Origin is refused with 403', async () => {
    const port = server.port;
    const foreign: (string | string[])[] = [
      'null',
      '',
      'http://localhost',
      `http://localhost:${port + 1}`,
      `https://localhost:${port}`,
      `ws://localhost:${port}`,
      `http://localhost:${port}/`,
      `HTTP://localhost:${port}`,
      `http://LOCALHOST:${port}`,
      `http://evil.localhost:${port}`,
      `http://localhost:${port}.evil.example`,
      `http://localhost.evil.example:${port}`,
      `http://evil.example`,
      `http://user@localhost:${port}`,
      [`http://localhost:${port}`, 'http://evil.example'],
      [`http://localhost:${port}`, `http://localhost:${port}`],
    ];
    for (const origin of foreign) {
      const status = await knock({ Origin: origin, Cookie: cookie });
      expect([origin, status]).toEqual([origin, 403]);
    }
    expect(await knock({ Cookie: cookie })).toBe(403);
  });

  test('a rebound name reads nothing over HTTP either', async () => {
    for (const path of ['/', '/index.html', '/api/device', '/api/health', '/api/nothing']) {
      const answer = await askHttp({
        port: server.port,
        path,
        headers: { Host: `rebind.example:${server.port}`, Cookie: cookie },
      });
      expect([path, answer.status, answer.body]).toEqual([path, 421, '']);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });
});

describe('Cookie', () => {
  const own = () => ({ Origin: `http://localhost:${server.port}` });

  test('no cookie, a foreign one, a broken one and a doubled one are refused alike', async () => {
    const name = cookie.slice(0, cookie.indexOf('='));
    const unknown = `${name}=${'A'.repeat(43)}`;
    const refused = ['', unknown, `${name}=`, `${name}=x`, `${cookie}; ${unknown}`, 'earshot=1'];
    for (const value of refused) {
      expect([value, await knock({ ...own(), Cookie: value })]).toEqual([value, 401]);
    }
    expect(await knock(own())).toBe(401);
  });

  test('Host and Origin are judged before the cookie', async () => {
    expect(await knock({ Host: 'evil.example', ...own() })).toBe(421);
    expect(await knock({ Origin: 'http://evil.example' })).toBe(403);
  });

  test('other paths and methods are no sockets', async () => {
    for (const path of ['/', '/api', '/api/socket/', '/api/socket?x=1', '/api/device']) {
      const answer = await askHttp({
        port: server.port,
        path,
        headers: { ...upgradeHeaders, ...own(), Cookie: cookie },
      });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

test('nothing that was refused has reached the keepers, and nothing has thrown', () => {
  expect(keepers.lanes).toEqual([]);
  expect(server.bugs).toEqual([]);
});
