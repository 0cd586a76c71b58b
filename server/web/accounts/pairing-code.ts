/** How pairing codes look, how they are read, and how they are compared. Who may use one is decided in `pairing`. */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { codeWords } from './code-words.ts';

/** 5 words of 8 bits and 8 digits: 66 bits. */
const SETUP_WORDS = 5;
/** Digits of a device code; it holds 2 minutes and 5 tries. */
export const DEVICE_CODE_DIGITS = 8;

/** A random setup code, such as `maple-otter-kettle-amber-river-4821-9037`: 66 bits. */
export function randomSetupCode(): string {
  const words = Array.from(
    { length: SETUP_WORDS },
    () => codeWords[randomInt(codeWords.length)] ?? '',
  );
  return [...words, randomDigits(4), randomDigits(4)].join('-');
}

/** A random device code of 8 digits. */
export function randomDeviceCode(): string {
  return randomDigits(DEVICE_CODE_DIGITS);
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('');
}

/** The code without what people add or lose when they copy it: case, blanks and hyphens of every kind. */
export function normalizeCode(code: string): string {
  return code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '');
}

/** SHA-256 of the normalised code, 32 bytes. */
export function hashCode(code: string): Uint8Array {
  return createHash('sha256').update(normalizeCode(code)).digest();
}

/** Whether two hashes are equal, in the same time for every pair. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
