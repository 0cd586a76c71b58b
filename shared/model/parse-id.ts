/** Ids from outside (addresses, storage, random sources), checked by their schemas. */
import * as v from 'valibot';
import {
  pageIdSchema,
  recordIdSchema,
  sessionIdSchema,
  type PageId,
  type RecordId,
  type SessionId,
} from './ids.ts';

/** The session id that `text` is, or null. */
export function parseSessionId(text: string): SessionId | null {
  const parsed = v.safeParse(sessionIdSchema, text);
  return parsed.success ? parsed.output : null;
}

/** The record id that `text` is, or null. */
export function parseRecordId(text: string): RecordId | null {
  const parsed = v.safeParse(recordIdSchema, text);
  return parsed.success ? parsed.output : null;
}

/** A fresh random id as a record id; throws when it does not have the form of one, which is a bug. */
export function asRecordId(text: string): RecordId {
  return v.parse(recordIdSchema, text);
}

/** A fresh random id as a page id; throws when it does not have the form of one, which is a bug. */
export function asPageId(text: string): PageId {
  return v.parse(pageIdSchema, text);
}
