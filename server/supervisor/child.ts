/** One child process of the supervisor: started by fork in a process group of its own, ended in order or by force. */
import { fork } from 'node:child_process';
import type { Clock } from '../../shared/base/clock.ts';

/** A child that runs. */
export interface Child {
  readonly hasExited: boolean;
  /** Resolves when the process is gone. */
  readonly exited: Promise<void>;
  /** Sends over IPC; nothing happens when the child is gone. */
  send(message: object): void;
  /** Asks it to end by `ask` (SIGTERM when left out) and kills it after `limitMs`; resolves when it is gone. */
  stop(limitMs: number, ask?: () => void): Promise<void>;
  kill(): void;
}

/** How a child is started. */
export interface ChildOptions {
  /** Absolute path of the script. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Flags for Node. */
  readonly nodeFlags?: readonly string[];
  readonly clock: Clock;
  onMessage(message: unknown): void;
}

/** Starts a child. It gets this environment without the setup code, which only a message carries. */
export function startChild(options: ChildOptions): Child {
  const environment = { ...process.env };
  delete environment['EARSHOT_SETUP_CODE'];
  const child = fork(options.script, options.args ?? [], {
    // Ctrl+C reaches a whole process group; only the supervisor decides when a child ends.
    detached: true,
    execArgv: [...(options.nodeFlags ?? [])],
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let hasExited = false;
  const exited = new Promise<void>((resolve) => {
    const gone = (): void => {
      hasExited = true;
      resolve();
    };
    child.once('exit', gone);
    // Without a process id it never started, and no exit follows.
    child.on('error', () => {
      if (child.pid === undefined) gone();
    });
  });
  child.on('message', (message) => options.onMessage(message));

  return {
    get hasExited() {
      return hasExited;
    },
    exited,
    send(message) {
      // The callback takes the error of a channel that closes just now.
      if (child.connected) child.send(message, () => undefined);
    },
    async stop(limitMs, ask = () => void child.kill('SIGTERM')) {
      if (hasExited) return;
      const waiting = new AbortController();
      options.clock.after(limitMs, () => void child.kill('SIGKILL'), waiting.signal);
      ask();
      await exited;
      waiting.abort();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
