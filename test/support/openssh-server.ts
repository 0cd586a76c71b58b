/**
 * A real OpenSSH server for tests: on 127.0.0.1 and a free port, with fresh host keys and an account of its own
 * that is removed at the end. Needs root, since only root may check passwords and make accounts.
 */
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from './poll.ts';

const SSHD = '/usr/sbin/sshd';
/** Debian's sshd drops privileges into this folder, which a service manager would make. */
const PRIVILEGE_FOLDER = '/run/sshd';
const DEADLINE_MS = 60_000;

/** How the server is set up; what is absent keeps the value named here. */
export interface OpensshOptions {
  /** Path of the account's shell, default /bin/bash. */
  readonly shell?: string;
  /** Default true. */
  readonly passwordAuthentication?: boolean;
  /** Default false; true needs PAM, which is then on. */
  readonly keyboardInteractive?: boolean;
  /** Checks passwords through PAM (a wrong one then takes about 2 s). Default false. */
  readonly usePam?: boolean;
  /** Default 6, as sshd's own. */
  readonly maxAuthTries?: number;
  /** Text shown before sign-in. */
  readonly banner?: string;
  /** Kinds of host keys, default only ed25519. */
  readonly hostKeyTypes?: readonly ('ed25519' | 'ecdsa' | 'rsa')[];
  /** A port to take instead of a free one, to come back as another server. */
  readonly port?: number;
  /** Lines for sshd_config, before all others (the first of a keyword wins). */
  readonly configLines?: readonly string[];
}

/** A running server. */
export interface OpensshServer {
  readonly address: '127.0.0.1';
  readonly port: number;
  readonly userName: string;
  readonly password: string;
  /** Home of the account, to put files into. */
  readonly homeFolder: string;
  /** Fingerprints by kind, `SHA256:` and base64, as ssh-keygen prints them. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** Process number of the listening sshd. */
  readonly processId: number;
  /** Everything sshd has logged. */
  log(): string;
  /** Process numbers below sshd: sessions, shells and what they started. */
  sessionProcesses(): number[];
  /** Kills every session at once, as a crash would; the server goes on listening. */
  killSessions(): void;
  /** Ends server and sessions and removes account and files. Safe to call twice. */
  stop(): Promise<void>;
}

/** Why no server can run here, in one sentence; null when one can. */
export function whyNoOpenssh(): string | null {
  if (process.getuid?.() !== 0) return 'A test account can only be made by root.';
  if (!existsSync(SSHD)) return 'There is no /usr/sbin/sshd: install the package openssh-server.';
  return null;
}

interface Finished {
  readonly code: number;
  readonly output: string;
}

function run(program: string, args: readonly string[], input = ''): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { encoding: 'utf8' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, output: `${stdout}${stderr}` });
    });
    // A program that does not read its input may be gone before we write.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

