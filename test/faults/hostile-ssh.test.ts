/** Servers that attack: each is cut off, little of it is kept, no secret is sent, and one failure is told. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from 'vitest';
import type { Algorithms, AuthContext, Connection, ServerChannel } from 'ssh2';
import type { Failure } from '../../shared/failures/failure.ts';
import type { Misbehaviour } from '../../shared/failures/misbehaviour.ts';
import type { ShellEnd } from '../../server/keeper/ports/shell-transport.ts';
import { createSshTransport } from '../../server/keeper/ssh/ssh-transport.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import {
  hostKeyOf,
  makeHostKey,
  protocolOfServer,
  RIGHT_PASSWORD,
  sendMessage,
  sshNumber,
  sshString,
  writeForever,
  type BentServer,
} from '../support/hostile-ssh-server.ts';
import { poll } from '../support/poll.ts';
import { createRealClock } from '../support/real-clock.ts';
import { createSshWorld, failureOf, listenTo, shellOf } from '../support/ssh-person.ts';

const world = createSshWorld();
const { bentServer, rawServer, person } = world;
const MIB = 1024 * 1024;

afterEach(() => world.cleanUp());

/** How a key fetch from a port ends; a fake clock is moved on until it does. */
async function fetchFailure(
  port: number,
  clock: FakeClock | null = null,
  isReady: () => boolean = () => true,
): Promise<Failure> {
  const transport = createSshTransport({ clock: clock ?? createRealClock() });
  const endpoint = { address: '127.0.0.1', port };
  let isSettled = false;
  const fetching = transport.fetchHostKey(endpoint, new AbortController().signal).finally(() => {
    isSettled = true;
  });
  if (clock !== null) {
    await poll('the server to be ready', isReady);
    await poll('the fetch to end', () => {
      clock.advance(5000);
      return isSettled;
    });
  }
  return failureOf(await fetching);
}

function misbehaved(what: Misbehaviour): Failure {
  return { code: 'ssh.server-misbehaved', address: '127.0.0.1', what };
}

describe('a server that never comes to the point', () => {
  it.each([
    ['says nothing', ''],
    ['says half a line', 'SSH-2.0-Open'],
    ['says something else and waits', 'Welcome\r\n'],
    ['says who it is and no more', 'SSH-2.0-OpenSSH_9.2p1\r\n'],
  ])('and %s is left after its time', async (_name, words) => {
    let heard = '';
    const clock = createFakeClock();
    const server = await rawServer((socket) => {
      socket.write(words);
      socket.on('data', (bytes) => {
        heard += bytes.toString('latin1');
      });
    });
    const failure = await fetchFailure(server.port, clock, () => heard.includes('SSH-2.0-Earshot'));
    expect(failure.code).toBe('ssh.server-silent');
    await poll('the connection to end', () => server.openConnections() === 0);
    // Nothing is left to fire for a connection that is gone.
    expect(clock.pendingCalls()).toBe(0);
  });

  it('and hangs up without a word has closed', async () => {
    const server = await rawServer((socket) => socket.end());
    expect((await fetchFailure(server.port)).code).toBe('ssh.server-closed');
  });

  it('and speaks HTTP is no SSH server', async () => {
    const server = await rawServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    expect((await fetchFailure(server.port)).code).toBe('ssh.not-ssh');
  });

  it.each([
    ['lines of 8 KB', Buffer.from(`${'x'.repeat(8000)}\n`)],
    ['one line without end', Buffer.alloc(65_536, 'y')],
    ['empty lines', Buffer.alloc(65_536, '\n')],
    ['zero bytes', Buffer.alloc(65_536)],
  ])('and floods with %s is no SSH server', async (_name, bytes) => {
    const server = await rawServer((socket) => {
      writeForever(socket, bytes);
    });
    expect((await fetchFailure(server.port)).code).toBe('ssh.not-ssh');
    await poll('the connection to end', () => server.openConnections() === 0);
  });

  it('and hangs up in the middle of the key exchange has closed or misbehaved', async () => {
    for (const length of [30, 60, 200, 900]) {
      const server = await rawServer((socket) => {
        const bytes = Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), randomBytes(length)]);
        socket.end(bytes);
        socket.resume();
      });
      expect((await fetchFailure(server.port)).code).toMatch(/^ssh\.server-(?:closed|misbehaved)$/);
    }
  });
});

describe('a server with nothing but old algorithms', () => {
  const legacy: readonly (readonly [string, Algorithms])[] = [
    ['key exchange', { kex: ['diffie-hellman-group14-sha1'] }],
    ['cipher', { cipher: ['aes128-cbc'] }],
    ['MAC', { cipher: ['aes128-ctr'], hmac: ['hmac-sha1'] }],
    ['compression', { compress: ['zlib'] }],
  ];
  it.each(legacy)('has no common %s', async (kind, algorithms) => {
    const server = await bentServer({ config: { algorithms } });
    const { outcome, asked } = person(server);
    expect(failureOf(await outcome)).toEqual({
      code: 'ssh.no-common-algorithm',
      address: '127.0.0.1',
      kind,
    });
    expect(asked).toEqual([]);
    expect(server.authRequests).toEqual([]);
  });
});

