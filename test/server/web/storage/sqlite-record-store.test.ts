/** Records: compare-and-swap, limits, and owners that never see each other. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OwnerId, RecordId } from '../../../../shared/model/ids.ts';
import { encodeMessage } from '../../../../shared/protocol/codec.ts';
import { SERVER_MESSAGE_LIMIT_BYTES } from '../../../../shared/protocol/envelope.ts';
import {
  RECORD_BODY_LIMIT,
  RECORDS_PER_KIND_LIMIT,
  type StoredRecord,
} from '../../../../shared/protocol/record-conversation.ts';
import {
  DATABASE_FILE,
  openDatabase,
  type Database,
} from '../../../../server/web/adapters/storage/database.ts';
import { createSqliteAccountStore } from '../../../../server/web/adapters/storage/sqlite-account-store.ts';
import { createSqliteRecordStore } from '../../../../server/web/adapters/storage/sqlite-record-store.ts';
import type { RecordStore } from '../../../../server/web/ports/record-store.ts';

const anna = 'anna-owner-000000' as OwnerId;
const boris = 'boris-owner-00000' as OwnerId;
const kind = 'host';
let folder = '';
let database: Database;
let records: RecordStore;

const idOf = (number: number): RecordId => `record-${String(number).padStart(12, '0')}` as RecordId;
const one = idOf(1);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-records-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.code);
  database = opened.value;
  records = createSqliteRecordStore(database);
  createSqliteAccountStore(database).change((rows) => {
    rows.addOwner(anna, 0);
    rows.addOwner(boris, 0);
  });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function listOf(ownerId: OwnerId): StoredRecord[] {
  const listed = records.list(ownerId);
  if (!listed.ok) throw new Error(listed.failure.code);
  return listed.value;
}

test('a record is made at revision 0, changed and destroyed at the revision last seen', () => {
  expect(records.put(anna, { kind, id: one, revision: 0 }, 'a')).toEqual({
    ok: true,
    value: { kind, id: one, revision: 1, body: 'a' },
  });
  expect(records.put(anna, { kind, id: one, revision: 1 }, 'b').ok).toBe(true);
  expect(listOf(anna)).toEqual([{ kind, id: one, revision: 2, body: 'b' }]);
  expect(records.delete(anna, { kind, id: one, revision: 2 }).ok).toBe(true);
  expect(listOf(anna)).toEqual([]);
});

test('an older or newer revision changes nothing and tells the stored one', () => {
  records.put(anna, { kind, id: one, revision: 0 }, 'a');
  records.put(anna, { kind, id: one, revision: 1 }, 'b');
  const conflict = { ok: false, failure: { code: 'record.conflict', revision: 2 } };
  for (const revision of [0, 1, 3]) {
    expect(records.put(anna, { kind, id: one, revision }, 'lost')).toEqual(conflict);
    if (revision > 0) expect(records.delete(anna, { kind, id: one, revision })).toEqual(conflict);
  }
  expect(listOf(anna)[0]?.body).toBe('b');
});

test('what does not exist can be neither changed nor destroyed', () => {
  const unknown = { ok: false, failure: { code: 'record.unknown' } };
  expect(records.put(anna, { kind, id: one, revision: 1 }, 'a')).toEqual(unknown);
  expect(records.delete(anna, { kind, id: one, revision: 1 })).toEqual(unknown);
  expect(records.delete(anna, { kind, id: one, revision: 0 })).toEqual(unknown);
});

test('the same id of another owner is another record, and looks like one that was never made', () => {
  records.put(boris, { kind, id: one, revision: 0 }, 'secret of boris');
  for (const id of [one, idOf(2)]) {
    const unknown = { ok: false, failure: { code: 'record.unknown' } };
    expect(records.put(anna, { kind, id, revision: 1 }, 'x')).toEqual(unknown);
    expect(records.delete(anna, { kind, id, revision: 1 })).toEqual(unknown);
    expect(records.put(anna, { kind, id, revision: 0 }, 'own').ok).toBe(true);
  }
  expect(listOf(boris)).toEqual([{ kind, id: one, revision: 1, body: 'secret of boris' }]);
});

test('any text comes back as it was stored', () => {
  let number = 0;
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (body) => {
      number += 1;
      records.put(anna, { kind, id: idOf(number), revision: 0 }, body);
      expect(listOf(anna).find(({ id }) => id === idOf(number))?.body).toBe(body);
    }),
    { numRuns: 50 },
  );
});

test('a body beyond the limit is refused', () => {
  const put = records.put(anna, { kind, id: one, revision: 0 }, 'x'.repeat(RECORD_BODY_LIMIT + 1));
  expect(put).toEqual({
    ok: false,
    failure: { code: 'record.too-large', limitBytes: RECORD_BODY_LIMIT },
  });
  expect(listOf(anna)).toEqual([]);
});

test('an owner has at most 2,000 of a kind; changing one of them still works', () => {
  database.write((rows) => {
    const insert = rows.prepare(
      `INSERT INTO records (owner, kind, id, revision, body, listed_bytes) VALUES (?, 'host', ?, 1, '', 60)`,
    );
    for (let number = 1; number <= RECORDS_PER_KIND_LIMIT; number += 1)
      insert.run(anna, idOf(number));
  });
  const more = { kind, id: idOf(9_999), revision: 0 } as const;
  expect(records.put(anna, more, '')).toEqual({
    ok: false,
    failure: { code: 'record.too-many', limit: RECORDS_PER_KIND_LIMIT },
  });
  expect(records.put(boris, more, '').ok).toBe(true);
  expect(records.put(anna, { ...more, kind: 'known-host' }, '').ok).toBe(true);
  expect(records.put(anna, { kind, id: one, revision: 1 }, 'changed').ok).toBe(true);
});

test('all records of an owner always fit into one message, also when their text must be escaped', () => {
  const body = '"'.repeat(RECORD_BODY_LIMIT);
  let refused = null;
  for (let number = 1; refused === null && number < 500; number += 1) {
    const put = records.put(anna, { kind, id: idOf(number), revision: 0 }, body);
    if (!put.ok) refused = put.failure.code;
  }
  expect(refused).toBe('record.too-many');
  const message = { type: 'record.listed', requestId: 1, records: listOf(anna) };
  const bytes = Buffer.byteLength(encodeMessage(message));
  expect(bytes).toBeLessThanOrEqual(SERVER_MESSAGE_LIMIT_BYTES);
  expect(bytes).toBeGreaterThan(SERVER_MESSAGE_LIMIT_BYTES * 0.9);
});

test('only the owner of the process may read the files', () => {
  records.put(anna, { kind, id: one, revision: 0 }, 'a');
  for (const suffix of ['', '-wal', '-shm']) {
    const { mode } = statSync(join(folder, `${DATABASE_FILE}${suffix}`));
    expect([suffix, (mode & 0o777).toString(8)]).toEqual([suffix, '600']);
  }
});
