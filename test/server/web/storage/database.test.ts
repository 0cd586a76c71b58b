/** Opening the database: new, newer, damaged, read-only and full. */
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OwnerId, RecordId } from '../../../../shared/model/ids.ts';
import {
  DATABASE_FILE,
  openDatabase,
  type Database,
} from '../../../../server/web/adapters/storage/database.ts';
import { createSqliteAccountStore } from '../../../../server/web/adapters/storage/sqlite-account-store.ts';
import { createSqliteRecordStore } from '../../../../server/web/adapters/storage/sqlite-record-store.ts';

let folder = '';
const owner = 'some-owner-000000' as OwnerId;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-database-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(): Database {
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

/** Fills the database with some pages, closed at the end. */
function fill(): string {
  const database = open();
  createSqliteAccountStore(database).change((rows) => rows.addOwner(owner, 0));
  const records = createSqliteRecordStore(database);
  for (let number = 0; number < 30; number += 1) {
    const id = `record-${String(number).padStart(12, '0')}` as RecordId;
    records.put(owner, { kind: 'host', id, revision: 0 }, 'x'.repeat(4_000));
  }
  database.close();
  return join(folder, DATABASE_FILE);
}

test('a missing folder is made for its owner alone', () => {
  folder = join(folder, 'deep', 'data');
  open().close();
  expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
});

test('what was stored is there after opening again, and journal and sync are as promised', () => {
  fill();
  const database = open();
  const pragmas = database.read((rows) => ({
    ...rows.prepare('PRAGMA journal_mode').get(),
    ...rows.prepare('PRAGMA synchronous').get(),
    ...rows.prepare('PRAGMA foreign_keys').get(),
  }));
  expect(pragmas).toEqual({
    ok: true,
    value: { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 },
  });
  const listed = createSqliteRecordStore(database).list(owner);
  expect(listed.ok && listed.value.length).toBe(30);
  database.close();
});

test('a database of a newer version is refused and left as it is', () => {
  const database = open();
  database.write((rows) => rows.exec('PRAGMA user_version = 999'));
  database.close();
  const before = readFileSync(join(folder, DATABASE_FILE));
  expect(openDatabase(folder)).toEqual({
    ok: false,
    failure: { code: 'gateway.data-newer', folder },
  });
  expect(readFileSync(join(folder, DATABASE_FILE)).equals(before)).toBe(true);
});

test('a file that is no database, or one with a broken page, is refused', () => {
  const damaged = { ok: false, failure: { code: 'gateway.data-damaged', folder } };
  const path = fill();
  const good = readFileSync(path);
  writeFileSync(path, 'This is not a database, it only stands in its place.'.repeat(100));
  expect(openDatabase(folder)).toEqual(damaged);
  writeFileSync(path, good);
  const file = openSync(path, 'r+');
  // The pages after the first hold the tables' rows.
  for (let page = 2; page < good.length / 4_096; page += 1)
    writeSync(file, Buffer.alloc(2_048, 0xee), 0, 2_048, page * 4_096);
  closeSync(file);
  expect(openDatabase(folder)).toEqual(damaged);
});

test('a folder in which nothing can be made is told as read-only', () => {
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, '');
  const under = join(blocked, 'data');
  expect(openDatabase(under)).toEqual({
    ok: false,
    failure: { code: 'gateway.data-read-only', folder: under },
  });
  mkdirSync(join(folder, DATABASE_FILE));
  expect(openDatabase(folder)).toMatchObject({ failure: { code: 'gateway.data-read-only' } });
});

test('when there is no more room the write fails, earlier ones stay, and later ones work again', () => {
  fill();
  const database = open();
  const records = createSqliteRecordStore(database);
  const setPages = (count: number): void => {
    database.read((rows) => rows.exec(`PRAGMA max_page_count = ${count}`));
  };
  setPages(1);
  const id = 'record-that-fills' as RecordId;
  const body = 'y'.repeat(16_000);
  const full = records.put(owner, { kind: 'host', id, revision: 0 }, body);
  expect(full).toEqual({ ok: false, failure: { code: 'gateway.disk-full', folder } });
  const listed = records.list(owner);
  expect(listed.ok && listed.value.length).toBe(30);
  setPages(1_000_000);
  expect(records.put(owner, { kind: 'host', id, revision: 0 }, body).ok).toBe(true);
  database.close();
});

test('a bug in a transaction is thrown on and undoes what was written', () => {
  const database = open();
  const accounts = createSqliteAccountStore(database);
  expect(() =>
    accounts.change((rows) => {
      rows.addOwner(owner, 0);
      throw new Error('a bug');
    }),
  ).toThrow('a bug');
  const first = accounts.read((rows) => rows.firstOwner());
  expect(first).toEqual({ ok: true, value: null });
  database.close();
});
