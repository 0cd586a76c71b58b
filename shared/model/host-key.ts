/** The public key by which a server is known: what a person compares, pins and is asked about. */
import * as v from 'valibot';

export const hostKeySchema = v.strictObject({
  /** Algorithm name of RFC 4253 section 6.6, such as ssh-ed25519. */
  algorithm: v.pipe(v.string(), v.maxLength(64)),
  /** `SHA256:` and 43 characters of base64, as `ssh-keygen -l` prints it. */
  fingerprint: v.pipe(v.string(), v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/)),
});
export type HostKey = v.InferOutput<typeof hostKeySchema>;
