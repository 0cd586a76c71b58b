/** Lets one setup at a time work in this folder: two starts at once would install over each other. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './places.mjs';
import { SetupStop } from './setup-stop.mjs';

const lockFile = inRoot('dist', 'setup.lock');
const pollMs = 250;
/** Longer than a cold install on a slow line; then a person should look. */
const patienceMs = 10 * 60_000;

/** Whether the process that holds the lock is still there. A lock left by a killed setup does not count. */
function isHeld() {
  let holder;
  try {
    holder = Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return false;
  }
  // An empty file was just made by a setup that has not written its number yet.
  if (holder === 0) return true;
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Takes the lock file if nobody has it. */
function tryToTake() {
  mkdirSync(dirname(lockFile), { recursive: true });
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Runs `work` while no other setup works in this folder; waits up to ten minutes for another to end.
 * @param {() => Promise<void>} work
 */
export async function withPrepareLock(work) {
  const startedMs = Date.now();
  let isToldToWait = false;
  while (!tryToTake()) {
    if (!isHeld()) {
      rmSync(lockFile, { force: true });
      continue;
    }
    if (!isToldToWait) console.log('Waiting for another start in this folder to finish its setup.');
    isToldToWait = true;
    if (Date.now() - startedMs > patienceMs) {
      throw new SetupStop(
        `Another setup has not ended for ten minutes. If none runs, delete ${lockFile}.`,
      );
    }
    await wait(pollMs);
  }
  try {
    await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}
