/** Brings node_modules in line with package-lock.json, and leaves it alone when it already is. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { packagedNodePath, platformName } from './node-program.mjs';
import { inRoot } from './places.mjs';
import { runQuietly } from './run-quietly.mjs';
import { SetupStop } from './setup-stop.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

const stampFile = inRoot('node_modules', '.earshot-packages');

/** Nothing from a registry may run code while it is installed; everything that builds or tests is wanted. */
const installFlags = [
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
];

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/**
 * Reads the packages of a lockfile, or undefined when there is no file.
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readLockedPackages(file) {
  if (!existsSync(file)) return undefined;
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  return /** @type {{ packages: Record<string, LockedPackage> }} */ (lock).packages;
}

/** Whether what npm noted in node_modules at the end of its last run is what the lockfile asks for. */
function isInstalled() {
  const wanted = readLockedPackages(inRoot('package-lock.json')) ?? {};
  const present = readLockedPackages(inRoot('node_modules', '.package-lock.json'));
  if (present === undefined) return false;
  const node = packagedNodePath();
  if (node !== undefined && !existsSync(node)) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const there = present[path];
    // Packages for other platforms stay away; that is not a difference.
    if (there === undefined) return optional === true;
    return there.version === version && there.integrity === integrity;
  });
}

/** How to start npm without a shell: through the Node and the script that run it now, where npm told them. */
function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script !== undefined && basename(script) === 'npm-cli.js') {
    return { program: process.env['npm_node_execpath'] ?? process.execPath, first: [script] };
  }
  return { program: 'npm', first: [] };
}

/**
 * Runs one npm command with the flags every install here has.
 * @param {readonly string[]} args
 */
function runNpm(args) {
  const { program, first } = npmCommand();
  return runQuietly({
    program,
    args: [...first, ...args, ...installFlags],
    reminder: 'Still installing packages.',
  });
}

/**
 * Installs what the lockfile says when a stamp, made of the lockfile and the platform, shows that it was not done.
 * Prints one sentence when there is work. Throws a SetupStop when npm fails, after printing what npm said.
 */
export async function installPackages() {
  const stamp = hashOf(['package-lock.json'], platformName);
  const previous = readStamp(stampFile);
  if (previous === stamp) return;
  if (isInstalled()) {
    writeStamp(stampFile, stamp);
    return;
  }
  if (previous === undefined) {
    console.log('Installing packages. This happens once.');
  } else {
    console.log('Installing packages, because they changed.');
    // An older gateway may be running from this folder, and `npm ci` would empty it first.
    await runNpm(['install', '--no-save']);
  }
  if (!isInstalled()) {
    const { isFine, output } = await runNpm(['ci']);
    if (!isFine || !isInstalled()) {
      console.error(output.trim());
      throw new SetupStop(
        'The packages could not be installed. Above is what npm said. Check the network connection and try again.',
      );
    }
  }
  writeStamp(stampFile, stamp);
}

/** Throws a SetupStop when no packages were ever installed here. */
export function expectInstalled() {
  if (existsSync(inRoot('node_modules', '.package-lock.json'))) return;
  throw new SetupStop('Earshot is not installed here yet. Run npm start first.');
}
