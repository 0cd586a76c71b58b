/**
 * Servers that misbehave, for tests of keeper/ssh: raw sockets for what happens before the key exchange, and
 * ssh2's own server, bent through its internals, for what happens after.
 */
import { createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import ssh2, {
  type AuthContext,
  type ClientInfo,
  type Connection,
  type ServerChannel,
  type ServerConfig,
  type Session,
} from 'ssh2';
import type { HostKey } from '../../shared/model/host-key.ts';
import { readHostKey } from '../../server/keeper/ssh/host-key.ts';

/** A server under a test's command. */
export interface HostileServer {
  readonly port: number;
  /** TCP connections that came, in all. */
  connections(): number;
  /** Connections that are still open. */
  openConnections(): number;
  stop(): Promise<void>;
}

/** Takes part in both kinds: listens, counts, and cuts everything at the end. */
async function listen(server: NetServer, sockets: Set<Socket>): Promise<HostileServer> {
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    openConnections: () => sockets.size,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** A server on bare sockets that does what `behave` says with each connection. */
export function startRawServer(behave: (socket: Socket) => void): Promise<HostileServer> {
  return listen(
    createServer((socket) => {
      behave(socket);
    }),
    new Set(),
  );
}

/** Writes for as long as the other end reads, then stops by itself. */
export function writeForever(socket: Socket, bytes: Uint8Array): void {
  const more = (): void => {
    while (!socket.destroyed && socket.writable && socket.write(bytes));
  };
  socket.on('drain', more);
  more();
}

/** The parts of ssh2's server side that a hostile server turns against its client. */
export interface ServerProtocol {
  readonly _packetRW: {
    readonly write: {
      readonly allocStart: number;
      alloc(size: number): Buffer;
      finalize(packet: Buffer): Buffer;
    };
  };
  readonly _cipher: { encrypt(packet: Buffer): void };
  readonly _hostKeys: Record<string, unknown>;
  authSuccess(): void;
  channelData(channel: number, bytes: Buffer): void;
  rekey(): void;
}

/** The protocol machine behind a connection of ssh2's server. */
export function protocolOfServer(client: Connection): ServerProtocol {
  return (client as unknown as { _protocol: ServerProtocol })._protocol;
}

/** The socket behind a connection of ssh2's server. */
export function socketOfServer(client: Connection): Socket {
  return (client as unknown as { _sock: Socket })._sock;
}

/** The number by which the client knows a channel. */
export function channelNumber(channel: ServerChannel): number {
  return (channel as unknown as { outgoing: { id: number } }).outgoing.id;
}

/** Sends a message of our own making, its number first, through the connection's encryption. */
export function sendMessage(client: Connection, payload: Buffer): void {
  const protocol = protocolOfServer(client);
  const start = protocol._packetRW.write.allocStart;
  const packet = protocol._packetRW.write.alloc(payload.length);
  packet.set(payload, start);
  protocol._cipher.encrypt(protocol._packetRW.write.finalize(packet));
}

/** A string as it stands in SSH messages (RFC 4251 section 5). */
export function sshString(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([sshNumber(bytes.length), bytes]);
}

/** A 32-bit number as it stands in SSH messages. */
export function sshNumber(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** What a bent server does; what is absent is done as a decent server would. */
export interface BentServerOptions {
  readonly config?: Omit<ServerConfig, 'hostKeys'>;
  /** Private keys to show, default one fresh ed25519 key. */
  readonly hostKeys?: readonly string[];
  /** Sees each new connection before anything is exchanged. */
  onConnection?(client: Connection, info: ClientInfo): void;
  /** Decides over sign-in requests; without it `RIGHT_PASSWORD` is taken. */
  onAuthentication?(context: AuthContext, client: Connection): void;
  /** Sees each session; without it a shell is opened that says nothing. */
  onSession?(session: Session, client: Connection): void;
}

/** The password a bent server takes unless told otherwise. */
export const RIGHT_PASSWORD = 'the right password';

/** A bent server and what it saw. */
export interface BentServer extends HostileServer {
  readonly hostKey: HostKey;
  /** Methods of all sign-in requests that came, `none` included. */
  readonly authRequests: readonly string[];
}

/** A private key in the format of OpenSSH. */
export function makeHostKey(): string {
  // About one in a hundred keys that ssh2 makes it cannot read again.
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync('ed25519').private;
    if (!(ssh2.utils.parseKey(key) instanceof Error)) return key;
  }
}

/** The public part of a private key, as Earshot pins it. */
export function hostKeyOf(privateKey: string): HostKey {
  const parsed = ssh2.utils.parseKey(privateKey);
  const hostKey = parsed instanceof Error ? null : readHostKey(parsed.getPublicSSH());
  if (hostKey === null) throw new Error('That is no key.');
  return hostKey;
}

function authenticate(context: AuthContext): void {
  if (context.method === 'password' && context.password === RIGHT_PASSWORD) context.accept();
  else context.reject(['password']);
}

function openSilentShell(session: Session): void {
  session.on('pty', (accept) => {
    accept();
  });
  session.on('window-change', (accept) => {
    accept();
  });
  session.on('shell', (accept) => {
    accept();
  });
}

/** Starts a server of ssh2 that misbehaves as told. */
export async function startBentServer(options: BentServerOptions = {}): Promise<BentServer> {
  const hostKeys = [...(options.hostKeys ?? [makeHostKey()])];
  const authRequests: string[] = [];
  const sockets = new Set<Socket>();
  const server = new ssh2.Server({ ...options.config, hostKeys }, (client, info) => {
    client.on('error', () => undefined);
    options.onConnection?.(client, info);
    client.on('authentication', (context) => {
      authRequests.push(context.method);
      if (options.onAuthentication) options.onAuthentication(context, client);
      else authenticate(context);
    });
    client.on('session', (accept) => {
      const session = accept();
      if (options.onSession) options.onSession(session, client);
      else openSilentShell(session);
    });
  });
  const inner = (server as unknown as { _srv: NetServer })._srv;
  const listening = await listen(inner, sockets);
  return { ...listening, hostKey: hostKeyOf(hostKeys[0] ?? ''), authRequests };
}
