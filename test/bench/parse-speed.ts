/**
 * Says how fast the terminal reader takes a flood, as a ratio to the emulator alone in the same run:
 * `node test/bench/parse-speed.ts [MEGABYTES]`.
 */
import headless from '@xterm/headless';
import { limits } from '../../server/config/limits.ts';
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

interface ReaderFigures {
  readonly elapsedMs: number;
  readonly lineCount: number;
  readonly linesPassedOver: number;
}

/** Milliseconds that the whole reader needs, paused and resumed as a session does it. */
async function wholeReader(lines: Uint8Array): Promise<ReaderFigures> {
  let wake: () => void = () => undefined;
  const reader = createTerminalReader({
    size,
    marksSecret: secret,
    keptLimitBytes: () => limits.keptLinesPerSessionBytes,
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
  const { linesPassedOver } = reader;
  reader.dispose();
  return { elapsedMs, lineCount: last?.lineCount ?? 0, linesPassedOver };
}

/** The same lines in colour: none of them is plain. */
const colouredLine = `\x1b[32m${line.slice(0, 45)}\x1b[m\r\n`;
const coloured = new TextEncoder().encode(
  colouredLine.repeat(Math.ceil((megabytes * 1e6) / colouredLine.length)),
);

const speeds = (elapsedMs: number) => (lines.length / 1e6 / (elapsedMs / 1_000)).toFixed(0);
const alone: number[] = [];
const plain: ReaderFigures[] = [];
const inColour: ReaderFigures[] = [];
for (let round = 0; round < 3; round += 1) {
  alone.push(await emulatorAlone());
  plain.push(await wholeReader(lines));
  inColour.push(await wholeReader(coloured));
}
const aloneMs = Math.min(...alone);
const report = (name: string, figures: readonly ReaderFigures[]): string => {
  const elapsedMs = Math.min(...figures.map((round) => round.elapsedMs));
  const { lineCount, linesPassedOver } = figures[0] ?? { lineCount: 0, linesPassedOver: 0 };
  const share = ((100 * linesPassedOver) / lineCount).toFixed(0);
  return (
    `The reader took ${name} at ${speeds(elapsedMs)} MB/s, ${(aloneMs / elapsedMs).toFixed(2)} times the emulator ` +
    `alone (${speeds(aloneMs)} MB/s; best of 3): ${String(lineCount)} lines counted, ${share} percent from their bytes.`
  );
};
console.log(report('plain lines', plain));
console.log(report('coloured lines', inColour));
console.log(`${(process.memoryUsage().rss / 1_048_576).toFixed(0)} MiB in use.`);
