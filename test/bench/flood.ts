/** `cat` of 50 MB of lines: Earshot to the page against `ssh -tt`, both over the same OpenSSH server. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { OpensshServer } from '../support/openssh-server.ts';
import { commandField } from '../support/person.ts';

/** Bytes of the file, in lines of 55 characters. */
const FLOOD_BYTES = 50_000_000;

/** What one flood cost. */
export interface FloodFigures {
  readonly sshMs: number;
  readonly earshotMs: number;
  readonly pageBytes: number;
  readonly floodBytes: number;
  readonly longestPageTaskMs: number;
}

/** Puts the file and a key for `ssh` into the account's home; gives the path of the private key. */
export function prepareFlood(server: OpensshServer, folder: string): string {
  const line = `${'abcdefghij '.repeat(5).slice(0, 54)}\n`;
  writeFileSync(
    join(server.homeFolder, 'flood.txt'),
    line.repeat(Math.floor(FLOOD_BYTES / line.length)),
    {
      mode: 0o644,
    },
  );
  const key = join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
  const ssh = join(server.homeFolder, '.ssh');
  mkdirSync(ssh, { recursive: true, mode: 0o755 });
  execFileSync('cp', [`${key}.pub`, join(ssh, 'authorized_keys')]);
  execFileSync('chmod', ['644', join(ssh, 'authorized_keys')]);
  return key;
}

/** Milliseconds that `ssh -tt` takes from its start to its end, its sign-in subtracted. */
export async function timeSsh(server: OpensshServer, key: string): Promise<number> {
  const once = (command: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      const child = spawn(
        'ssh',
        [
          '-tt',
          '-F',
          'none',
          '-i',
          key,
          '-p',
          String(server.port),
          '-o',
          'StrictHostKeyChecking=no',
          '-o',
          'UserKnownHostsFile=/dev/null',
          '-o',
          'LogLevel=ERROR',
          `${server.userName}@127.0.0.1`,
          command,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let bytes = 0;
      child.stdout.on('data', (piece: Buffer) => (bytes += piece.length));
      child.once('close', (code) => {
        if (code === 0) resolve(performance.now() - start);
        else reject(new Error(`ssh ended with ${String(code)} after ${String(bytes)} bytes`));
      });
    });
  const signIn = await once('true');
  return (await once('cat flood.txt')) - signIn;
}

/** Runs the flood, for the `round`-th time (from 1), in a session that is open on `page`. */
export async function timeEarshot(page: Page, round: number): Promise<Omit<FloodFigures, 'sshMs'>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  let pageBytes = 0;
  devtools.on('Network.webSocketFrameReceived', ({ response }) => {
    pageBytes += Buffer.byteLength(response.payloadData);
  });
  await page.evaluate(() => {
    const tasks = { longestMs: 0 };
    Object.assign(globalThis, { earshotTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        tasks.longestMs = Math.max(tasks.longestMs, duration);
      }
    }).observe({ type: 'longtask' });
  });
  await commandField(page).focus();
  await page.keyboard.type('cat flood.txt');
  const start = performance.now();
  await page.keyboard.press('Enter');
  // Looked at every 5 ms: the waiting of the browser's driver is far coarser than what is measured.
  await page.waitForFunction(
    (count) =>
      [...document.querySelectorAll('h3')].filter(({ textContent }) =>
        /^cat flood\.txt, ok, [\d,]+ lines$/.test(textContent.trim()),
      ).length >= count,
    round,
    { polling: 5, timeout: 120_000 },
  );
  const earshotMs = performance.now() - start;
  const longestPageTaskMs = await page.evaluate(
    () => (globalThis as unknown as { earshotTasks: { longestMs: number } }).earshotTasks.longestMs,
  );
  await devtools.detach();
  return { earshotMs, pageBytes, floodBytes: FLOOD_BYTES, longestPageTaskMs };
}
