/** An OpenSSH server on this machine that lets root in by key and amy by password, ended by `stop`. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where recordings run; the same on each machine, because it can be seen in them. */
export const WORK_FOLDER = '/tmp/earshot-prompts';

/** A running server. */
export interface PromptServer {
  readonly port: number;
  readonly privateKey: Buffer;
  stop(): void;
}

/** Starts sshd; throws when it is not installed. */
export async function startPromptServer(): Promise<PromptServer> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-sshd-'));
  const keyOf = (name: string) => {
    const path = join(folder, name);
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path]);
    return path;
  };
  const [hostKey, userKey] = [keyOf('host'), keyOf('user')];
  mkdirSync('/run/sshd', { recursive: true });
  mkdirSync(WORK_FOLDER, { recursive: true });
  const port = await freePort();
  const options = [
    'ListenAddress=127.0.0.1',
    `Port=${String(port)}`,
    `HostKey=${hostKey}`,
    `AuthorizedKeysFile=${userKey}.pub`,
    'PermitRootLogin=yes',
    'StrictModes=no',
    'UsePAM=no',
    'MaxStartups=100',
    'PidFile=none',
    `SetEnv=HOME=${WORK_FOLDER} LANG=C.UTF-8`,
  ];
  const args = ['-D', '-e', '-f', '/dev/null', ...options.flatMap((option) => ['-o', option])];
  const server = spawn('/usr/sbin/sshd', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  // It says on its standard error that it listens.
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (said: Buffer) => {
      if (said.toString().includes('listening on')) resolve();
    });
    server.on('exit', reject).on('error', reject);
  });
  return {
    port,
    privateKey: readFileSync(userKey),
    stop() {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
      rmSync(WORK_FOLDER, { recursive: true, force: true });
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
