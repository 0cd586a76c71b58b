/**
 * What every npm script that starts something runs: `start.mjs [--tests | --as-is] SCRIPT [ARGUMENTS]`. It runs on
 * Node 18 and later with nothing installed, prepares the clone, and hands over to Node 24. It stands in the script
 * itself and not in a `pre` script, because npm skips those under `ignore-scripts=true`.
 */
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fittingNode } from './node-program.mjs';
import { inRoot } from './places.mjs';
import { expectInstalled } from './install-packages.mjs';
import { prepare } from './prepare.mjs';
import { SetupStop } from './setup-stop.mjs';

/**
 * Becomes the script where the system can replace a process, else runs it as a child and passes signals and the exit
 * code through. The test for the path is cheap, and a gateway that runs for months should not keep a second Node.
 * @param {string} script path below the root folder
 * @param {readonly string[]} scriptArgs
 */
function handOver(script, scriptArgs) {
  const node = fittingNode();
  const args = [inRoot(script), ...scriptArgs];
  if (process.platform !== 'win32' && 'execve' in process) {
    /** @type {(file: string, args: string[], env: NodeJS.ProcessEnv) => never} */ (process.execve)(
      realpathSync(node),
      [node, ...args],
      process.env,
    );
  }
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  process.on('SIGINT', () => {
    // Ctrl+C at a terminal reaches the child by itself; twice would mean "at once" to it.
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  child.on('error', (error) => {
    stop(new SetupStop(`Node could not be started: ${error.message}`));
  });
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    process.exitCode = code ?? 1;
  });
}

/**
 * Ends with one sentence for an expected stop; anything else is a bug and shows where it happened.
 * @param {unknown} error
 */
function stop(error) {
  console.error(error instanceof SetupStop ? error.message : error);
  process.exitCode = 1;
}

const [first = '', ...rest] = process.argv.slice(2);
const mode = first === '--tests' || first === '--as-is' ? first : undefined;
const [script = '', ...scriptArgs] = mode === undefined ? [first, ...rest] : rest;
try {
  if (mode === '--as-is') {
    expectInstalled();
  } else {
    await prepare({ isForTests: mode === '--tests', needsPage: !scriptArgs.includes('--help') });
  }
  handOver(script, scriptArgs);
} catch (error) {
  stop(error);
}
