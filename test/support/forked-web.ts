/** The real web process, started by fork as the supervisor does, with a stand-in for the supervisor. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import {
  readWebMessage,
  type WebMessage,
  type WebStart,
} from '../../server/link/supervisor-messages.ts';
import { poll } from './poll.ts';
import { projectFolder } from './project-folder.ts';

/** A web process under a test's command. */
export interface ForkedWeb {
  readonly child: ChildProcess;
  /** Everything it told the supervisor, oldest first. */
  readonly told: WebMessage[];
  /** Everything it printed. */
  printed(): string;
  /** The first message with that key. */
  next<Key extends KeysOf<WebMessage>>(
    key: Key,
  ): Promise<Extract<WebMessage, Record<Key, unknown>>>;
  /** Waits until it is loaded, lets it listen, and gives its port. */
  listen(): Promise<number>;
  /** The exit code, null after a signal. */
  ended(): Promise<number | null>;
  /** Ends it at once if it still runs. */
  kill(): Promise<void>;
}

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** Starts it; it opens its data and waits for `listen`. */
export function forkWeb(start: Partial<WebStart> & { readonly dataFolder: string }): ForkedWeb {
  const child = fork(join(projectFolder, 'server/web/web.ts'), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  const told: WebMessage[] = [];
  let printed = '';
  let exit: { readonly code: number | null } | null = null;
  child.stdout?.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  child.stderr?.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  child.on('message', (message) => {
    const known = readWebMessage(message);
    if (known === null) throw new Error(`Not in the protocol: ${JSON.stringify(message)}`);
    told.push(known);
  });
  child.on('exit', (code) => (exit = { code }));
  child.send({
    start: {
      host: '127.0.0.1',
      port: 0,
      setupCode: null,
      keeperSockets: [],
      practice: null,
      ...start,
    } satisfies WebStart,
  });

  const next: ForkedWeb['next'] = async (key) => {
    const found = await poll(`the web process to say ${key}`, () => {
      const message = told.find((one) => key in one);
      return message ?? (exit === null ? null : 'ended');
    });
    if (found === 'ended') throw new Error(`It ended without ${key}. It printed: ${printed}`);
    return found as never;
  };
  const ended = async (): Promise<number | null> =>
    (await poll('the web process to end', () => exit)).code;
  return {
    child,
    told,
    printed: () => printed,
    next,
    async listen() {
      await next('loaded');
      child.send({ listen: true });
      return (await next('ready')).ready.port;
    },
    ended,
    async kill() {
      if (exit === null) child.kill('SIGKILL');
      await ended();
    },
  };
}
