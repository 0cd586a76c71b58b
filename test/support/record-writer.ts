/** A process that stores records as fast as it can and tells each one that was acknowledged, until it is killed. */
import { writeSync } from 'node:fs';
import type { OwnerId, RecordId } from '../../shared/model/ids.ts';
import { openDatabase } from '../../server/web/adapters/storage/database.ts';
import { createSqliteAccountStore } from '../../server/web/adapters/storage/sqlite-account-store.ts';
import { createSqliteRecordStore } from '../../server/web/adapters/storage/sqlite-record-store.ts';

const [folder = '', round = '0'] = process.argv.slice(2);
const owner = 'owner-of-writers-0' as OwnerId;
const opened = openDatabase(folder);
if (!opened.ok) throw new Error(opened.failure.code);
const accounts = createSqliteAccountStore(opened.value);
const records = createSqliteRecordStore(opened.value);
accounts.change((rows) => {
  if (rows.firstOwner() === null) rows.addOwner(owner, 0);
});
// Few ids and many changes: each write is a new revision of one of twenty records.
const revisions = new Map<RecordId, number>();
const listed = records.list(owner);
if (listed.ok) for (const { id, revision } of listed.value) revisions.set(id, revision);
for (let count = 0; ; count += 1) {
  const id = `record-${String(count % 20).padStart(12, '0')}` as RecordId;
  const body = JSON.stringify({ round, count, filler: 'z'.repeat((count * 37) % 3_000) });
  const stored = records.put(owner, { kind: 'host', id, revision: revisions.get(id) ?? 0 }, body);
  if (!stored.ok) throw new Error(stored.failure.code);
  revisions.set(id, stored.value.revision);
  accounts.change((rows) => {
    rows.appendAudit({ atEpochMs: count, ownerId: owner, deviceId: null, action: 'code-created' });
  });
  writeSync(1, `${id} ${stored.value.revision} ${round} ${count}\n`);
}
