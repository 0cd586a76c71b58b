/**
 * Which algorithms Earshot offers, as explicit lists: ssh2's own defaults still hold SHA-1 and compression.
 * Group exchange is left out, since ssh2 takes groups of 2,048 bits and no less than 3,072 would do.
 */
import type { Algorithms } from 'ssh2';

const keyExchange = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group18-sha512',
] as const;

const hostKeys = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;

/** ChaCha20 stands last: it is taken only where there is nothing else, and then only with strict key exchange. */
const ciphers = [
  'aes256-gcm@openssh.com',
  'aes128-gcm@openssh.com',
  'aes256-ctr',
  'aes192-ctr',
  'aes128-ctr',
  'chacha20-poly1305@openssh.com',
] as const;

const macs = [
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
] as const;

/** Signature algorithms for a key: an RSA key signs under two other names (RFC 8332). */
function signsWith(signature: string, keyAlgorithm: string): boolean {
  return keyAlgorithm === 'ssh-rsa'
    ? signature.startsWith('rsa-sha2-')
    : signature === keyAlgorithm;
}

/**
 * The lists to offer. With a pinned key its algorithm comes first, so that a server with several keys shows
 * the pinned one; the others stay, so that a changed key is seen as such.
 */
export function offeredAlgorithms(pinnedAlgorithm: string | null): Algorithms {
  const isPinned = (name: string): boolean =>
    pinnedAlgorithm !== null && signsWith(name, pinnedAlgorithm);
  return {
    kex: [...keyExchange],
    serverHostKey: [
      ...hostKeys.filter((name) => isPinned(name)),
      ...hostKeys.filter((name) => !isPinned(name)),
    ],
    cipher: [...ciphers],
    hmac: [...macs],
    compress: ['none'],
  };
}

/** What ssh2 reports about one direction of a negotiated connection. */
export interface NegotiatedDirection {
  readonly cipher: string;
  readonly mac: string;
}

/** Whether a direction is open to prefix truncation without strict key exchange (CVE-2023-48795, Terrapin). */
export function needsStrictKeyExchange({ cipher, mac }: NegotiatedDirection): boolean {
  return cipher.startsWith('chacha20-') || (cipher.endsWith('-cbc') && mac.includes('-etm'));
}