async function runOrThrow(program: string, args: readonly string[], input = ''): Promise<string> {
  const { code, output } = await run(program, args, input);
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${output}`);
  return output;
}

/** Account tools lock the password file and give up at once or soon where another test holds it. */
async function runWithLock(program: string, args: readonly string[], input = ''): Promise<void> {
  await poll(
    `${program} ${args.join(' ')}`,
    async () => {
      const { code, output } = await run(program, args, input);
      if (code === 0) return true;
      if (/lock|try again|busy/i.test(output)) throw new Error(output);
      throw new Error(`${program} ended with ${String(code)}: ${output}`);
    },
    DEADLINE_MS,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      probe.close(() => {
        resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
      });
    });
  });
}

/** Processes below `ancestor`, nearest first, as /proc knows them now. */
function descendantsOf(ancestor: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      // The name in brackets may hold anything; what follows the last bracket is state and parent.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(name), Number(fields[1]));
    } catch {
      // Ended while we looked.
    }
  }
  const found = [ancestor];
  for (const parent of found) {
    for (const [child, its] of parents) if (its === parent) found.push(child);
  }
  return found.slice(1);
}

/** Processes of a user, who exists for one test only. */
function processesOf(userId: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      try {
        const status = readFileSync(`/proc/${String(id)}/status`, 'latin1');
        // The dead that nobody has counted yet hold nothing.
        if (/^State:\s+Z/m.test(status)) return false;
        return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]) === userId;
      } catch {
        return false;
      }
    });
}

function killAll(processIds: readonly number[], signal: NodeJS.Signals): void {
  for (const id of processIds) {
    try {
      process.kill(id, signal);
    } catch {
      // Already gone.
    }
  }
}

function configOf(folder: string, port: number, userName: string, options: OpensshOptions): string {
  const keyTypes = options.hostKeyTypes ?? ['ed25519'];
  const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
  const usesPam = (options.usePam ?? false) || (options.keyboardInteractive ?? false);
  return [
    ...(options.configLines ?? []),
    `Port ${String(port)}`,
    'ListenAddress 127.0.0.1',
    ...keyTypes.map((type) => `HostKey ${join(folder, `host_key_${type}`)}`),
    'PidFile none',
    `AllowUsers ${userName}`,
    `PasswordAuthentication ${yesNo(options.passwordAuthentication ?? true)}`,
    `KbdInteractiveAuthentication ${yesNo(options.keyboardInteractive ?? false)}`,
    `UsePAM ${yesNo(usesPam)}`,
    `MaxAuthTries ${String(options.maxAuthTries ?? 6)}`,
    ...(options.banner === undefined ? [] : [`Banner ${join(folder, 'banner')}`]),
    'MaxStartups 200',
    'LoginGraceTime 120',
    'StrictModes no',
    'UseDNS no',
    'PrintLastLog no',
    'LogLevel VERBOSE',
    '',
  ].join('\n');
}

/** Whether something on the port says it is an SSH server. */
function answersAsSsh(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 5000 });
    const settle = (isSsh: boolean): void => {
      socket.destroy();
      resolve(isSsh);
    };
    socket.once('data', (bytes) => {
      settle(bytes.toString('latin1').startsWith('SSH-'));
    });
    socket.once('error', () => {
      settle(false);
    });
    socket.once('close', () => {
      settle(false);
    });
    socket.once('timeout', () => {
      settle(false);
    });
  });
}

interface Daemon {
  readonly child: ChildProcess;
  readonly port: number;
  log(): string;
}

/** Starts sshd in the foreground; another port is tried where someone took it in between. */
async function startDaemon(
  folder: string,
  userName: string,
  options: OpensshOptions,
): Promise<Daemon> {
  const configFile = join(folder, 'sshd_config');
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    await writeFile(configFile, configOf(folder, port, userName, options), { mode: 0o600 });
    const child = spawn(SSHD, ['-D', '-e', '-f', configFile], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    try {
      await poll(
        `sshd on port ${String(port)}`,
        () => child.exitCode !== null || answersAsSsh(port),
        DEADLINE_MS,
      );
      if (child.exitCode === null) return { child, port, log: () => log };
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    const isTaken = /Address already in use/i.test(log);
    if (!isTaken || attempt === 5) throw new Error(`sshd did not start: ${log}`);
  }
}

/** Makes an account with a home below `folder`; gives its number. */
async function makeAccount(
  folder: string,
  userName: string,
  password: string,
  shell: string,
): Promise<number> {
  const home = join(folder, 'home');
  await runWithLock('useradd', ['--no-log-init', '-m', '-d', home, '-s', shell, userName]);
  // Without one, zsh asks a newcomer questions instead of showing a prompt.
  if (shell.endsWith('zsh')) await writeFile(join(home, '.zshrc'), '');
  await runWithLock('chpasswd', [], `${userName}:${password}\n`);
  return Number((await runOrThrow('id', ['-u', userName])).trim());
}

/** Starts a server with its account. Throws with a plain sentence where that is impossible. */
export async function startOpensshServer(options: OpensshOptions = {}): Promise<OpensshServer> {
  const problem = whyNoOpenssh();
  if (problem !== null) throw new Error(problem);
  mkdirSync(PRIVILEGE_FOLDER, { recursive: true, mode: 0o755 });

  const folder = await mkdtemp(join(tmpdir(), 'earshot-sshd-'));
  await chmod(folder, 0o755);
  const userName = `earshot-test-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('base64url');
  let daemon: Daemon | null = null;
  let userId: number | null = null;
  let isStopped = false;

  /** A test process that ends without `stop` must not leave a server and an account on the machine. */
  const clearUpAtExit = (): void => {
    const id = daemon?.child.pid;
    if (id !== undefined) killAll([id, ...descendantsOf(id)], 'SIGKILL');
    spawnSync('userdel', ['-f', userName], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clearUpAtExit);

  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    process.removeListener('exit', clearUpAtExit);
    if (daemon !== null) {
      const id = daemon.child.pid ?? 0;
      const sessions = descendantsOf(id);
      killAll([id, ...sessions], 'SIGKILL');
    }
    if (userId !== null) {
      const owner = userId;
      await poll('the account to have no process', () => {
        const left = processesOf(owner);
        killAll(left, 'SIGKILL');
        return left.length === 0;
      });
    }
    if ((await run('id', ['-u', userName])).code === 0) {
      await runWithLock('userdel', ['-f', userName]);
      await rm(join('/var/mail', userName), { force: true });
    }
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const fingerprints: Record<string, string> = {};
    for (const type of options.hostKeyTypes ?? ['ed25519']) {
      const file = join(folder, `host_key_${type}`);
      await runOrThrow('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', '', '-f', file]);
      const line = await runOrThrow('ssh-keygen', ['-l', '-f', `${file}.pub`]);
      fingerprints[type] = line.split(' ')[1] ?? '';
    }
    if (options.banner !== undefined) await writeFile(join(folder, 'banner'), options.banner);
    userId = await makeAccount(folder, userName, password, options.shell ?? '/bin/bash');
    const running = await startDaemon(folder, userName, options);
    daemon = running;
    const processId = running.child.pid ?? 0;
    return {
      address: '127.0.0.1',
      port: running.port,
      userName,
      password,
      homeFolder: join(folder, 'home'),
      fingerprints,
      processId,
      log: () => running.log(),
      sessionProcesses: () => descendantsOf(processId),
      killSessions: () => {
        killAll(descendantsOf(processId), 'SIGKILL');
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
