/**
 * The way to SSH servers, on ssh2: learning a host key, and a shell behind a pinned one. It puts the parts of
 * this room together and holds only which servers run no command beside a shell.
 */
import type { ClientChannel, PseudoTtyOptions } from 'ssh2';
import type { Clock } from '../../../shared/base/clock.ts';
import { failed, success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { HostKey } from '../../../shared/model/host-key.ts';
import type { Endpoint, Shell, ShellRequest, ShellTransport } from '../ports/shell-transport.ts';
import { isSameHostKey, isWeakHostKey, readHostKey } from './host-key.ts';
import { learnShell } from './learn-shell.ts';
import { misbehaved } from './ssh-failures.ts';
import { cellsOf, createShell } from './shell-channel.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { openConnection, type SshConnection } from './ssh-connection.ts';

/** Terminal type that servers are told (terminfo). */
const TERMINAL = 'xterm-256color';
/** Servers remembered for running one channel a connection; the oldest is forgotten beyond. */
const ONE_CHANNEL_SERVERS_LIMIT = 1000;

/** Waits before a channel is asked for again. */
const CHANNEL_RETRIES_MS = [50, 200];

/** What the transport is made of. */
export interface SshTransportParts {
  readonly clock: Clock;
}

/** Nobody signs in where only a key is fetched. */
const NO_USER = 'none';

/** Learns the key a server shows. The verdict is always no, so the connection ends before any sign-in. */
async function fetchHostKey(
  { clock }: SshTransportParts,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Result<HostKey, Failure>> {
  const seen = Promise.withResolvers<Result<HostKey, Failure>>();
  const opened = await openConnection({
    endpoint,
    userName: NO_USER,
    pinnedAlgorithm: null,
    judgeHostKey: (blob) => {
      const hostKey = readHostKey(blob);
      const isFit = hostKey !== null && !isWeakHostKey(blob);
      seen.resolve(isFit ? success(hostKey) : failed(misbehaved({ endpoint }, 'host-key-weak')));
      return false;
    },
    signIn: () => () => false,
    clock,
    signal,
  });
  if (!opened.ok) return opened;
  const connection = opened.value;
  const outcome = await connection.whileAlive(seen.promise);
  connection.end();
  return outcome;
}

/** Judges a key against the pin and, where it is another one, leaves the failure in the connection. */
function judgeAgainstPin(
  blob: Buffer,
  { endpoint, pin }: ShellRequest,
  connection: SshConnection | null,
): boolean {
  const hostKey = readHostKey(blob);
  if (hostKey === null || isWeakHostKey(blob)) {
    connection?.fail(misbehaved({ endpoint }, 'host-key-weak'));
    return false;
  }
  if (isSameHostKey(hostKey, pin)) return true;
  connection?.fail({
    code: 'ssh.key-changed',
    address: endpoint.address,
    port: endpoint.port,
    expectedFingerprint: pin.fingerprint,
    seenFingerprint: hostKey.fingerprint,
  });
  return false;
}

/** A connection on which the person is signed in. */
async function signedInConnection(
  clock: Clock,
  request: ShellRequest,
  signal: AbortSignal,
): Promise<Result<SshConnection, Failure>> {
  const begun: { connection: SshConnection | null; signIn: SignIn | null } = {
    connection: null,
    signIn: null,
  };
  const opened = await openConnection({
    endpoint: request.endpoint,
    userName: request.userName,
    pinnedAlgorithm: request.pin.algorithm,
    judgeHostKey: (blob) => judgeAgainstPin(blob, request, begun.connection),
    signIn: (connection) => {
      const signIn = createSignIn(connection, request);
      Object.assign(begun, { connection, signIn });
      return signIn.choose;
    },
    clock,
    signal,
  });
  if (!opened.ok) return opened;
  if (begun.signIn === null) throw new Error('A connection was opened without a sign-in.');
  const outcome = await opened.value.whileAlive(begun.signIn.done);
  return outcome.ok ? opened : outcome;
}

type ChannelOpener = (
  done: (error: (Error & { reason?: unknown }) | undefined, channel: ClientChannel) => void,
) => unknown;

/** Why there is no channel: the server opened none, or it refused the terminal or the program on it. */
type ChannelRefusal = 'no-channel' | 'no-program';

/**
 * Opens a channel and makes its shell within the same turn: a shell that ends at once tells its exit code in
 * the very packet after.
 */
function openChannel(
  open: ChannelOpener,
  toShell: (channel: ClientChannel) => Shell,
): Promise<Shell | ChannelRefusal> {
  return new Promise((resolve) => {
    try {
      open((error, channel) => {
        // ssh2 gives a reason (RFC 4254 section 5.1) where the channel itself was refused.
        if (error === undefined) resolve(toShell(channel));
        else resolve(error.reason === undefined ? 'no-program' : 'no-channel');
      });
    } catch {
      // ssh2 throws when the connection ended a moment ago.
      resolve('no-channel');
    }
  });
}

/**
 * Opens a channel, again after a moment where the server opened none: one that allows a single channel may
 * still be putting away the one before.
 */
async function openChannelPatiently(
  clock: Clock,
  ...how: Parameters<typeof openChannel>
): Promise<Shell | ChannelRefusal> {
  for (const waitMs of CHANNEL_RETRIES_MS) {
    const shell = await openChannel(...how);
    if (shell !== 'no-channel') return shell;
    await new Promise<void>((resolve) => {
      clock.after(waitMs, resolve);
    });
  }
  return openChannel(...how);
}

/** Starts the shell with marks where there is a command for it; where that is refused, a plain shell. */
async function startShell(
  connection: SshConnection,
  clock: Clock,
  request: ShellRequest,
  shellPath: string,
): Promise<Shell | ChannelRefusal> {
  const { client } = connection;
  const pty: PseudoTtyOptions = { term: TERMINAL, ...cellsOf(request.size), width: 0, height: 0 };
  const toShell = (startedWithMarks: boolean) => (channel: ClientChannel) =>
    createShell(connection, { channel, shellPath, startedWithMarks, clock });
  const command = request.startCommand(shellPath);
  if (command !== null) {
    const exec: ChannelOpener = (done) => client.exec(command, { pty }, done);
    const shell = await openChannelPatiently(clock, exec, toShell(true));
    if (shell !== 'no-program') return shell;
  }
  const plain: ChannelOpener = (done) => client.shell(pty, done);
  return openChannelPatiently(clock, plain, toShell(false));
}

/** Makes the transport over ssh2. */
export function createSshTransport(parts: SshTransportParts): ShellTransport {
  const { clock } = parts;
  const oneChannelServers = new Set<string>();

  const remember = (server: string): void => {
    oneChannelServers.add(server);
    const [oldest] = oneChannelServers;
    if (oneChannelServers.size > ONE_CHANNEL_SERVERS_LIMIT && oldest !== undefined) {
      oneChannelServers.delete(oldest);
    }
  };

  const openShell = async (
    request: ShellRequest,
    signal: AbortSignal,
  ): Promise<Result<Shell, Failure>> => {
    const { address, port } = request.endpoint;
    const server = `${address} ${String(port)}`;
    const signedIn = await signedInConnection(clock, request, signal);
    if (!signedIn.ok) return signedIn;
    const connection = signedIn.value;

    connection.phase.enter('shell');
    const { shellPath, hadChannel } = oneChannelServers.has(server)
      ? { shellPath: '', hadChannel: false }
      : await learnShell(connection, clock);
    connection.phase.enter('shell');
    const starting = startShell(connection, clock, request, shellPath);
    const outcome = await connection.whileAlive(starting.then((started) => success(started)));
    if (outcome.ok && typeof outcome.value !== 'string') {
      connection.phase.enter('open');
      return success(outcome.value);
    }
    connection.end({ code: 'ssh.shell-refused', address });
    const isUsedUp = outcome.ok
      ? outcome.value === 'no-channel'
      : outcome.failure.code === 'ssh.server-closed';
    if (hadChannel && isUsedUp && !signal.aborted) {
      // Some devices take one channel a connection, or hang up after it: once more, for the shell alone.
      remember(server);
      return openShell(request, signal);
    }
    return outcome.ok ? failed({ code: 'ssh.shell-refused', address }) : outcome;
  };

  return {
    fetchHostKey: (endpoint, signal) => fetchHostKey(parts, endpoint, signal),
    openShell,
  };
}
