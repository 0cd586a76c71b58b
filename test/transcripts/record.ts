/**
 * Records golden transcripts from real shells on a real OpenSSH server of this machine:
 * `node test/transcripts/record.ts [NAME...]`. What is typed stands in scenes.ts; expectations are not made here.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Client } from 'ssh2';
import type { ClientChannel } from 'ssh2';
import { shellStartCommand } from '../../server/keeper/terminal/shell-start.ts';
import { goldenFolder } from '../support/transcript.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import type { TranscriptTimes } from '../support/transcript.ts';
import { startRecordingServer } from './recording-server.ts';
import type { RecordingServer } from './recording-server.ts';
import { scenes } from './scenes.ts';
import type { Scene, SceneStep } from './scenes.ts';

const size = { columns: 100, rows: 30 };
/** A step is over when nothing came for this long. */
const STEP_QUIET_MS = 400;
/** The prompt must be there by then. */
const STEP_LIMIT_MS = 60_000;

const wanted = process.argv.slice(2);
const chosen = scenes.filter((scene) => wanted.length === 0 || wanted.includes(scene.name));
if (chosen.length === 0) throw new Error('No scene has such a name.');
mkdirSync(goldenFolder, { recursive: true });
const server = await startRecordingServer();
try {
  for (const scene of chosen) {
    await record(scene, server);
    console.log(`Recorded ${scene.name}.`);
  }
} finally {
  server.stop();
}

async function record(scene: Scene, { port, privateKey, prepareHome }: RecordingServer) {
  prepareHome(scene.hasGreeting ?? false);
  const secret = scene.shell === '/bin/dash' ? null : secretOf(scene.name);
  const command = secret === null ? `exec ${scene.shell} -i` : shellStartCommand(scene.shell, secret);
  if (command === null) throw new Error(`No way to start ${scene.shell}.`);
  const client = new Client();
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve).on('error', reject);
    client.connect({ host: '127.0.0.1', port, username: 'root', privateKey });
  });
  client.setNoDelay(true);
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    const pty = { term: 'xterm-256color', cols: size.columns, rows: size.rows, width: 0, height: 0 };
    client.exec(command, { pty }, (error, opened) => {
      if (error === undefined) resolve(opened);
      else reject(error);
    });
  });

  const startedAt = performance.now();
  const now = () => Math.round(performance.now() - startedAt);
  const parts: Buffer[] = [];
  const times: TranscriptTimes = { size, secret, shell: scene.shell, chunks: [], input: [], endedAtMs: null };
  let arrived = 0;
  let lastAt = 0;
  channel.on('data', (chunk: Buffer) => {
    lastAt = now();
    times.chunks.push({ atMs: lastAt, offset: arrived });
    parts.push(withoutMachine(chunk));
    arrived += chunk.length;
  });
  channel.on('close', () => {
    times.endedAtMs = now();
  });

  /** Waits until nothing came for a while, and first for the step's own sign where it has one. */
  async function settle(step: Partial<SceneStep>, from: number): Promise<void> {
    const beganAt = now();
    const heard = () => Buffer.concat(parts).subarray(from).toString('latin1');
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const isQuiet = now() - Math.max(lastAt, beganAt) >= (step.quietMs ?? STEP_QUIET_MS);
      const isSeen = step.until === undefined || arrived > from + 65_536 || heard().includes(step.until);
      if ((isQuiet && isSeen) || times.endedAtMs !== null) return;
      if (now() - beganAt > STEP_LIMIT_MS) throw new Error(`${scene.name} got stuck.`);
    }
  }

  await settle({ until: secret === null ? '# ' : '133;B' }, 0);
  for (const step of scene.steps) {
    const from = arrived;
    if (step.input !== null) {
      times.input.push({ atMs: now(), afterBytes: arrived, input: step.input });
      channel.write(bytesOf(step.input));
    }
    await settle(step, from);
  }
  client.end();
  writeFileSync(new URL(`${scene.name}.bytes`, goldenFolder), Buffer.concat(parts));
  writeFileSync(new URL(`${scene.name}.times.json`, goldenFolder), `${JSON.stringify(times, null, 1)}\n`);
}

function bytesOf(input: SessionInput): string {
  if (input.kind === 'keys') return input.text;
  if (input.kind !== 'control') return `${input.text}\r`;
  return { interrupt: '\x03', quit: '\x1c', 'end-of-file': '\x04' }[input.control];
}

/** The kernel's line of a message of the day names the machine; the same number of bytes tells of another. */
function withoutMachine(chunk: Buffer): Buffer {
  const text = chunk.toString('latin1').replace(/^Linux [^\r\n]+/gm, (line) => {
    return 'Linux web1 6.12.0-amd64'.padEnd(line.length, ' ').slice(0, line.length);
  });
  return Buffer.from(text, 'latin1');
}

/** The same for each recording of a scene, so that two recordings can be compared. */
function secretOf(name: string): string {
  return Buffer.from(name.padEnd(16, 'x')).toString('hex').slice(0, 32);
}
