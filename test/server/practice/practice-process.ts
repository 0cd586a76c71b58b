/** Starts the practice server as the supervisor does, and signs in with a real SSH client. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'ssh2';
import type { ClientChannel, ConnectConfig } from 'ssh2';
import * as v from 'valibot';
import { poll } from '../../support/poll.ts';

const ENTRY = fileURLToPath(new URL('../../../server/practice/practice.ts', import.meta.url));

const announcementSchema = v.strictObject({
  practice: v.strictObject({
    port: v.pipe(v.number(), v.integer(), v.minValue(1)),
    hostKey: v.strictObject({
      algorithm: v.literal('ssh-ed25519'),
      fingerprint: v.pipe(v.string(), v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/)),
    }),
    userName: v.literal('guest'),
    password: v.string(),
  }),
});

/** A practice process with what it announced. */
export interface PracticeProcess {
  readonly child: ChildProcess;
  readonly dataFolder: string;
  readonly practice: v.InferOutput<typeof announcementSchema>['practice'];
  /** Ends the process and removes its folder. */
  stop(): Promise<void>;
}

/** Starts the process on a new folder, or on one that is there. */
export async function startPractice(existingFolder?: string): Promise<PracticeProcess> {
  const dataFolder = existingFolder ?? (await mkdtemp(join(tmpdir(), 'earshot-practice-')));
  const child = fork(ENTRY, [], {
    env: { ...process.env, EARSHOT_DATA_DIR: dataFolder },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const message = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => {
      reject(new Error(`practice ended with ${String(code)}`));
    });
  });
  return {
    child,
    dataFolder,
    practice: v.parse(announcementSchema, message).practice,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await ended;
      }
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Signs in; `over` replaces parts of the usual settings. */
export async function signIn(
  { practice }: PracticeProcess,
  over: Partial<ConnectConfig> = {},
): Promise<Client> {
  const client = new Client();
  // More than one error may come of one broken connection; the first decides.
  client.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.once('error', reject);
    client.once('close', () => {
      reject(new Error('closed'));
    });
    client.connect({
      host: '127.0.0.1',
      port: practice.port,
      username: practice.userName,
      password: practice.password,
      ...over,
    });
  });
  client.setNoDelay(true);
  return client;
}

/** What a command did. */
export interface Ran {
  readonly out: string;
  readonly error: string;
  readonly code: number | null;
}

/** Runs a command line without a terminal; `input` is what it reads. */
export function runLine(client: Client, line: string, input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    client.exec(line, (problem, channel) => {
      if (problem !== undefined) {
        reject(problem);
        return;
      }
      let out = '';
      let error = '';
      let code: number | null = null;
      channel.on('data', (bytes: Buffer) => (out += bytes.toString()));
      channel.stderr.on('data', (bytes: Buffer) => (error += bytes.toString()));
      channel.on('exit', (exitCode: number | null) => (code = exitCode));
      channel.on('close', () => {
        resolve({ out, error, code });
      });
      channel.end(input);
    });
  });
}

/** A shell on a terminal of 80 columns, with all it has printed. */
export interface OpenShell {
  readonly channel: ClientChannel;
  printed(): string;
  /** Types and waits until what was printed since then matches; gives that. */
  type(keys: string, until: RegExp): Promise<string>;
  /** Waits for the exit code. */
  ended(): Promise<number | null>;
}

/** Opens a shell; with `startLine` by exec, as a gateway does that wants marks. */
export async function openShell(client: Client, startLine?: string): Promise<OpenShell> {
  const pty = { term: 'xterm-256color', cols: 80, rows: 24 };
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    const opened = (problem: Error | undefined, own: ClientChannel): void => {
      if (problem === undefined) resolve(own);
      else reject(problem);
    };
    if (startLine === undefined) client.shell(pty, opened);
    else client.exec(startLine, { pty }, opened);
  });
  let text = '';
  let code: number | null = null;
  let isClosed = false;
  channel.on('data', (bytes: Buffer) => (text += bytes.toString()));
  channel.on('exit', (exitCode: number | null) => (code = exitCode));
  channel.on('close', () => (isClosed = true));
  const shell: OpenShell = {
    channel,
    printed: () => text,
    async type(keys, until) {
      const from = text.length;
      channel.write(keys);
      await poll(`${JSON.stringify(keys)} prints ${String(until)}`, () =>
        until.test(text.slice(from)),
      );
      return text.slice(from);
    },
    async ended() {
      await poll('the shell ends', () => isClosed);
      return code;
    },
  };
  await shell.type('', /\$ /);
  return shell;
}
