/** Makes sure that the data folder is there, belongs to one person alone and can be written. */
import { existsSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failed, success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';

/** Rights of group and others. */
const RIGHTS_OF_OTHERS = 0o077;

/**
 * Makes the folder (mode 0700) where it is missing and gives its real path. Never changes the rights of a folder that is
 * there: one that others can open fails with gateway.data-not-private. Else gateway.data-no-folder,
 * gateway.data-read-only or gateway.disk-full.
 */
export function ensureDataFolder(folder: string): Result<string, Failure> {
  const probe = join(folder, `.write-test-${process.pid}`);
  try {
    makeFolder(folder);
    const found = statSync(folder);
    if (!found.isDirectory()) return failed({ code: 'gateway.data-no-folder', folder });
    // It may be /tmp or a home: to close it would lock others out of what is theirs. Windows has no such rights.
    if (process.platform !== 'win32' && (found.mode & RIGHTS_OF_OTHERS) !== 0)
      return failed({ code: 'gateway.data-not-private', folder });
    // Rights alone do not tell: the disk may be read-only or full.
    writeFileSync(probe, 'x', { mode: 0o600 });
    rmSync(probe, { force: true });
    return success(realpathSync(folder));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOSPC' || code === 'EDQUOT')
      return failed({ code: 'gateway.disk-full', folder });
    if (code === 'ENOTDIR') return failed({ code: 'gateway.data-no-folder', folder });
    return failed({ code: 'gateway.data-read-only', folder });
  }
}

/** Makes a folder and what is missing above it. Node's own recursive way never returns below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
