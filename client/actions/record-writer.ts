/** Writes the owner's records through the gateway and, when it has stored them, into the stores. */
import type { Failure } from '../../shared/failures/failure.ts';
import { asRecordId } from '../../shared/model/parse-id.ts';
import type { RecordKind } from '../../shared/protocol/record-conversation.ts';
import type { GatewayLink } from '../link/gateway-link.ts';
import type { AppStores } from '../stores/app-stores.ts';
import { deleteRecord, putRecord } from '../stores/records-store.ts';

/** Both give null when it was done. */
export interface RecordWriter {
  /** Stores `value` as JSON if the record's revision is still `revision` (0: it must not exist yet). */
  put(kind: RecordKind, id: string, revision: number, value: unknown): Promise<Failure | null>;
  remove(kind: RecordKind, id: string, revision: number): Promise<Failure | null>;
}

/** Creates the writer. */
export function createRecordWriter(link: GatewayLink, stores: AppStores): RecordWriter {
  return {
    async put(kind, id, revision, value) {
      const recordId = asRecordId(id);
      const body = JSON.stringify(value);
      const stored = await link.request({ type: 'record.put', kind, id: recordId, revision, body });
      if (!stored.ok) return stored.failure;
      putRecord(stores, { kind, id: recordId, revision: stored.value.revision, body });
      return null;
    },
    async remove(kind, id, revision) {
      const recordId = asRecordId(id);
      const done = await link.request({ type: 'record.delete', kind, id: recordId, revision });
      if (!done.ok && done.failure.code !== 'record.unknown') return done.failure;
      deleteRecord(stores, kind, recordId);
      return null;
    },
  };
}
