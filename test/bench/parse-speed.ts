/**
 * Says how fast the terminal reader takes a flood, as a ratio to the emulator alone in the same run:
 * `node test/bench/parse-speed.ts [MEGABYTES]`.
 */
import headless from '@xterm/headless';
import { createTerminalReader } from '../../server/keeper/terminal/terminal-reader.ts';

const megabytes = Number(process.argv[2] ?? 60);
const size = { columns: 100, rows: 30 };
const secret = 'benchbenchbenchbench';
/** As much as an SSH packet brings. */
const CHUNK_BYTES = 32 * 1_024;
const HIGH_WATER_BYTES = 512 * 1_024;
const LOW_WATER_BYTES = 128 * 1_024;

const line = `${'The quick brown fox jumps over the lazy dog, then naps.'.slice(0, 55)}\r\n`;
const lines = new TextEncoder().encode(line.repeat(Math.ceil((megabytes * 1e6) / line.length)));

/** Milliseconds that the emulator alone needs: slices of 1 KiB, awaited every 256 KiB. */
async function emulatorAlone(): Promise<number> {
  const terminal = new headless.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback: 100,
    allowProposedApi: true,
  });
  const from = performance.now();
  for (let batch = 0; batch < lines.length; batch += 256 * 1_024) {
    const end = Math.min(lines.length, batch + 256 * 1_024);
    await new Promise<void>((resolve) => {
      for (let at = batch; at < end; at += 1_024) {
        const isLast = at + 1_024 >= end;
        terminal.write(lines.subarray(at, Math.min(end, at + 1_024)), isLast ? resolve : undefined);
      }
    });
  }
  return performance.now() - from;
}

/** Milliseconds that the whole reader needs, paused and resumed as a session does it. */
async function wholeReader(): Promise<{ elapsedMs: number; lineCount: number }> {
  let wake: () => void = () => undefined;
  const reader = createTerminalReader({
    size,
    marksSecret: secret,
    onReply: () => undefined,
  });
  reader.write(
    new TextEncoder().encode(`\x1b]133;A;k=${secret};cwd=/\x07\x1b]133;C;k=${secret}\x07`),
    0,
  );
  const from = performance.now();
  let tookAt = from;
  for (let at = 0; at < lines.length; at += CHUNK_BYTES) {
    reader.write(lines.subarray(at, at + CHUNK_BYTES), Math.round(performance.now()));
    if (reader.pendingBytes > HIGH_WATER_BYTES) {
      while (reader.pendingBytes > LOW_WATER_BYTES) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(() => {
            wake();
          }, 1);
        });
      }
    }
    if (performance.now() - tookAt > 250) {
      tookAt = performance.now();
      reader.takeChanges();
    }
  }
  await reader.parsed();
  const last = reader.takeChanges().findLast((change) => change.type === 'block.printed');
  const elapsedMs = performance.now() - from;
  reader.dispose();
  return { elapsedMs, lineCount: last?.lineCount ?? 0 };
}

const speeds = (elapsedMs: number) => (lines.length / 1e6 / (elapsedMs / 1_000)).toFixed(0);
const alone: number[] = [];
const whole: number[] = [];
let lineCount = 0;
for (let round = 0; round < 3; round += 1) {
  alone.push(await emulatorAlone());
  const result = await wholeReader();
  whole.push(result.elapsedMs);
  lineCount = result.lineCount;
}
const aloneMs = Math.min(...alone);
const wholeMs = Math.min(...whole);
const memory = (process.memoryUsage().rss / 1_048_576).toFixed(0);
console.log(
  `The reader took ${speeds(wholeMs)} MB/s, the emulator alone ${speeds(aloneMs)} MB/s (ratio ` +
    `${(aloneMs / wholeMs).toFixed(2)}; best of 3, ${String(lineCount)} lines counted, ${memory} MiB in use).`,
);
