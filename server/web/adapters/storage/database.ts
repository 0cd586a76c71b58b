/**
 * The one SQLite file of the gateway: opened, checked, brought to the newest tables and used in transactions.
 * What stands in the tables belongs to the stores beside it.
 */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { failed, success, type Result } from '../../../../shared/base/result.ts';
import type { Failure } from '../../../../shared/failures/failure.ts';
import { migrations } from './migrations.ts';
import { storageFailure } from './sqlite-failures.ts';

/** File name within the data folder; `-wal` and `-shm` stand beside it while it is open. */
export const DATABASE_FILE = 'earshot.db';
/** How long a transaction waits for another process, such as `npm run pair`. */
const BUSY_TIMEOUT_MS = 5_000;

/** Transactions on the open file. */
export interface Database {
  /** Runs `work` on a steady view of the rows; a disk failure is returned, anything else thrown on. */
  read<Value>(work: (rows: DatabaseSync) => Value): Result<Value, Failure>;
  /** Runs `work` as the only writer and makes it durable before it returns; a throw undoes all of it. */
  write<Value>(work: (rows: DatabaseSync) => Value): Result<Value, Failure>;
  close(): void;
}

/**
 * Opens the database in `dataFolder`, both made when missing (0700, 0600). Fails with gateway.data-newer,
 * gateway.data-damaged, gateway.data-read-only or gateway.disk-full.
 */
export function openDatabase(dataFolder: string): Result<Database, Failure> {
  let rows: DatabaseSync | null = null;
  try {
    const path = join(dataFolder, DATABASE_FILE);
    makePrivateFile(dataFolder, path);
    rows = new DatabaseSync(path, {
      timeout: BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: true,
      allowExtension: false,
    });
    const failure = prepare(rows, dataFolder);
    if (failure === null) return success(transactionsOn(rows, dataFolder));
    rows.close();
    return failed(failure);
  } catch (error) {
    rows?.close();
    const failure = storageFailure(error, dataFolder);
    if (failure === null) throw error;
    return failed(failure);
  }
}

/** SQLite gives `-wal` and `-shm` the mode of the file itself, so it has to be right before SQLite opens it. */
function makePrivateFile(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

/** Sets what holds for every connection, checks the file, and brings the tables to the newest version. */
function prepare(rows: DatabaseSync, folder: string): Failure | null {
  // WAL with FULL: a commit is on the disk before anyone hears that it was done.
  rows.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;');
  if (versionOf(rows) > migrations.length) return { code: 'gateway.data-newer', folder };
  const check = rows.prepare('PRAGMA quick_check(1)').get();
  if (check?.['quick_check'] !== 'ok') return { code: 'gateway.data-damaged', folder };
  // Nothing is written where nothing changes, so that a full disk does not keep the gateway from starting.
  if (versionOf(rows) === migrations.length) return null;
  // Another process may be migrating at this moment; the version is read again under the lock.
  inTransaction(rows, 'IMMEDIATE', () => {
    for (const step of migrations.slice(versionOf(rows))) rows.exec(step);
    rows.exec(`PRAGMA user_version = ${String(migrations.length)}`);
  });
  return null;
}

function versionOf(rows: DatabaseSync): number {
  return Number(rows.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

function transactionsOn(rows: DatabaseSync, folder: string): Database {
  const run = <Value>(mode: 'DEFERRED' | 'IMMEDIATE', work: (rows: DatabaseSync) => Value) => {
    try {
      return success(inTransaction(rows, mode, () => work(rows)));
    } catch (error) {
      const failure = storageFailure(error, folder);
      if (failure === null) throw error;
      return failed(failure);
    }
  };
  return {
    read: (work) => run('DEFERRED', work),
    write: (work) => run('IMMEDIATE', work),
    close() {
      if (rows.isOpen) rows.close();
    },
  };
}

function inTransaction<Value>(
  rows: DatabaseSync,
  mode: 'DEFERRED' | 'IMMEDIATE',
  work: () => Value,
): Value {
  rows.exec(`BEGIN ${mode}`);
  try {
    const value = work();
    rows.exec('COMMIT');
    return value;
  } catch (error) {
    // A full disk may already have undone the transaction.
    if (rows.isTransaction) rows.exec('ROLLBACK');
    throw error;
  }
}
