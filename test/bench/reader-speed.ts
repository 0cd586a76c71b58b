/**
 * What reading costs: the same floods over one real OpenSSH server into raw ssh2, which drops them, and into the whole
 * reader, then from memory into the emulator alone; and what a block of ten million lines holds. Run with --expose-gc.
 */
import headless from '@xterm/headless';
import { Client } from 'ssh2';
import type { ClientChannel } from 'ssh2';
import { limits } from '../../server/config/limits.ts';
import { createTerminalReader } from '../../server/keeper/terminal/terminal-reader.ts';
import type { TerminalReader } from '../../server/keeper/terminal/terminal-reader.ts';
import { startOpensshServer } from '../support/openssh-server.ts';
import type { OpensshServer } from '../support/openssh-server.ts';

const SECRET = 'benchbenchbenchbench';
const size = { columns: 100, rows: 30 };
const encoder = new TextEncoder();
const ROUNDS = 3;
const SLICE_BYTES = 1_024;
const BATCH_BYTES = 256 * 1_024;

/** A flood by its name and the command that makes it. */
const floods = [
  [
    'plain lines',
    "yes 'The quick brown fox jumps over the lazy dog, then naps' | head -c 50000000",
  ],
  ['numbers (seq 1 10000000)', 'seq 1 10000000'],
  [
    'coloured lines',
    String.raw`yes "$(printf '\033[32mThe quick brown fox jumps over the lazy dog\033[m')" | head -c 30000000`,
  ],
  ['random bytes', 'head -c 10000000 /dev/urandom'],
] as const;

/** What happens to the bytes of one flood. */
interface Sink {
  take(bytes: Uint8Array, channel: ClientChannel): void;
  /** Resolves when all is dealt with. */
  done(): Promise<void>;
}

async function connected(server: OpensshServer): Promise<Client> {
  const client = new Client();
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve).on('error', reject);
    client.connect({
      host: server.address,
      port: server.port,
      username: server.userName,
      password: server.password,
    });
  });
  return client;
}

interface FloodTime {
  readonly elapsedMs: number;
  readonly bytes: number;
}

async function flood(client: Client, command: string, sink: Sink): Promise<FloodTime> {
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    const pty = {
      term: 'xterm-256color',
      cols: size.columns,
      rows: size.rows,
      width: 0,
      height: 0,
    };
    client.exec(command, { pty }, (error, opened) => {
      if (error === undefined) resolve(opened);
      else reject(error);
    });
  });
  const from = performance.now();
  let bytes = 0;
  channel.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    sink.take(chunk, channel);
  });
  await new Promise((resolve) => channel.on('close', resolve));
  await sink.done();
  return { elapsedMs: performance.now() - from, bytes };
}

/** Milliseconds that the emulator alone takes for bytes that are all there: slices of 1 KiB, awaited every 256 KiB. */
async function emulatorAlone(bytes: Uint8Array): Promise<number> {
  const terminal = new headless.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback: 100,
    allowProposedApi: true,
    logLevel: 'off',
  });
  const from = performance.now();
  for (let batch = 0; batch < bytes.length; batch += BATCH_BYTES) {
    const end = Math.min(bytes.length, batch + BATCH_BYTES);
    await new Promise<void>((resolve) => {
      for (let at = batch; at < end; at += SLICE_BYTES) {
        const isLast = at + SLICE_BYTES >= end;
        terminal.write(
          bytes.subarray(at, Math.min(end, at + SLICE_BYTES)),
          isLast ? resolve : undefined,
        );
      }
    });
  }
  const elapsedMs = performance.now() - from;
  terminal.dispose();
  return elapsedMs;
}

/** Keeps what comes, for the emulator. */
function collected(): { sink: Sink; parts: Uint8Array[] } {
  const parts: Uint8Array[] = [];
  return { sink: { take: (bytes) => parts.push(bytes), done: () => Promise.resolve() }, parts };
}

const dropped: Sink = { take: () => undefined, done: () => Promise.resolve() };

/** Pauses and resumes the channel as a session does. */
function readInto(): { sink: Sink; reader: TerminalReader } {
  let paused: ClientChannel | null = null;
  let tookAtMs = performance.now();
  const reader = createTerminalReader({
    size,
    marksSecret: SECRET,
    keptLimitBytes: () => limits.keptLinesPerSessionBytes,
    onReply: () => undefined,
    onParsed: () => {
      paused?.resume();
      paused = null;
    },
  });
  const begin = `\x1b]133;A;k=${SECRET};cwd=/\x07\x1b]133;B;k=${SECRET}\x07\x1b]133;C;k=${SECRET}\x07`;
  reader.write(encoder.encode(begin), 0);
  const sink: Sink = {
    take(bytes, channel) {
      reader.write(bytes, Math.round(performance.now()));
      if (reader.pendingBytes > limits.parserHighWaterBytes) {
        paused = channel;
        channel.pause();
      }
      if (performance.now() - tookAtMs > 250) {
        tookAtMs = performance.now();
        reader.takeChanges();
      }
    },
    done: () => reader.parsed(),
  };
  return { sink, reader };
}

function heapBytes(): number {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
}

const server = await startOpensshServer();
try {
  const client = await connected(server);
  for (const [name, command] of floods) {
    const raw: number[] = [];
    const whole: number[] = [];
    let sizeBytes = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { elapsedMs, bytes } = await flood(client, command, dropped);
      raw.push(elapsedMs);
      sizeBytes = bytes;
      const { sink, reader } = readInto();
      whole.push((await flood(client, command, sink)).elapsedMs);
      reader.dispose();
    }
    const { sink, parts } = collected();
    await flood(client, command, sink);
    const aloneMs = await emulatorAlone(Buffer.concat(parts));
    const [rawMs, wholeMs] = [Math.min(...raw), Math.min(...whole)];
    const speed = (ms: number): string => (sizeBytes / 1e3 / ms).toFixed(0);
    const percent = Math.round((100 * rawMs) / wholeMs);
    console.log(
      `  ${name}: raw ssh2 ${speed(rawMs)} MB/s, with the reader ${speed(wholeMs)} MB/s, ${String(percent)} percent ` +
        `(aim at least 70, ${percent >= 70 ? 'met' : 'not met'}; best of ${String(ROUNDS)}); ` +
        `the emulator alone, from memory, ${speed(aloneMs)} MB/s, the reader ${(aloneMs / wholeMs).toFixed(2)} times that.`,
    );
  }
  const before = heapBytes();
  const { sink, reader } = readInto();
  await flood(client, 'seq 1 10000000', sink);
  reader.takeChanges();
  const held = heapBytes() - before;
  console.log(
    `  A block of 10,000,000 lines: the reader counts ${(reader.keptBytes / 1_024).toFixed(0)} KiB of kept lines; ` +
      `${(held / 1_048_576).toFixed(1)} MiB more in use with the emulator, after collection.`,
  );
  reader.dispose();
  client.end();
} finally {
  await server.stop();
}
