/** Stored records: opaque rows with compare-and-swap, so that two devices never overwrite each other unseen. */
import * as v from 'valibot';
import { recordIdSchema } from '../model/ids.ts';
import { KIB } from '../base/units.ts';
import { requestIdSchema } from './envelope.ts';

/** Characters in a record's body. */
export const RECORD_BODY_LIMIT = 16 * KIB;
/** Records of one kind that an owner may have. */
export const RECORDS_PER_KIND_LIMIT = 2_000;

/** What a record is about. The gateway does not look inside `body`. */
export const recordKindSchema = v.picklist(['host', 'known-host', 'preferences']);
export type RecordKind = v.InferOutput<typeof recordKindSchema>;

const revision = v.pipe(v.number(), v.integer(), v.minValue(0));
const bodySchema = v.pipe(v.string(), v.maxLength(RECORD_BODY_LIMIT));

export const storedRecordSchema = v.strictObject({
  kind: recordKindSchema,
  id: recordIdSchema,
  /** Counts up from 1 with every change. */
  revision,
  body: bodySchema,
});
export type StoredRecord = v.InferOutput<typeof storedRecordSchema>;

/** page → gateway. Answer: record.listed with all records of the owner. */
export const recordListSchema = v.strictObject({
  type: v.literal('record.list'),
  requestId: requestIdSchema,
});
/** page → gateway. Stores a record if its revision is still `revision` (0: must not exist). Answer: record.stored. */
export const recordPutSchema = v.strictObject({
  type: v.literal('record.put'),
  requestId: requestIdSchema,
  kind: recordKindSchema,
  id: recordIdSchema,
  revision,
  body: bodySchema,
});
/** page → gateway. Destroys a record if its revision is still `revision`. Answer: request.done. */
export const recordDeleteSchema = v.strictObject({
  type: v.literal('record.delete'),
  requestId: requestIdSchema,
  kind: recordKindSchema,
  id: recordIdSchema,
  revision,
});

/** gateway → page. */
export const recordListedSchema = v.strictObject({
  type: v.literal('record.listed'),
  requestId: requestIdSchema,
  records: v.array(storedRecordSchema),
});
/** gateway → page: stored, with this revision. */
export const recordStoredSchema = v.strictObject({
  type: v.literal('record.stored'),
  requestId: requestIdSchema,
  revision,
});
/** gateway → page: another page of the owner stored this record. */
export const recordChangedSchema = v.strictObject({
  type: v.literal('record.changed'),
  record: storedRecordSchema,
});
/** gateway → page: another page of the owner destroyed this record. */
export const recordDeletedSchema = v.strictObject({
  type: v.literal('record.deleted'),
  kind: recordKindSchema,
  id: recordIdSchema,
});
