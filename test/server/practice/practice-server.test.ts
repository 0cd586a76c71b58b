/** The SSH side of the practice server: key, sign-in, limits, its end, and that it cannot reach the machine. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'ssh2';
import type { AnyAuthMethod } from 'ssh2';
import { afterEach, expect, test } from 'vitest';
import { poll } from '../../support/poll.ts';
import { runLine, signIn, startPractice } from './practice-process.ts';
import type { PracticeProcess } from './practice-process.ts';

const running: PracticeProcess[] = [];

async function start(existingFolder?: string): Promise<PracticeProcess> {
  const server = await startPractice(existingFolder);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

test('the key is kept with mode 0600, offered as announced, and made anew when damaged', async () => {
  const first = await start();
  const file = join(first.dataFolder, 'practice-host-key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const key = await readFile(file, 'utf8');
  let offered = '';
  const client = await signIn(first, {
    hostHash: 'sha256',
    hostVerifier: (hash: string) => {
      offered = `SHA256:${Buffer.from(hash, 'hex').toString('base64').replace('=', '')}`;
      return true;
    },
  });
  client.end();
  expect(offered).toBe(first.practice.hostKey.fingerprint);

  const second = await start(first.dataFolder);
  expect(second.practice.hostKey).toEqual(first.practice.hostKey);

  await writeFile(file, key.slice(0, 200));
  const third = await start(first.dataFolder);
  expect(third.practice.hostKey.fingerprint).not.toBe(first.practice.hostKey.fingerprint);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('the banner tells the password before sign-in', async () => {
  const server = await start();
  const client = new Client();
  const banner = new Promise<string>((resolve) => client.on('banner', resolve));
  client.on('error', () => undefined);
  client.connect({
    host: '127.0.0.1',
    port: server.practice.port,
    username: 'guest',
    password: 'no',
  });
  expect((await banner).trim()).toBe('Practice server. The password is practice.');
  client.end();
});

test('keyboard-interactive takes the same password; other users and passwords are refused', async () => {
  const server = await start();
  const client = new Client();
  client.on('error', () => undefined);
  client.on('keyboard-interactive', (...[, , , prompts, finish]) => {
    expect(prompts).toEqual([{ prompt: 'Password: ', echo: false }]);
    finish(['practice']);
  });
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).once('error', reject);
    const { port } = server.practice;
    client.connect({ host: '127.0.0.1', port, username: 'guest', tryKeyboard: true });
  });
  client.end();
  await expect(signIn(server, { password: 'wrong' })).rejects.toThrow('authentication');
  await expect(signIn(server, { username: 'root' })).rejects.toThrow('authentication');
});

test('after six wrong passwords the connection is closed', async () => {
  const server = await start();
  const client = new Client();
  let tries = 0;
  const closed = new Promise<void>((resolve) => {
    client.on('close', () => {
      resolve();
    });
  });
  client.on('error', () => undefined);
  const { port } = server.practice;
  client.connect({
    host: '127.0.0.1',
    port,
    username: 'guest',
    authHandler: (_left: unknown, _partial: unknown, next: (method: AnyAuthMethod) => void) => {
      tries += 1;
      next({ type: 'password', username: 'guest', password: 'wrong' });
    },
  });
  await closed;
  expect(tries).toBeGreaterThanOrEqual(6);
  expect(tries).toBeLessThanOrEqual(7);
});

test('the 41st connection is closed, and a place that is left is free again', async () => {
  const server = await start();
  const { port } = server.practice;
  const idle = Array.from({ length: 40 }, () => connect(port, '127.0.0.1'));
  await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('data', resolve))));
  await expect(signIn(server)).rejects.toThrow();
  for (const socket of idle) socket.destroy();
  const client = await poll('a place is free', () => signIn(server).catch(() => null));
  expect((await runLine(client, 'echo in')).out).toBe('in\n');
  client.end();
});

test('garbage and an early end harm nobody else', async () => {
  const server = await start();
  const client = await signIn(server);
  for (const text of [
    'GET / HTTP/1.1\r\n\r\n',
    'SSH-2.0-x\r\n\0\0\0\x0c\x0a',
    '\xff'.repeat(70_000),
    '',
  ]) {
    const socket = connect(server.practice.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.end(text, 'latin1');
    await new Promise((resolve) => socket.resume().once('close', resolve));
  }
  expect((await runLine(client, 'echo alive')).out).toBe('alive\n');
  client.end();
});

test('forwarding and sftp are refused', async () => {
  const server = await start();
  const client = await signIn(server);
  const forwarded = new Promise((resolve) => {
    client.forwardOut('127.0.0.1', 1, '127.0.0.1', server.practice.port, resolve);
  });
  expect(await forwarded).toBeInstanceOf(Error);
  expect(await new Promise((resolve) => client.sftp(resolve))).toBeInstanceOf(Error);
  client.end();
});

test('the process ends with its supervisor and on SIGTERM', async () => {
  const orphan = await start();
  orphan.child.disconnect();
  await poll('it ends when the channel closes', () => orphan.child.exitCode === 0);
  const told = await start();
  told.child.kill('SIGTERM');
  await poll('it ends on SIGTERM', () => told.child.exitCode === 0);
});

test('the shell imports nothing of the machine, and only the key file is on disk', async () => {
  const folder = fileURLToPath(new URL('../../../server/practice/', import.meta.url));
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(15);
  for (const name of files) {
    const source = await readFile(join(folder, name), 'utf8');
    const imported = [
      ...source.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\() ?'([^'.][^']*)'/g),
    ];
    const packages = imported.map(([, specifier]) => specifier);
    const allowed = name.startsWith('shell')
      ? []
      : name === 'host-key.ts'
        ? ['node:crypto', 'node:fs/promises', 'node:path', 'ssh2']
        : ['node:net', 'ssh2'];
    expect(allowed, name).toEqual(expect.arrayContaining(packages));
    expect(source, name).not.toMatch(/child_process|process\.binding|getBuiltinModule|\beval\b/);
  }
});
