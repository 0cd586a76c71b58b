/** Servers that flood: each is cut off at its limit, and little of the flood is kept. */
import { execFile } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection, Session } from 'ssh2';
import type { Failure } from '../../shared/failures/failure.ts';
import type { Misbehaviour } from '../../shared/failures/misbehaviour.ts';
import type { ShellEnd } from '../../server/keeper/ports/shell-transport.ts';
import {
  channelNumber,
  protocolOfServer,
  RIGHT_PASSWORD,
  sendMessage,
  socketOfServer,
  sshNumber,
  sshString,
} from '../support/hostile-ssh-server.ts';
import { poll } from '../support/poll.ts';
import { createSshWorld, failureOf, listenTo, shellOf } from '../support/ssh-person.ts';

const world = createSshWorld();
const { bentServer, person } = world;
const MIB = 1024 * 1024;

afterEach(() => world.cleanUp());

function misbehaved(what: Misbehaviour): Failure {
  return { code: 'ssh.server-misbehaved', address: '127.0.0.1', what };
}

describe('a server that floods', () => {
  /** Sends a message for as long as the other end reads. */
  const sendForever = (client: Connection, message: Buffer): void => {
    const socket = socketOfServer(client);
    const more = (): void => {
      for (let sent = 0; sent < 100 && socket.writable && socket.writableLength < MIB; sent += 1) {
        sendMessage(client, message);
      }
      if (socket.writable) setImmediate(more);
    };
    more();
  };

  it.each([
    ['banners', Buffer.concat([Buffer.from([53]), sshString('b'.repeat(30_000)), sshString('')])],
    ['small banners', Buffer.concat([Buffer.from([53]), sshString('b'), sshString('')])],
  ])('with %s before sign-in is cut off', async (_name, banner) => {
    const server = await bentServer({
      onAuthentication: (_context, client) => {
        sendForever(client, banner);
      },
    });
    const { outcome } = person(server);
    expect(failureOf(await outcome)).toEqual(misbehaved('too-many-banners'));
    await poll('the connection to end', () => server.openConnections() === 0);
  });

  it('with messages to be ignored before sign-in is cut off', async () => {
    const ignore = Buffer.concat([Buffer.from([2]), sshString('i'.repeat(30_000))]);
    const server = await bentServer({
      onAuthentication: (_context, client) => {
        sendForever(client, ignore);
      },
    });
    expect(failureOf(await person(server).outcome)).toEqual(misbehaved('too-much-before-sign-in'));
  });

  it.each(['forwarded-tcpip', 'x11', 'auth-agent@openssh.com', 'session'])(
    'with 10,000 channels of type %s is cut off',
    async (type) => {
      const clients: Connection[] = [];
      const server = await bentServer({ onConnection: (client) => clients.push(client) });
      const { ended } = listenTo(
        shellOf(await person(server, { answers: [RIGHT_PASSWORD] }).outcome),
      );
      const [client] = clients;
      for (let channel = 0; channel < 10_000 && client !== undefined; channel += 1) {
        const head = [Buffer.from([90]), sshString(type), sshNumber(channel), sshNumber(1000)];
        const origin = [sshString('h'), sshNumber(1), sshString('o'), sshNumber(2)];
        sendMessage(client, Buffer.concat([...head, sshNumber(1000), ...origin]));
      }
      expect(await ended).toEqual({ by: 'failure', failure: misbehaved('too-many-channels') });
    },
  );

  it('with exit codes is cut off', async () => {
    const server = await bentServer({
      onSession: (session: Session, client) => {
        session.on('pty', (yes) => {
          yes();
        });
        session.on('shell', (yes) => {
          const channel = yes();
          const number = sshNumber(channelNumber(channel));
          for (let code = 0; code < 10_000; code += 1) {
            const head = [Buffer.from([98]), number, sshString('exit-status'), Buffer.from([0])];
            sendMessage(client, Buffer.concat([...head, sshNumber(code)]));
          }
          channel.end();
        });
      },
    });
    // Its codes come in the same breath as the answer to the request, so the shell may not even begin.
    const outcome = await person(server, { answers: [RIGHT_PASSWORD] }).outcome;
    const end = outcome.ok ? await listenTo(outcome.value).ended : null;
    const failure = outcome.ok && end?.by === 'failure' ? end.failure : failureOf(outcome);
    expect(failure).toEqual(misbehaved('too-many-exits'));
  });

  it('with 400 MB into a paused shell is cut off, and little of it is kept', async () => {
    const floods: Socket[] = [];
    const server = await bentServer({
      onSession: (session, client) => {
        session.on('pty', (yes) => {
          yes();
        });
        session.on('shell', (yes) => {
          const channel = yes();
          const flood = Buffer.alloc(32_000, 'f');
          const socket = socketOfServer(client);
          floods.push(socket);
          const more = (): void => {
            const isWanted = (): boolean => socket.writable && socket.bytesWritten < 400 * MIB;
            while (isWanted() && socket.writableLength < MIB) {
              protocolOfServer(client).channelData(channelNumber(channel), flood);
            }
            if (isWanted()) setImmediate(more);
          };
          channel.once('data', more);
        });
      },
    });
    const program = fileURLToPath(new URL('../support/paused-client.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, String(server.port), server.hostKey.fingerprint],
      { timeout: 60_000 },
    );
    const { end, grownKib } = JSON.parse(stdout) as { end: ShellEnd; grownKib: number };
    expect(end).toEqual({ by: 'failure', failure: misbehaved('too-much-output') });
    expect(grownKib).toBeLessThanOrEqual(8 * 1024);
    // It began to flood, and was stopped long before its end.
    expect(floods[0]?.bytesWritten).toBeGreaterThan(2 * MIB);
    expect(floods[0]?.bytesWritten).toBeLessThan(40 * MIB);
  });
});
