/** What SQLite and the file system report when the disk is at fault, as failures. All else is a bug and stays thrown. */
import type { Failure } from '../../../../shared/failures/failure.ts';

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html). */
const READ_ONLY = 8;
const INPUT_OUTPUT = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** Extended codes of INPUT_OUTPUT that a full disk causes: write, sync, truncate and growth of the shared index. */
const fullDiskCodes = new Set([778, 1034, 1546, 4874]);

/** No right to write there, or something stands in the way of the folder. */
const readOnlyErrors = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENOENT',
]);

/** The failure behind an error of SQLite or the file system, null when the error is something else. */
export function storageFailure(error: unknown, folder: string): Failure | null {
  if (!(error instanceof Error)) return null;
  if ('errcode' in error && typeof error.errcode === 'number')
    return sqliteFailure(error.errcode, folder);
  if (!('code' in error) || typeof error.code !== 'string') return null;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    return { code: 'gateway.disk-full', folder };
  if (readOnlyErrors.has(error.code)) return { code: 'gateway.data-read-only', folder };
  return null;
}

function sqliteFailure(extendedCode: number, folder: string): Failure | null {
  if (fullDiskCodes.has(extendedCode)) return { code: 'gateway.disk-full', folder };
  switch (extendedCode & 0xff) {
    case FULL:
      return { code: 'gateway.disk-full', folder };
    case READ_ONLY:
    case CANNOT_OPEN:
      return { code: 'gateway.data-read-only', folder };
    case CORRUPT:
    case NOT_A_DATABASE:
    case INPUT_OUTPUT:
      return { code: 'gateway.data-damaged', folder };
    default:
      return null;
  }
}