describe('a server without strict key exchange', () => {
  interface KexModule {
    readonly KexInit: new (lists: object) => object;
  }
  const kex = createRequire(import.meta.url)('ssh2/lib/protocol/kex.js') as KexModule;
  /** What an SSH server from before December 2023 offers; ssh2's own adds strict key exchange by itself. */
  const oldServer = (cipher: string): Promise<BentServer> =>
    bentServer({
      onConnection: (client) => {
        const direction = {
          cipher: [cipher],
          mac: ['hmac-sha2-256-etm@openssh.com'],
          compress: ['none'],
          lang: [],
        };
        Object.assign(protocolOfServer(client), {
          _offer: new kex.KexInit({
            kex: ['curve25519-sha256'],
            serverHostKey: ['ssh-ed25519'],
            cs: direction,
            sc: direction,
          }),
        });
      },
    });

  it('is refused where the cipher then lets packets be cut off (CVE-2023-48795)', async () => {
    const server = await oldServer('chacha20-poly1305@openssh.com');
    const { outcome, asked } = person(server, { answers: [RIGHT_PASSWORD] });
    expect(failureOf(await outcome)).toEqual({
      code: 'ssh.no-common-algorithm',
      address: '127.0.0.1',
      kind: 'cipher',
    });
    expect(asked).toEqual([]);
    expect(server.authRequests).toEqual([]);
  });

  it('is taken with any other cipher', async () => {
    const server = await oldServer('aes128-gcm@openssh.com');
    const { outcome } = person(server, { answers: [RIGHT_PASSWORD] });
    expect((await outcome).ok).toBe(true);
  });
});

describe('a server whose key changes', () => {
  it('between the fetch and the connection gets no credential', async () => {
    const pinned = hostKeyOf(makeHostKey());
    const server = await bentServer();
    const { outcome, asked } = person(server, { pin: pinned, answers: [RIGHT_PASSWORD] });
    expect(failureOf(await outcome).code).toBe('ssh.key-changed');
    expect(asked).toEqual([]);
    await poll('the connection to end', () => server.openConnections() === 0);
    expect(server.authRequests).toEqual([]);
  });

  it('at a later key exchange of an open session ends it', async () => {
    const clients: Connection[] = [];
    const server = await bentServer({ onConnection: (client) => clients.push(client) });
    const { outcome } = person(server, { answers: [RIGHT_PASSWORD] });
    const { ended } = listenTo(shellOf(await outcome));
    const [client] = clients;
    if (client === undefined) throw new Error('Nobody connected.');
    const other = await bentServer({ onConnection: (second) => clients.push(second) });
    void person(other, { answers: [null] }).outcome;
    await poll('the second connection', () => clients.length === 2);
    const [, second] = clients;
    if (second === undefined) throw new Error('Nobody connected twice.');
    Object.assign(protocolOfServer(client)._hostKeys, protocolOfServer(second)._hostKeys);
    protocolOfServer(client).rekey();
    expect(await ended).toEqual<ShellEnd>({
      by: 'failure',
      failure: {
        code: 'ssh.key-changed',
        address: '127.0.0.1',
        port: server.port,
        expectedFingerprint: server.hostKey.fingerprint,
        seenFingerprint: other.hostKey.fingerprint,
      },
    });
  });

  it('not, at a later key exchange, lets the session go on', async () => {
    const clients: Connection[] = [];
    const channels: ServerChannel[] = [];
    const server = await bentServer({
      onConnection: (client) => clients.push(client),
      onSession: (session) => {
        session.on('pty', (yes) => {
          yes();
        });
        session.on('shell', (yes) => channels.push(yes()));
      },
    });
    const { outcome } = person(server, { answers: [RIGHT_PASSWORD] });
    const { output } = listenTo(shellOf(await outcome));
    for (const round of ['one ', 'two ', 'three ']) {
      const [client] = clients;
      if (client) protocolOfServer(client).rekey();
      channels[0]?.write(round);
      await poll(`the words after key exchange ${round}`, () => output().endsWith(round));
    }
    expect(output()).toBe('one two three ');
  });
});

