/**
 * How long a hostile server keeps the event loop of a keeper's SSH door busy at a stretch, beside an honest one. The
 * servers run here; who connects is a process of its own (`stalled-client`), so that only its work is measured.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AuthContext, Connection } from 'ssh2';
import {
  channelNumber,
  sendMessage,
  sshNumber,
  sshString,
  startBentServer,
  type BentServerOptions,
} from '../support/hostile-ssh-server.ts';
import type { StallFigures, StallOrder } from './stalled-client.ts';

/** What one kind of server did to its client. */
export interface StallReport extends StallFigures {
  readonly name: string;
}

const ROUNDS = 20;
const COUNT = 10_000;

/** A server that answers the wish for questions with a message of its own making. */
function questioning(ask: (client: Connection) => void): BentServerOptions {
  return {
    onAuthentication(context: AuthContext, client) {
      if (context.method === 'keyboard-interactive') ask(client);
      else context.reject(['keyboard-interactive']);
    },
  };
}

/** SSH_MSG_USERAUTH_INFO_REQUEST (RFC 4256) that claims `count` prompts and holds `held`. */
function infoRequest(count: number, held: number): Buffer {
  const prompt = Buffer.concat([sshString('p'), Buffer.from([0])]);
  const prompts = Array.from({ length: held }, () => prompt);
  const head = [Buffer.from([60]), sshString(''), sshString(''), sshString('')];
  return Buffer.concat([...head, sshNumber(count), ...prompts]);
}

/** Opens 10,000 channels (RFC 4254 section 5.1) as soon as the shell is asked for. */
function channels(type: string): BentServerOptions {
  return {
    onSession(session, client) {
      session.on('pty', (accept) => {
        accept();
      });
      session.on('shell', (accept) => {
        accept();
        for (let channel = 0; channel < COUNT; channel += 1) {
          const head = [Buffer.from([90]), sshString(type), sshNumber(channel), sshNumber(1000)];
          const origin = [sshString('h'), sshNumber(1), sshString('o'), sshNumber(2)];
          sendMessage(client, Buffer.concat([...head, sshNumber(1000), ...origin]));
        }
      });
    },
  };
}

const exitCodes: BentServerOptions = {
  onSession(session, client) {
    session.on('pty', (accept) => {
      accept();
    });
    session.on('shell', (accept) => {
      const channel = accept();
      const number = sshNumber(channelNumber(channel));
      for (let code = 0; code < COUNT; code += 1) {
        const head = [Buffer.from([98]), number, sshString('exit-status'), Buffer.from([0])];
        sendMessage(client, Buffer.concat([...head, sshNumber(code)]));
      }
      channel.end();
    });
  },
};

const honest: BentServerOptions = {
  onSession(session) {
    session.on('pty', (accept) => {
      accept();
    });
    session.on('shell', (accept) => {
      const channel = accept();
      channel.exit(0);
      channel.end();
    });
  },
};

const endless: BentServerOptions = {
  onAuthentication(context) {
    if (context.method !== 'keyboard-interactive') {
      context.reject(['keyboard-interactive']);
      return;
    }
    const again = (): void => context.prompt([{ prompt: 'More: ', echo: true }], again);
    again();
  },
};

const servers: Readonly<Record<string, BentServerOptions>> = {
  'an honest server': honest,
  '33,554,431 prompts claimed in 17 bytes': questioning((client) =>
    sendMessage(client, infoRequest(2 ** 25 - 1, 0)),
  ),
  '5,000 prompts': questioning((client) => sendMessage(client, infoRequest(5_000, 5_000))),
  'rounds of prompts without end': endless,
  '10,000 rounds without prompts': questioning((client) => {
    for (let round = 0; round < COUNT; round += 1) sendMessage(client, infoRequest(0, 0));
  }),
  '10,000 forwarded-tcpip channels': channels('forwarded-tcpip'),
  '10,000 x11 channels': channels('x11'),
  '10,000 agent channels': channels('auth-agent@openssh.com'),
  '10,000 exit codes': exitCodes,
};

/** Lets a fresh process connect to each kind of server, one after the other. */
export async function measureStalls(): Promise<StallReport[]> {
  const reports: StallReport[] = [];
  for (const [name, options] of Object.entries(servers)) {
    const calm = await startBentServer(honest);
    const server = await startBentServer(options);
    try {
      const figures = await figuresOf({
        calm: { port: calm.port, fingerprint: calm.hostKey.fingerprint },
        server: { port: server.port, fingerprint: server.hostKey.fingerprint },
        rounds: ROUNDS,
      });
      reports.push({ name, ...figures });
    } finally {
      await calm.stop();
      await server.stop();
    }
  }
  return reports;
}

function figuresOf(order: StallOrder): Promise<StallFigures> {
  const program = fileURLToPath(new URL('stalled-client.ts', import.meta.url));
  const client = fork(program, [JSON.stringify(order)], { execArgv: ['--expose-gc'] });
  return new Promise((resolve, reject) => {
    client.once('message', (figures) => {
      resolve(figures as StallFigures);
    });
    client.once('exit', (code) => {
      reject(new Error(`The client ended with ${String(code)}.`));
    });
  });
}
