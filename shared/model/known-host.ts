/** A host key that an owner trusts: the pin. */
import * as v from 'valibot';
import { hostKeySchema } from './host-key.ts';

export const knownHostSchema = v.strictObject({
  /** `host` by address and port; `practice` for the gateway's own practice server. */
  kind: v.picklist(['host', 'practice']),
  address: v.pipe(v.string(), v.maxLength(255)),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  hostKey: hostKeySchema,
  trustedAtEpochMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
/** A pinned key; address '' and port 0 for the practice server, whose port changes. */
export type KnownHost = v.InferOutput<typeof knownHostSchema>;
