/** Adding a device to the signed-in owner. Pairing itself is HTTP, because it sets the cookie. */
import * as v from 'valibot';
import { requestIdSchema } from './envelope.ts';

/** page → gateway. Answer: device.code-created. */
export const deviceCreateCodeSchema = v.strictObject({
  type: v.literal('device.create-code'),
  requestId: requestIdSchema,
});
/** gateway → page: a code of 8 digits that opens one more device. */
export const deviceCodeCreatedSchema = v.strictObject({
  type: v.literal('device.code-created'),
  requestId: requestIdSchema,
  code: v.pipe(v.string(), v.regex(/^[0-9]{8}$/)),
  validMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
/** gateway → page: a new device of this owner has joined. */
export const deviceJoinedSchema = v.strictObject({
  type: v.literal('device.joined'),
  deviceName: v.pipe(v.string(), v.maxLength(64)),
});
