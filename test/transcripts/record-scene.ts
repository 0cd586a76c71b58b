/** Records one scene; runs in namespaces of its own, where record.ts starts it. Writes NAME.bytes and NAME.times.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { Client } from 'ssh2';
import type { ClientChannel } from 'ssh2';
import { limits } from '../../server/config/limits.ts';
import { shellStartCommand } from '../../server/keeper/terminal/marks/shell-start.ts';
import { createTerminalReader } from '../../server/keeper/terminal/terminal-reader.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import { projectFolder } from '../support/project-folder.ts';
import { goldenFolder } from '../support/transcript.ts';
import type { TranscriptTimes } from '../support/transcript.ts';
import { startRecordingStage } from './recording-stage.ts';
import type { RecordingStage } from './recording-stage.ts';
import { scenes } from './scenes/scenes.ts';
import { PROMPT } from './scenes/scene.ts';
import type { Scene, SceneStep } from './scenes/scene.ts';

const size = { columns: 100, rows: 30 };
/** A step is over when nothing came for this long. */
const STEP_QUIET_MS = 400;
/** The prompt must be there by then. */
const STEP_LIMIT_MS = 30_000;
/** A flood goes on until the key that stops it. */
const POLL_MS = 3;
/** A larger recording does not belong in a repository. */
const BYTES_LIMIT = 400_000;

const scene = scenes.find(({ name }) => name === process.argv[2]);
if (scene === undefined) throw new Error('No scene has such a name.');
const stage = await startRecordingStage(scene);
try {
  await record(scene, stage);
} finally {
  stage.stop();
}
// What the scene left running ends with the namespace, whose first process this is.
process.exit(0);

async function record(scene: Scene, { port, privateKey }: RecordingStage): Promise<void> {
  const secret = secretOf(scene.name);
  const marked = scene.isPlain === true ? null : shellStartCommand(scene.shell, secret);
  const client = new Client();
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve).on('error', reject);
    client.connect({ host: '127.0.0.1', port, username: scene.userName ?? 'root', privateKey });
  });
  client.setNoDelay(true);
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    const pty = { term: 'xterm-256color', cols: size.columns, rows: size.rows, width: 0, height: 0 };
    client.exec(marked ?? `exec ${scene.shell} -i`, { pty }, (error, opened) => {
      if (error === undefined) resolve(opened);
      else reject(error);
    });
  });

  const startedAt = performance.now();
  const now = () => Math.round(performance.now() - startedAt);
  const parts: Buffer[] = [];
  const times: TranscriptTimes = {
    size,
    secret: marked === null ? null : secret,
    shell: scene.shell,
    chunks: [],
    input: [],
    endedAtMs: null,
  };
  let arrived = 0;
  let lastAt = 0;
  // Programs ask the terminal what it is and where its cursor stands; it answers as a session would.
  const reader = createTerminalReader({
    size,
    marksSecret: times.secret,
    keptLimitBytes: () => limits.keptLinesPerSessionBytes,
    onReply: (reply) => channel.write(Buffer.from(reply)),
  });
  channel.on('data', (chunk: Buffer) => {
    lastAt = now();
    times.chunks.push({ atMs: lastAt, offset: arrived });
    parts.push(chunk);
    reader.write(new Uint8Array(chunk), lastAt);
    arrived += chunk.length;
  });
  channel.on('close', () => {
    times.endedAtMs = now();
  });

  /** Waits until nothing came for a while, and first for the step's own sign where it has one. */
  async function settle(step: Partial<SceneStep>, from: number): Promise<void> {
    const { until = '', quietMs = STEP_QUIET_MS, lastsMs = Infinity } = step;
    const beganAt = now();
    const heard = () => Buffer.concat(parts).subarray(from).toString('utf8');
    const isOver = (): boolean => {
      const isQuiet = now() - Math.max(lastAt, beganAt) >= quietMs;
      const isSeen = arrived > from + 65_536 || heard().includes(until);
      return (isQuiet && isSeen) || times.endedAtMs !== null || now() - beganAt > lastsMs;
    };
    while (!isOver()) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      if (now() - beganAt < STEP_LIMIT_MS) continue;
      const seen = JSON.stringify(heard().slice(-400));
      throw new Error(`${scene.name} got stuck before ${until}: ${seen}`);
    }
  }

  await settle({ until: marked === null ? promptOf(scene.shell) : PROMPT }, 0);
  for (const step of scene.steps) {
    const from = arrived;
    if (step.resize !== undefined) {
      const { columns, rows } = step.resize;
      times.resizes = [...(times.resizes ?? []), { atMs: now(), afterBytes: arrived, columns, rows }];
      channel.setWindow(rows, columns, 0, 0);
      reader.resize({ columns, rows });
    }
    if (step.input !== null) {
      times.input.push({ atMs: now(), afterBytes: arrived, input: step.input });
      channel.write(bytesOf(step.input));
    }
    await settle(step, from);
  }
  client.end();
  reader.dispose();
  const bytes = withoutMachine(Buffer.concat(parts));
  if (bytes.length > BYTES_LIMIT) throw new Error(`${scene.name} is too large: ${String(bytes.length)} bytes.`);
  mkdirSync(goldenFolder, { recursive: true });
  writeFileSync(new URL(`${scene.name}.bytes`, goldenFolder), bytes);
  writeFileSync(new URL(`${scene.name}.times.json`, goldenFolder), `${JSON.stringify(times, null, 1)}\n`);
}

/** How the prompt of a shell without marks ends. */
function promptOf(shell: string): string {
  return shell.endsWith('fish') ? '> ' : '# ';
}

function bytesOf(input: SessionInput): string {
  if (input.kind === 'keys') return input.text;
  if (input.kind !== 'control') return `${input.text}\r`;
  return { interrupt: '\x03', quit: '\x1c', 'end-of-file': '\x04' }[input.control];
}

/** The stage has its own name and files; the kernel's name alone shows through. As many bytes tell of another. */
function withoutMachine(bytes: Buffer): Buffer {
  const kernel = release();
  const other = '6.12.0-amd64'.padEnd(kernel.length, '0').slice(0, kernel.length);
  const text = bytes
    .toString('latin1')
    .replaceAll(kernel, other)
    .replace(/^Linux [^\r\n]+/gm, (line) => 'Linux web1 6.12.0-amd64'.padEnd(line.length, ' ').slice(0, line.length));
  for (const name of [kernel, projectFolder]) {
    if (text.includes(name)) throw new Error('The recording names this machine.');
  }
  return Buffer.from(text, 'latin1');
}

/** The same for each recording of a scene, so that two recordings can be compared. */
function secretOf(name: string): string {
  return Buffer.from(name.padEnd(16, 'x')).toString('hex').slice(0, 32);
}
