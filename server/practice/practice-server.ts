/** The SSH side of the practice server: loopback only, at most 40 connections, sessions and nothing else (no forwarding, no sftp). */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { Connection } from 'ssh2';
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { MINUTE_MS } from '../../shared/base/units.ts';
import { practiceSignIn } from '../../shared/words/practice-words.ts';
import type { PracticeHostKey } from './host-key.ts';
import { serveSession } from './practice-session.ts';
import { createFirstTree } from './shell/first-tree.ts';
import { guardSignIn, PRACTICE_PASSWORD } from './sign-in.ts';

/** Connections at a time; more are closed at once. */
export const CONNECTION_LIMIT = 40;
/** Session channels of one connection at a time (OpenSSH's MaxSessions). */
export const SESSION_LIMIT = 10;

/** Time for signing in: long, as people type with a screen reader. */
const SIGN_IN_LIMIT_MS = 10 * MINUTE_MS;
const LOOPBACK = '127.0.0.1';

/** What the practice server runs with. */
export interface PracticeServerOptions {
  readonly hostKey: PracticeHostKey;
  readonly clock: Clock;
  /** Aborting it closes the port and all connections. */
  readonly signal: AbortSignal;
  /** Called with what is a bug; the session concerned has ended. */
  readonly onBug: (problem: unknown) => void;
}

/** Listens on 127.0.0.1 and any free port, which it gives; rejects when there is none. */
export async function startPracticeServer(options: PracticeServerOptions): Promise<number> {
  const { signal } = options;
  const sshServer = new ssh2.Server({
    hostKeys: [options.hostKey.privateKey],
    banner: practiceSignIn.banner(PRACTICE_PASSWORD),
    ident: 'Earshot_practice',
  });
  const guests = new Map<number | undefined, Guest>();
  sshServer.on('connection', (connection, info) => {
    const guest = guests.get(info.port);
    if (guest === undefined) connection.end();
    else serveConnection(connection, guest, options);
  });
  // A listener of our own: ssh2 shows neither its sockets nor those that never say anything.
  const listener = createServer({ noDelay: true }, (socket) => {
    if (guests.size >= CONNECTION_LIMIT) {
      socket.destroy();
      return;
    }
    const { remotePort } = socket;
    const life = childLifetime(signal);
    const signingIn = childLifetime(life.signal);
    guests.set(remotePort, { socket, life, signingIn });
    life.signal.addEventListener('abort', () => socket.destroy());
    socket.once('close', () => {
      guests.delete(remotePort);
      life.abort();
    });
    // ssh2 listens, too, but not before its cryptography is ready.
    socket.on('error', () => socket.destroy());
    options.clock.after(SIGN_IN_LIMIT_MS, () => socket.destroy(), signingIn.signal);
    sshServer.injectSocket(socket);
  });
  signal.addEventListener('abort', () => listener.close());
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, LOOPBACK, resolve);
  });
  return (listener.address() as AddressInfo).port;
}

/** A connection with its lifetimes; `signingIn` ends when the person is in. */
interface Guest {
  readonly socket: Socket;
  readonly life: AbortController;
  readonly signingIn: AbortController;
}

/** Serves one connection, whose sessions share one tree. */
function serveConnection(
  connection: Connection,
  guest: Guest,
  options: PracticeServerOptions,
): void {
  const tree = createFirstTree(options.clock);
  let sessions = 0;
  // Whatever a client does wrong ends its own connection only; ssh2 closes it after this.
  connection.on('error', () => undefined);
  guardSignIn(connection);
  connection.on('ready', () => guest.signingIn.abort());
  connection.on('session', (accept, reject) => {
    if (sessions >= SESSION_LIMIT) {
      reject();
      return;
    }
    sessions += 1;
    const session = accept();
    session.on('close', () => (sessions -= 1));
    const { clock, onBug } = options;
    serveSession(session, { tree, socket: guest.socket, clock, signal: guest.life.signal, onBug });
  });
}
