/** Runs a program whose output matters only when it fails, and says now and then that it is still at work. */
import { spawn } from 'node:child_process';
import { rootFolder } from './places.mjs';

/** A silent wait is hard to tell from a hang, above all by ear. */
const reminderMs = 20_000;
/** The end of a long output holds the reason; more would only be read aloud in vain. */
const keptOutputCharacters = 20_000;

/**
 * @typedef {object} QuietRun
 * @property {string} program
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env] replaces the environment when given
 * @property {string} [reminder] a sentence to print every 20 seconds
 */

/**
 * Runs a program to its end in the root folder, without a shell and without input.
 * Resolves with whether it exited with 0 and the last 20,000 characters of what it printed; never rejects.
 * @param {QuietRun} run
 * @returns {Promise<{ isFine: boolean, output: string }>}
 */
export function runQuietly({ program, args, env, reminder }) {
  return new Promise((resolve) => {
    let output = '';
    const keep = (/** @type {string} */ chunk) => {
      output = (output + chunk).slice(-keptOutputCharacters);
    };
    const child = spawn(program, args, {
      cwd: rootFolder,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const timer = setInterval(() => {
      if (reminder !== undefined) console.log(reminder);
    }, reminderMs);
    const end = (/** @type {boolean} */ isFine) => {
      clearInterval(timer);
      resolve({ isFine, output });
    };
    child.on('error', (error) => {
      keep(`${error.message}\n`);
      end(false);
    });
    child.on('close', (code) => {
      end(code === 0);
    });
  });
}
