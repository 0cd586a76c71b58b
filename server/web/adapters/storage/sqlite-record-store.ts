/** Records of owners in SQLite. The owner stands in every statement, so a foreign id and an unknown one are the same. */
import type { DatabaseSync } from 'node:sqlite';
import { failed, success, type Result } from '../../../../shared/base/result.ts';
import { KIB } from '../../../../shared/base/units.ts';
import type { Failure } from '../../../../shared/failures/failure.ts';
import type { OwnerId, RecordId } from '../../../../shared/model/ids.ts';
import { SERVER_MESSAGE_LIMIT_BYTES } from '../../../../shared/protocol/envelope.ts';
import {
  RECORD_BODY_LIMIT,
  RECORDS_PER_KIND_LIMIT,
  type RecordKind,
  type StoredRecord,
} from '../../../../shared/protocol/record-conversation.ts';
import type { RecordStore, RecordVersion } from '../../ports/record-store.ts';
import type { Database } from './database.ts';

/** All records of an owner travel in one message; this is what is left for them beside its envelope. */
export const RECORDS_PER_OWNER_LIMIT_BYTES = SERVER_MESSAGE_LIMIT_BYTES - 4 * KIB;

const oneRow = 'owner = ? AND kind = ? AND id = ?';

/** A record store on the given database. */
export function createSqliteRecordStore(database: Database): RecordStore {
  return {
    list: (ownerId) => database.read((rows) => listRecords(rows, ownerId)),
    put: (ownerId, version, body) =>
      flat(database.write((rows) => putRecord(rows, ownerId, version, body))),
    delete: (ownerId, version) =>
      flat(database.write((rows) => deleteRecord(rows, ownerId, version))),
  };
}

/** The work's own outcome, or the failure of the disk below it. */
function flat<Value>(outcome: Result<Result<Value, Failure>, Failure>): Result<Value, Failure> {
  return outcome.ok ? outcome.value : outcome;
}

function listRecords(rows: DatabaseSync, ownerId: OwnerId): StoredRecord[] {
  return rows
    .prepare('SELECT kind, id, revision, body FROM records WHERE owner = ? ORDER BY kind, id')
    .all(ownerId)
    .map((row) => ({
      kind: row['kind'] as RecordKind,
      id: row['id'] as RecordId,
      revision: Number(row['revision']),
      body: String(row['body']),
    }));
}

function putRecord(
  rows: DatabaseSync,
  ownerId: OwnerId,
  version: RecordVersion,
  body: string,
): Result<StoredRecord, Failure> {
  if (body.length > RECORD_BODY_LIMIT)
    return failed({ code: 'record.too-large', limitBytes: RECORD_BODY_LIMIT });
  const stale = staleness(rows, ownerId, version);
  if (stale !== null) return failed(stale);
  const record = { kind: version.kind, id: version.id, revision: version.revision + 1, body };
  const listedBytes = Buffer.byteLength(JSON.stringify(record)) + 1;
  const crowded = crowding(rows, ownerId, version, listedBytes);
  if (crowded !== null) return failed(crowded);
  rows
    .prepare(
      `INSERT INTO records (owner, kind, id, revision, body, listed_bytes) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (owner, kind, id) DO UPDATE
       SET revision = excluded.revision, body = excluded.body, listed_bytes = excluded.listed_bytes`,
    )
    .run(ownerId, record.kind, record.id, record.revision, body, listedBytes);
  return success(record);
}

function deleteRecord(
  rows: DatabaseSync,
  ownerId: OwnerId,
  version: RecordVersion,
): Result<null, Failure> {
  // Revision 0 means "does not exist", and what does not exist cannot be destroyed.
  const stale: Failure | null =
    version.revision === 0 ? { code: 'record.unknown' } : staleness(rows, ownerId, version);
  if (stale !== null) return failed(stale);
  rows.prepare(`DELETE FROM records WHERE ${oneRow}`).run(ownerId, version.kind, version.id);
  return success(null);
}

/** Why the caller's revision is not the stored one, null when it is. */
function staleness(rows: DatabaseSync, ownerId: OwnerId, version: RecordVersion): Failure | null {
  const row = rows
    .prepare(`SELECT revision FROM records WHERE ${oneRow}`)
    .get(ownerId, version.kind, version.id);
  const stored = Number(row?.['revision'] ?? 0);
  if (stored === version.revision) return null;
  return stored === 0 ? { code: 'record.unknown' } : { code: 'record.conflict', revision: stored };
}

/** Why there is no room for a record of this size, null when there is. */
function crowding(
  rows: DatabaseSync,
  ownerId: OwnerId,
  version: RecordVersion,
  listedBytes: number,
): Failure | null {
  const others = rows
    .prepare(
      `SELECT count(*) FILTER (WHERE kind = ?) AS same_kind, coalesce(sum(listed_bytes), 0) AS bytes
       FROM records WHERE owner = ? AND NOT (kind = ? AND id = ?)`,
    )
    .get(version.kind, ownerId, version.kind, version.id);
  const sameKind = Number(others?.['same_kind'] ?? 0);
  if (sameKind >= RECORDS_PER_KIND_LIMIT)
    return { code: 'record.too-many', limit: RECORDS_PER_KIND_LIMIT };
  const bytes = Number(others?.['bytes'] ?? 0) + listedBytes;
  return bytes > RECORDS_PER_OWNER_LIMIT_BYTES
    ? { code: 'record.too-many', limit: sameKind }
    : null;
}
