/** Branded ids. An id is a pointer, never a capability: whoever receives one still checks the owner. */
import * as v from 'valibot';
import type { Brand } from '../base/brand.ts';

/** A person with an own set of records and sessions. */
export type OwnerId = Brand<string, 'OwnerId'>;
/** A paired browser. */
export type DeviceId = Brand<string, 'DeviceId'>;
/** One loaded page; a reload makes a new one. Input is numbered per page. */
export type PageId = Brand<string, 'PageId'>;
/** One shell on a host: `SLOT.RANDOM`, SLOT being the number of the keeper that holds it. */
export type SessionId = Brand<string, 'SessionId'>;
/** A stored record, made by the page, 128 random bits. */
export type RecordId = Brand<string, 'RecordId'>;
/** Counts up from 1 within a session. */
export type BlockId = Brand<number, 'BlockId'>;

const randomId = /^[A-Za-z0-9_-]{16,64}$/;

/** 128 or more random bits in base64url. */
export const ownerIdSchema = v.pipe(
  v.string(),
  v.regex(randomId),
  v.transform((id) => id as OwnerId),
);
export const deviceIdSchema = v.pipe(
  v.string(),
  v.regex(randomId),
  v.transform((id) => id as DeviceId),
);
export const pageIdSchema = v.pipe(
  v.string(),
  v.regex(randomId),
  v.transform((id) => id as PageId),
);
export const recordIdSchema = v.pipe(
  v.string(),
  v.regex(randomId),
  v.transform((id) => id as RecordId),
);
/** Slot 0 to 63, a dot, then 128 or more random bits in base64url. */
export const sessionIdSchema = v.pipe(
  v.string(),
  v.regex(/^(?:[0-9]|[1-5][0-9]|6[0-3])\.[A-Za-z0-9_-]{16,64}$/),
  v.transform((id) => id as SessionId),
);
export const blockIdSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.transform((id) => id as BlockId),
);

/** The keeper slot that a session id names, 0 to 63. */
export function keeperSlotOf(sessionId: SessionId): number {
  return Number(sessionId.slice(0, sessionId.indexOf('.')));
}