describe('a server that lets people in without asking', () => {
  it('at the request for its methods is refused', async () => {
    const server = await bentServer({
      onAuthentication: (context) => {
        context.accept();
      },
    });
    const { outcome, asked } = person(server);
    expect(failureOf(await outcome)).toEqual({
      code: 'ssh.no-sign-in-asked',
      address: '127.0.0.1',
    });
    expect(asked).toEqual([]);
  });

  it('while the person is still typing never gets what they type', async () => {
    const server = await bentServer({
      onAuthentication: (context, client) => {
        context.reject(['password']);
        sendMessage(client, Buffer.from([52]));
      },
    });
    let answer: (answers: string[]) => void = () => undefined;
    const { outcome } = person(server, {
      answers: [
        () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      ],
    });
    expect(failureOf(await outcome).code).toBe('ssh.no-sign-in-asked');
    answer([RIGHT_PASSWORD]);
    await poll('the connection to end', () => server.openConnections() === 0);
    expect(server.authRequests).toEqual(['none']);
  });

  it('while the person is asked once more never gets the further answer', async () => {
    const server = await bentServer({
      onAuthentication: (context, client) => {
        context.reject(['password']);
        if (context.method === 'password') sendMessage(client, Buffer.from([52]));
      },
    });
    const further = Promise.withResolvers<string[]>();
    const connects = person(server, { answers: ['first', () => further.promise] });
    await poll('the second question', () => connects.asked.length === 2);
    further.resolve([RIGHT_PASSWORD]);
    await further.promise;
    // What was sent before arrives before the goodbye.
    setImmediate(() => {
      connects.life.abort();
    });
    await connects.outcome;
    await poll('the connection to end', () => server.openConnections() === 0);
    expect(server.authRequests).toEqual(['none', 'password']);
  });

  it('by questions that ask nothing is refused', async () => {
    const server = await bentServer({
      onAuthentication: (context) => {
        if (context.method !== 'keyboard-interactive') context.reject(['keyboard-interactive']);
        else
          context.prompt([], () => {
            context.accept();
          });
      },
    });
    expect(failureOf(await person(server).outcome).code).toBe('ssh.no-sign-in-asked');
  });
});

/** A server that answers the wish for questions with a message of the test's own. */
function questioningServer(ask: (client: Connection) => void): Promise<BentServer> {
  return bentServer({
    onAuthentication: (context: AuthContext, client) => {
      if (context.method !== 'keyboard-interactive') context.reject(['keyboard-interactive']);
      else ask(client);
    },
  });
}

/** SSH_MSG_USERAUTH_INFO_REQUEST that claims `count` prompts and holds `prompts`. */
function infoRequest(count: number, prompts: readonly string[] = []): Buffer {
  return Buffer.concat([
    Buffer.from([60]),
    sshString(''),
    sshString(''),
    sshString(''),
    sshNumber(count),
    ...prompts.flatMap((prompt) => [sshString(prompt), Buffer.from([0])]),
  ]);
}

describe('a server that asks too much', () => {
  it('in 17 bytes that claim 33,554,431 prompts costs nothing', async () => {
    const message = infoRequest(2 ** 25 - 1);
    expect(message).toHaveLength(17);
    const server = await questioningServer((client) => {
      sendMessage(client, message);
    });
    const before = process.memoryUsage().rss;
    const { outcome, asked } = person(server);
    expect(failureOf(await outcome)).toEqual(misbehaved('too-many-questions'));
    expect(asked).toEqual([]);
    // Without the guard it is 270 MB; the rest of this process may breathe.
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * MIB);
  });

  it('in 5,000 prompts is cut off', async () => {
    const prompts = Array.from({ length: 5000 }, () => 'p');
    const server = await questioningServer((client) => {
      sendMessage(client, infoRequest(prompts.length, prompts));
    });
    expect(failureOf(await person(server).outcome)).toEqual(misbehaved('too-many-questions'));
  });

  it('in one prompt of 30 KB is cut off', async () => {
    const server = await questioningServer((client) => {
      sendMessage(client, infoRequest(1, ['p'.repeat(30_000)]));
    });
    expect(failureOf(await person(server).outcome)).toEqual(misbehaved('question-too-long'));
  });

  it('in rounds without end is cut off after ten', async () => {
    const server = await bentServer({
      onAuthentication: (context) => {
        if (context.method !== 'keyboard-interactive') {
          context.reject(['keyboard-interactive']);
          return;
        }
        const again = (): void => {
          context.prompt([{ prompt: 'More: ', echo: true }], again);
        };
        again();
      },
    });
    const { outcome, asked } = person(server, { answers: ['more'] });
    expect(failureOf(await outcome)).toEqual(misbehaved('too-many-questions'));
    expect(asked).toHaveLength(10);
  });

  it('in rounds without prompts, which ssh2 answers by itself, is cut off too', async () => {
    const server = await questioningServer((client) => {
      for (let round = 0; round < 50; round += 1) sendMessage(client, infoRequest(0));
    });
    const { outcome, asked } = person(server);
    expect(failureOf(await outcome)).toEqual(misbehaved('too-many-questions'));
    expect(asked).toEqual([]);
  });

  it('in the middle of a packet that ends is cut off', async () => {
    const server = await questioningServer((client) => {
      sendMessage(client, infoRequest(3, ['one']));
    });
    expect(failureOf(await person(server).outcome)).toEqual(misbehaved('packet-broken'));
  });
});
