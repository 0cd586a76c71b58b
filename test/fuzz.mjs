/**
 * `npm run test:fuzz`: 100,000 random and mutated streams through the reader, shared among the processors; each share
 * prints its seed. A slice over 50 ms fails. FUZZ_RUNS and FUZZ_SEED say otherwise how many and from which seed on.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.env['FUZZ_RUNS'] ?? 100_000);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 30));
// One processor stays free, so that a slow slice is the reader's own.
const shares = Math.max(1, Math.min(4, availableParallelism() - 1));
const test = 'test/server/keeper/terminal/fuzz.test.ts';

/** @type {(share: number) => Promise<boolean>} */
const runShare = (share) =>
  new Promise((resolve) => {
    const args = ['run', '--project', 'unit', '--reporter=default', test];
    const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        FUZZ_RUNS: String(Math.ceil(runs / shares)),
        FUZZ_SEED: String(firstSeed + share),
        FUZZ_SLICE_LIMIT_MS: '50',
        NO_COLOR: '1',
      },
    });
    child.on('close', (code) => resolve(code === 0));
  });

console.log(
  `${String(runs)} streams in ${String(shares)} shares, seeds from ${String(firstSeed)} on.`,
);
const results = await Promise.all(Array.from({ length: shares }, (_, share) => runShare(share)));
if (results.includes(false)) process.exitCode = 1;
