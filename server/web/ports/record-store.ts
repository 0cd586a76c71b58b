/** Stored records of owners, with compare-and-swap. Every call names the owner; no call sees another's rows. */
import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { OwnerId, RecordId } from '../../../shared/model/ids.ts';
import type { RecordKind, StoredRecord } from '../../../shared/protocol/record-conversation.ts';

/** Which record, and the revision that whoever changes it has seen (0: it must not exist yet). */
export interface RecordVersion {
  readonly kind: RecordKind;
  readonly id: RecordId;
  readonly revision: number;
}

/** Rows are durable when a call has returned success. */
export interface RecordStore {
  /** All records of the owner, at most one server message in size. */
  list(ownerId: OwnerId): Result<StoredRecord[], Failure>;
  /** Stores the body and gives the record as it now stands; record.conflict, record.unknown, record.too-many or a disk failure. */
  put(ownerId: OwnerId, version: RecordVersion, body: string): Result<StoredRecord, Failure>;
  /** Destroys the row; record.conflict, record.unknown or a disk failure. */
  delete(ownerId: OwnerId, version: RecordVersion): Result<null, Failure>;
}
