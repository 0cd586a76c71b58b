/** Reading keys off the wire, against what ssh-keygen prints for the same keys. */
import { describe, expect, it } from 'vitest';
import ssh2 from 'ssh2';
import { isWeakHostKey, readHostKey } from '../../../../server/keeper/ssh/host-key.ts';

/** A published key and the fingerprint its owner publishes beside it (GitHub's ed25519 host key). */
const githubBlob = Buffer.from(
  'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
  'base64',
);

function blobOf(kind: 'rsa', bits: number): Buffer {
  const parsed = ssh2.utils.parseKey(ssh2.utils.generateKeyPairSync(kind, { bits }).public);
  if (parsed instanceof Error) throw parsed;
  return parsed.getPublicSSH();
}

describe('a host key', () => {
  it('has the fingerprint that ssh-keygen prints', () => {
    expect(readHostKey(githubBlob)).toEqual({
      algorithm: 'ssh-ed25519',
      fingerprint: 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU',
    });
  });

  it('is none where the blob is cut or its name is not printable', () => {
    expect(readHostKey(Buffer.alloc(0))).toBeNull();
    expect(readHostKey(Buffer.from([0, 0, 0, 200, 65]))).toBeNull();
    expect(readHostKey(Buffer.from([0, 0, 0, 2, 65, 7]))).toBeNull();
    expect(readHostKey(Buffer.from([0, 0, 0, 0]))).toBeNull();
  });

  it('is weak as RSA below 2,048 bits', () => {
    expect(isWeakHostKey(blobOf('rsa', 1024))).toBe(true);
    expect(isWeakHostKey(blobOf('rsa', 2048))).toBe(false);
    expect(isWeakHostKey(githubBlob)).toBe(false);
  });

  it('is weak as RSA that is cut short', () => {
    expect(isWeakHostKey(blobOf('rsa', 2048).subarray(0, 30))).toBe(true);
  });
});
