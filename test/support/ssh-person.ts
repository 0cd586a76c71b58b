/** A person at a transport: answers what a server asks and keeps what was asked and what the shell said. */
import type { Socket } from 'node:net';
import { createSshTransport } from '../../server/keeper/ssh/ssh-transport.ts';
import type {
  Shell,
  ShellEnd,
  ShellRequest,
  SignInAsk,
} from '../../server/keeper/ports/shell-transport.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { HostKey } from '../../shared/model/host-key.ts';
import {
  startBentServer,
  startRawServer,
  type BentServer,
  type BentServerOptions,
  type HostileServer,
} from './hostile-ssh-server.ts';
import { createRealClock } from './real-clock.ts';

/** What a person brings along; the rest has defaults. */
export interface PersonOptions {
  readonly port: number;
  readonly pin: HostKey;
  readonly userName?: string;
  readonly clock?: Clock;
  /** Answers in turn; the last is repeated. Null cancels, a function is asked. */
  readonly answers?: readonly (
    string | null | ((question: SignInAsk) => Promise<string[] | null>)
  )[];
  readonly startCommand?: ShellRequest['startCommand'];
  readonly address?: string;
}

/** A request and what came of it. */
export interface PersonConnects {
  readonly asked: SignInAsk[];
  readonly outcome: Promise<Result<Shell, Failure>>;
  /** Ends the request or the shell. */
  readonly life: AbortController;
}

/** Lets a person connect and asks for a shell. */
export function connectAsPerson(options: PersonOptions): PersonConnects {
  const life = new AbortController();
  const asked: SignInAsk[] = [];
  const answers = options.answers ?? [''];
  const transport = createSshTransport({ clock: options.clock ?? createRealClock() });
  const outcome = transport.openShell(
    {
      endpoint: { address: options.address ?? '127.0.0.1', port: options.port },
      userName: options.userName ?? 'anna',
      pin: options.pin,
      size: { columns: 80, rows: 24 },
      ask: async (question) => {
        const answer = answers[Math.min(asked.length, answers.length - 1)] ?? null;
        asked.push(question);
        if (typeof answer === 'function') return answer(question);
        return answer === null ? null : question.prompts.map(() => answer);
      },
      startCommand: options.startCommand ?? (() => null),
    },
    life.signal,
  );
  return { asked, outcome, life };
}

/** The shell of an outcome; throws with the failure where there is none. */
export function shellOf(outcome: Result<Shell, Failure>): Shell {
  if (!outcome.ok) throw new Error(`No shell: ${JSON.stringify(outcome.failure)}`);
  return outcome.value;
}

/** The failure of an outcome; throws where it went well. */
export function failureOf(outcome: Result<unknown, Failure>): Failure {
  if (outcome.ok) throw new Error('It went well, against expectation.');
  return outcome.failure;
}

/** What a started shell has said and how it ended. */
export interface Listening {
  output(): string;
  readonly bytes: () => number;
  readonly ended: Promise<ShellEnd>;
}

/** Starts a shell and listens to it. */
export function listenTo(shell: Shell): Listening {
  const pieces: Buffer[] = [];
  const ended = new Promise<ShellEnd>((resolve) => {
    shell.start({
      onOutput: (bytes) => {
        pieces.push(Buffer.from(bytes));
      },
      onEnd: resolve,
    });
  });
  return {
    output: () => Buffer.concat(pieces).toString('utf8'),
    bytes: () => pieces.reduce((sum, piece) => sum + piece.length, 0),
    ended,
  };
}

/** Servers and persons of one test file, all ended by `cleanUp`. */
export interface SshWorld {
  bentServer(options?: BentServerOptions): Promise<BentServer>;
  rawServer(behave: (socket: Socket) => void): Promise<HostileServer>;
  /** Connects with the pin of that server unless another is given. */
  person(server: BentServer, options?: Partial<PersonOptions>): PersonConnects;
  /** Aborts what runs and stops every server. */
  cleanUp(): Promise<void>;
}

/** An empty world. */
export function createSshWorld(): SshWorld {
  const servers: HostileServer[] = [];
  const persons: PersonConnects[] = [];
  const keep = <Server extends HostileServer>(server: Server): Server => {
    servers.push(server);
    return server;
  };
  return {
    bentServer: async (options) => keep(await startBentServer(options)),
    rawServer: async (behave) => keep(await startRawServer(behave)),
    person(server, options = {}) {
      const connects = connectAsPerson({ port: server.port, pin: server.hostKey, ...options });
      persons.push(connects);
      return connects;
    },
    async cleanUp() {
      for (const connects of persons.splice(0)) connects.life.abort();
      await Promise.all(servers.splice(0).map((server) => server.stop()));
    },
  };
}
