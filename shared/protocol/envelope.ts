/** What all messages share: how requests are matched with their answers, and how large a message may be. */
import * as v from 'valibot';
import { failureSchema } from '../failures/failure.ts';
import { KIB, MIB } from '../base/units.ts';

/** Largest message a page may send, in bytes of UTF-8. */
export const CLIENT_MESSAGE_LIMIT_BYTES = 64 * KIB;
/** Largest message the gateway or a keeper sends, in bytes of UTF-8. */
export const SERVER_MESSAGE_LIMIT_BYTES = 2 * MIB;

/** Chosen by whoever asks; unique among the requests of one connection that are not answered yet. */
export const requestIdSchema = v.pipe(v.number(), v.integer(), v.minValue(1));

/** gateway → page: the request was done and there is nothing more to tell. */
export const requestDoneSchema = v.strictObject({
  type: v.literal('request.done'),
  requestId: requestIdSchema,
});

/** gateway → page: the request was not done, and why. */
export const requestRefusedSchema = v.strictObject({
  type: v.literal('request.refused'),
  requestId: requestIdSchema,
  failure: failureSchema,
});

/** gateway → page: the connection itself is refused and closed after this. */
export const connectionRefusedSchema = v.strictObject({
  type: v.literal('connection.refused'),
  failure: failureSchema,
});
