/** The lists Earshot offers: nothing on the list of what is never taken, and the pinned key first. */
import { describe, expect, it } from 'vitest';
import {
  needsStrictKeyExchange,
  offeredAlgorithms,
} from '../../../../server/keeper/ssh/algorithms.ts';

const never =
  /sha1|ssh-rsa$|ssh-dss|arcfour|blowfish|cast|3des|-cbc|md5|-96|zlib|group1-|group14-|group-exchange/;

describe('offered algorithms', () => {
  it('hold none that is old, broken or compressing', () => {
    const lists = Object.values(offeredAlgorithms(null)) as string[][];
    expect(lists).toHaveLength(5);
    for (const list of lists) {
      expect(list.length).toBeGreaterThan(0);
      expect(list.filter((name) => never.test(name))).toEqual([]);
    }
    expect(offeredAlgorithms(null).compress).toEqual(['none']);
  });

  it('ask for the pinned kind of key first and keep the others', () => {
    const { serverHostKey: plain } = offeredAlgorithms(null) as { serverHostKey: string[] };
    const { serverHostKey: pinned } = offeredAlgorithms('ssh-rsa') as { serverHostKey: string[] };
    expect(plain[0]).toBe('ssh-ed25519');
    expect(pinned.slice(0, 2)).toEqual(['rsa-sha2-512', 'rsa-sha2-256']);
    expect([...pinned].sort()).toEqual([...plain].sort());
  });

  it('need strict key exchange where a prefix could be cut off (CVE-2023-48795)', () => {
    const direction = (cipher: string, mac: string) => needsStrictKeyExchange({ cipher, mac });
    expect(direction('chacha20-poly1305@openssh.com', '')).toBe(true);
    expect(direction('aes128-cbc', 'hmac-sha2-256-etm@openssh.com')).toBe(true);
    expect(direction('aes256-gcm@openssh.com', '')).toBe(false);
    expect(direction('aes256-ctr', 'hmac-sha2-256-etm@openssh.com')).toBe(false);
  });
});
