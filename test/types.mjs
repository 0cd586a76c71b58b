/** Checks the types of every room at once, each with its own tsconfig, and fails when one of them fails. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));

/**
 * Runs the compiler over one room and gives what it printed.
 * A room whose folder has no source yet (TS18003) has nothing wrong with it.
 * @param {string} room
 * @returns {Promise<{ room: string, output: string, isFine: boolean }>}
 */
function checkRoom(room) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [compiler, '--project', room, '--pretty', 'false'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      output += chunk;
    });
    child.on('close', (code) => {
      resolve({ room, output, isFine: code === 0 || output.includes('error TS18003') });
    });
  });
}

const rooms =
  process.argv.length > 2 ? process.argv.slice(2) : ['.', 'shared', 'server', 'client', 'test'];
const results = await Promise.all(rooms.map(checkRoom));
for (const { output, isFine } of results) if (!isFine) process.stdout.write(output);
const failed = results.filter((result) => !result.isFine).map((result) => result.room);
if (failed.length > 0) {
  console.error(`Types are wrong in: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
