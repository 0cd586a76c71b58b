/** Starts the real gateway as a person does, with a data folder and a setup code of its own, on a free port. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from './poll.ts';
import { projectFolder } from './project-folder.ts';

/** A gateway that runs, and what a test needs to know of it. */
export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly setupCode: string;
  readonly supervisorId: number;
  /** Everything printed so far, on both streams. */
  printed(): string;
  /** Process ids of this gateway's processes with a title, such as `earshot: web`. */
  processes(title: string): Promise<number[]>;
  /** Runs `npm run upgrade`'s program and waits for its end; throws with what it printed when it fails. */
  upgrade(): Promise<void>;
  /** Ends it in order and removes the data folder; throws when it does not end in 15 s. */
  stop(): Promise<void>;
}

/** Options for a gateway in a test. */
export interface GatewayOptions {
  readonly dataFolder?: string;
  readonly setupCode?: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts `server/main.ts` and waits for the sentence that says it is ready. */
export async function startGateway(options: GatewayOptions = {}): Promise<RunningGateway> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'earshot-data-')));
  const setupCode = options.setupCode ?? `setup-${randomBytes(9).toString('hex')}`;
  const child = spawn(process.execPath, [join(projectFolder, 'server/main.ts')], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      EARSHOT_PORT: String(options.port ?? 0),
      EARSHOT_DATA_DIR: dataFolder,
      EARSHOT_SETUP_CODE: setupCode,
      ...options.environment,
    },
  });
  let printed = '';
  child.stdout.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await poll(
    'the gateway to be ready',
    () => {
      const ready = /Earshot is ready at (http:\/\/localhost:\d+\/)/.exec(printed)?.[1];
      if (ready === undefined && child.exitCode !== null) throw new Error(`It ended: ${printed}`);
      return ready;
    },
    60_000,
  ).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`The gateway did not start. It printed: ${printed}`, { cause: error });
  });
  const supervisorId = child.pid ?? 0;
  return {
    url,
    port: Number(new URL(url).port),
    dataFolder,
    setupCode,
    supervisorId,
    printed: () => printed,
    processes: (title) => childrenWithTitle(supervisorId, title),
    async upgrade() {
      const program = spawn(process.execPath, [join(projectFolder, 'server/upgrade.ts')], {
        cwd: projectFolder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, EARSHOT_DATA_DIR: dataFolder },
      });
      let said = '';
      program.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
      program.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
      const code = await new Promise((resolve) => program.once('exit', resolve));
      if (code !== 0) throw new Error(`The upgrade failed: ${said}`);
    },
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(late);
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
      if (child.signalCode === 'SIGKILL') throw new Error(`It did not end by itself: ${printed}`);
    },
  };
}

/** Process ids of the children of `parent` whose title begins with `title` (Linux: /proc). */
async function childrenWithTitle(parent: number, title: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8');
      const parentId = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      const command = await readFile(`/proc/${name}/cmdline`, 'utf8');
      if (parentId === parent && command.startsWith(title)) found.push(Number(name));
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}
