/** Builds the page into dist/client, and leaves it alone when its sources did not change. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { fittingNode } from './node-program.mjs';
import { inRoot } from './places.mjs';
import { runQuietly } from './run-quietly.mjs';
import { SetupStop } from './setup-stop.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

const builtFolder = inRoot('dist', 'client');
// Beside the folder, not in it: all that is in it is served.
const stampFile = inRoot('dist', 'client-stamp');
const sources = [
  'client',
  'shared',
  'public',
  'vite.config.ts',
  'tsconfig.base.json',
  'package-lock.json',
];

/**
 * Builds the page when a stamp over its sources shows that it was not done. A gateway that serves the old page goes
 * on serving it until the new one is whole. Prints one sentence when there is work; throws a SetupStop on failure.
 */
export async function buildPage() {
  const stamp = hashOf(sources);
  if (readStamp(stampFile) === stamp && existsSync(builtFolder)) return;
  console.log('Building the page.');
  const { isFine, output } = await runQuietly({
    program: fittingNode(),
    args: [
      inRoot('node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      '--outDir',
      '../dist/client-next',
      '--logLevel',
      'warn',
    ],
    reminder: 'Still building the page.',
  });
  if (!isFine) {
    console.error(output.trim());
    throw new SetupStop('The page could not be built. Above is what the builder said.');
  }
  const oldFolder = inRoot('dist', 'client-old');
  rmSync(oldFolder, { recursive: true, force: true });
  if (existsSync(builtFolder)) renameSync(builtFolder, oldFolder);
  renameSync(inRoot('dist', 'client-next'), builtFolder);
  rmSync(oldFolder, { recursive: true, force: true });
  writeStamp(stampFile, stamp);
}
