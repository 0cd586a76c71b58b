/**
 * What `npm test` runs on a prepared clone: every check and every test, each step named and timed in a sentence.
 * It goes on after a failure, so that one run tells everything, and ends with the sum as its very last line.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBundleBudget } from './bundle-budget.mjs';
import { readTestCounts } from './test-counts.mjs';

const minuteMs = 60_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const inModules = (/** @type {string[]} */ ...parts) => join(root, 'node_modules', ...parts);
const reportFolder = mkdtempSync(join(tmpdir(), 'earshot-test-'));

/** Tools start `node` by name; they must find the one that runs this. */
const env = {
  ...process.env,
  PATH: `${inModules('.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  NO_COLOR: '1',
};

/**
 * Runs a script to its end with its output shown as it comes; true when it exited with 0 in time.
 * @param {string[]} args
 * @param {number} limitMs
 * @returns {Promise<boolean>}
 */
function runNode(args, limitMs) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const limit = setTimeout(() => {
      console.log(`Ended after ${String(limitMs / minuteMs)} minutes, which is too long.`);
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, limitMs);
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve(code === 0);
    });
  });
}

/** @type {import('./test-counts.mjs').TestCounts} */
const total = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs the tests of one vitest project and adds what it reports to the total.
 * @param {string} project
 * @param {number} limitMs
 */
async function runTests(project, limitMs) {
  const reportFile = join(reportFolder, `${project}.json`);
  const isFine = await runNode(
    [
      inModules('vitest', 'vitest.mjs'),
      ...['run', '--project', project, '--reporter=default', '--reporter=json'],
      `--outputFile.json=${reportFile}`,
    ],
    limitMs,
  );
  const counts = readTestCounts(reportFile, isFine);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  return isFine && counts.failed === 0;
}

/** A check that is not a test counts as one failure when it fails, so that the last line tells the truth. */
const check = (/** @type {() => Promise<boolean>} */ work) => async () => {
  const isFine = await work();
  if (!isFine) total.failed += 1;
  return isFine;
};

/** @type {{ name: string, run: () => Promise<boolean> }[]} */
const steps = [
  { name: 'Types', run: check(() => runNode([join(root, 'test', 'types.mjs')], 5 * minuteMs)) },
  {
    name: 'Lint',
    run: check(() =>
      runNode([inModules('eslint', 'bin', 'eslint.js'), '--max-warnings', '0'], 5 * minuteMs),
    ),
  },
  {
    name: 'Format',
    run: check(() =>
      runNode(
        [inModules('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
        5 * minuteMs,
      ),
    ),
  },
  {
    name: 'Unused code',
    run: check(() => runNode([inModules('knip', 'bin', 'knip.js')], 5 * minuteMs)),
  },
  {
    name: 'Size of the page',
    run: check(() => {
      const { isFine, sentence } = checkBundleBudget(join(root, 'dist', 'client'));
      console.log(sentence);
      return Promise.resolve(isFine);
    }),
  },
  { name: 'Unit tests', run: () => runTests('unit', 8 * minuteMs) },
  { name: 'Journeys', run: () => runTests('journeys', 20 * minuteMs) },
];

const failedSteps = [];
for (const { name, run } of steps) {
  console.log(`${name}: started.`);
  const startedMs = performance.now();
  const isFine = await run();
  const tookS = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${name}: ${isFine ? 'ok' : 'failed'} after ${tookS} seconds.`);
  if (!isFine) failedSteps.push(name);
}
rmSync(reportFolder, { recursive: true, force: true });
if (failedSteps.length > 0) {
  console.log(`These steps failed: ${failedSteps.join(', ')}.`);
  process.exitCode = 1;
}
console.log(
  `${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped)} skipped`,
);
