/** Fingerprints as words: the list, the groups, and comparing with what a person typed. */
import { describe, expect, it } from 'vitest';
import {
  fingerprintWords,
  matchesFingerprint,
  wordGroups,
} from '../../../shared/words/fingerprint-words.ts';

const fingerprintOf = (bytes: readonly number[]): string =>
  `SHA256:${Buffer.from(bytes).toString('base64').replace(/=+$/, '')}`;
const digest = Array.from({ length: 32 }, (_unused, index) => (index * 53 + 7) % 256);

describe('a fingerprint in words', () => {
  it('has one word for each of its first 16 bytes, from 256 different ones', () => {
    const all = new Set<string>();
    for (let start = 0; start < 256; start += 16) {
      const bytes = Array.from({ length: 32 }, (_unused, index) => (start + (index % 16)) % 256);
      const words = fingerprintWords(fingerprintOf(bytes)) ?? [];
      expect(words).toHaveLength(16);
      for (const word of words) all.add(word);
    }
    expect(all.size).toBe(256);
    expect(new Set([...all].map((word) => word.slice(0, 4))).size).toBe(256);
    expect([...all]).toEqual([...all].sort());
  });

  it('is said in groups of three', () => {
    const words = fingerprintWords(fingerprintOf(digest)) ?? [];
    expect(wordGroups(words)).toHaveLength(6);
    expect(wordGroups(words).join(' ')).toBe(words.join(' '));
  });

  it('matches its words and its text however they are written, and nothing else', () => {
    const fingerprint = fingerprintOf(digest);
    const words = fingerprintWords(fingerprint) ?? [];
    expect(matchesFingerprint(fingerprint, fingerprint)).toBe(true);
    expect(matchesFingerprint(fingerprint, ` ${fingerprint.slice(7)} `)).toBe(true);
    expect(matchesFingerprint(fingerprint, words.join(', ').toUpperCase())).toBe(true);
    expect(matchesFingerprint(fingerprint, words.slice(0, 15).join(' '))).toBe(false);
    expect(matchesFingerprint(fingerprint, fingerprint.toLowerCase())).toBe(false);
    expect(matchesFingerprint(fingerprint, '  ')).toBeNull();
    expect(fingerprintWords('MD5:aa:bb')).toBeNull();
  });
});
