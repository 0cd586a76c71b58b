/** What page and web process say over HTTP (JSON bodies), because only HTTP can set the device's cookie. */
import * as v from 'valibot';
import { failureSchema } from '../failures/failure.ts';

/** page → gateway: a setup code, or the 8 digits of a signed-in device; blanks and hyphens do not matter. */
export const pairRequestSchema = v.strictObject({
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  deviceName: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
});
export type PairRequest = v.InferOutput<typeof pairRequestSchema>;

/** gateway → page: this browser is a device of that name. */
export const deviceAnswerSchema = v.strictObject({
  deviceName: v.pipe(v.string(), v.maxLength(64)),
});
export type DeviceAnswer = v.InferOutput<typeof deviceAnswerSchema>;

/** gateway → page: not done, and why; with a status of 4xx or 5xx. */
export const httpRefusalSchema = v.strictObject({ failure: failureSchema });
export type HttpRefusal = v.InferOutput<typeof httpRefusalSchema>;
