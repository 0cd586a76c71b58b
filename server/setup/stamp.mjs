/** Remembers for what input a step was last done, so that a start with nothing new does nothing. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { inRoot, rootFolder } from './places.mjs';

/**
 * Gives every file below a path, or the path itself when it is a file, in a fixed order; nothing when it is missing.
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  const found = [];
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = next;
    try {
      waiting.push(...readdirSync(folder).map((name) => join(folder, name)));
    } catch {
      // Not a folder, so a file.
      found.push(folder);
    }
  }
  return found.sort();
}

/**
 * Hashes the names and contents of files and folders below the root folder, with `extra` mixed in. Times are left
 * out, because a checkout changes them and nothing else.
 * @param {readonly string[]} sources
 * @param {string} [extra]
 */
export function hashOf(sources, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const file of sources.flatMap((source) => filesBelow(inRoot(source)))) {
    const content = readFileSync(file);
    const name = relative(rootFolder, file).split(sep).join('/');
    hash.update(`\n${name} ${String(content.length)}\n`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Reads a stamp, or undefined when the step was never done.
 * @param {string} file
 */
export function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/**
 * Writes a stamp after the step succeeded.
 * @param {string} file
 * @param {string} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${stamp}\n`);
}
