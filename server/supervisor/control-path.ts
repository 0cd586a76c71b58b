/** Where the supervisor of a data folder listens for commands; every command of the same person finds the same path. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Bytes in the path of a Unix socket that every system allows (sockaddr_un: 104 on macOS, 108 on Linux). */
const SOCKET_PATH_LIMIT_BYTES = 100;

/** The path for a data folder, given by its real path: inside it, or where that is too long in a private folder. */
export function controlPathFor(dataFolder: string): string {
  const digest = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\earshot-${digest}`;
  const inside = join(dataFolder, 'control.sock');
  if (Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT_BYTES) return inside;
  const folder = join(tmpdir(), `earshot-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const facts = lstatSync(folder);
  // Anyone may have made that folder; only our own, closed to others, is used.
  if (facts.uid !== userInfo().uid || !facts.isDirectory() || (facts.mode & 0o077) !== 0) {
    throw new Error(`The folder ${folder} does not belong to this person alone.`);
  }
  return join(folder, `${digest}.sock`);
}
