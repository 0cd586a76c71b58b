/** Reads a server's public key as it stands on the wire (RFC 4253 section 6.6). Trust is decided elsewhere. */
import { createHash } from 'node:crypto';
import type { HostKey } from '../../../shared/model/host-key.ts';

/** RSA keys below this many bits are refused. */
export const RSA_MINIMUM_BITS = 2048;

/** Algorithm names are printable ASCII without comma, at most 64 characters (RFC 4251 section 6). */
const algorithmName = /^[\x21-\x2b\x2d-\x7e]{1,64}$/;

/** The length-prefixed string at `offset`, or null where the blob ends before it. */
function stringAt(blob: Buffer, offset: number): Buffer | null {
  if (offset + 4 > blob.length) return null;
  const end = offset + 4 + blob.readUInt32BE(offset);
  return end > blob.length ? null : blob.subarray(offset + 4, end);
}

/** Algorithm and SHA-256 fingerprint of a key blob, as `ssh-keygen -l` prints them; null when it is no key. */
export function readHostKey(blob: Uint8Array): HostKey | null {
  const algorithm = stringAt(Buffer.from(blob), 0)?.toString('latin1') ?? '';
  if (!algorithmName.test(algorithm)) return null;
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return { algorithm, fingerprint: `SHA256:${digest}` };
}

/** Whether a key is an RSA key shorter than `RSA_MINIMUM_BITS`. */
export function isWeakHostKey(blob: Uint8Array): boolean {
  const bytes = Buffer.from(blob);
  const name = stringAt(bytes, 0);
  if (name?.toString('latin1') !== 'ssh-rsa') return false;
  const exponent = stringAt(bytes, 4 + name.length);
  const modulus = exponent && stringAt(bytes, 4 + name.length + 4 + exponent.length);
  if (!modulus) return true;
  const firstBit = modulus.findIndex((byte) => byte !== 0);
  if (firstBit < 0) return true;
  const topByteBits = 32 - Math.clz32(modulus[firstBit] ?? 0);
  return (modulus.length - firstBit - 1) * 8 + topByteBits < RSA_MINIMUM_BITS;
}

/** Whether two keys are the same key. */
export function isSameHostKey(one: HostKey, other: HostKey): boolean {
  return one.algorithm === other.algorithm && one.fingerprint === other.fingerprint;
}
