/** An OpenSSH server on this machine for recordings: own port, keys and home folder, ended by `stop`. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running server that lets this machine's root in by key. */
export interface RecordingServer {
  readonly port: number;
  readonly privateKey: Buffer;
  /** Makes the home folder anew, with prompts that name no real machine. */
  prepareHome(hasGreeting: boolean): void;
  stop(): void;
}

/** Home folder of recordings; the same on each machine, because it can be seen in them. */
const HOME = '/tmp/earshot-recording/home';

const BASH_RC = `PS1='\\u@web1:\\w\\$ '
unset HISTFILE
cd "$HOME"
`;
const ZSH_RC = `PS1='%n@web1:%~%# '
unset HISTFILE
cd "$HOME"
`;

/** Starts sshd; throws when it is not installed or does not listen within 10 s. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-sshd-'));
  const keyOf = (name: string) => {
    const path = join(folder, name);
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path]);
    return path;
  };
  const hostKey = keyOf('host');
  const userKey = keyOf('user');
  mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const options = [
    'ListenAddress=127.0.0.1',
    `Port=${String(port)}`,
    `HostKey=${hostKey}`,
    `AuthorizedKeysFile=${userKey}.pub`,
    'PermitRootLogin=yes',
    'StrictModes=no',
    'UsePAM=no',
    'PidFile=none',
    `SetEnv=HOME=${HOME} LANG=C.UTF-8`,
  ];
  const args = ['-D', '-e', '-f', '/dev/null', ...options.flatMap((option) => ['-o', option])];
  const server = spawn('/usr/sbin/sshd', args, { stdio: 'ignore' });
  await listening(port);
  return {
    port,
    privateKey: readFileSync(userKey),
    prepareHome(hasGreeting) {
      rmSync(HOME, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
      mkdirSync(HOME, { recursive: true });
      writeFileSync(join(HOME, '.bashrc'), BASH_RC);
      writeFileSync(join(HOME, '.profile'), '. "$HOME/.bashrc"\n');
      writeFileSync(join(HOME, '.zshrc'), ZSH_RC);
      if (!hasGreeting) writeFileSync(join(HOME, '.hushlogin'), '');
    },
    stop() {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
      rmSync(HOME, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('sshd did not start listening within 10 s.');
}
