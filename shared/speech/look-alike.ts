/** Tells whether server text could be taken for a sentence of Earshot, by ear, by eye or under the finger. */
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { cleanText } from './clean-text.ts';

/** Cyrillic and Greek letters, digits and signs that look like Latin letters (from Unicode TR39, the common ones). */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ё: 'e',
  һ: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  п: 'n',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  т: 't',
  υ: 'u',
  ѵ: 'v',
  ѡ: 'w',
  ԝ: 'w',
  х: 'x',
  у: 'y',
  ү: 'y',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  χ: 'x',
  γ: 'y',
  ω: 'w',
  ı: 'i',
  ɩ: 'i',
  ɑ: 'a',
  ɡ: 'g',
  ℓ: 'l',
  ꞁ: 'l',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ƒ: 'f',
  ᴏ: 'o',
  ᴋ: 'k',
  ӕ: 'ae',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '−': '-',
  '，': ',',
  '‚': ',',
  '٫': ',',
  '،': ',',
  '；': ';',
  '։': ':',
  '∶': ':',
  '꞉': ':',
};

/**
 * Lower-case text as it looks and sounds: compatibility forms folded (NFKC), marks dropped, letters of other
 * scripts that look Latin replaced, invisible characters and the remains of escape sequences gone.
 */
export function foldedText(text: string): string {
  const plain = cleanText(text)
    .text.replace(/\[[0-9;]*m/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  const folded = Array.from(plain, (character) => lookAlikes[character] ?? character).join('');
  // "0k" is read as "ok" by eye and finger; inside a number a zero stays a zero.
  return folded
    .replace(/\b0k\b/g, 'ok')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether any part of `text` between commas, semicolons or stops is a phrase that only Earshot may say unmarked. */
export function looksLikeEarshot(text: string, words: Words = en): boolean {
  const folded = foldedText(text);
  // Thousands separators are not boundaries, so they go before the text is taken apart.
  const separated = folded.replace(/(?<=\p{N}),(?=\p{N}{3})/gu, '').split(/[,;!?]+|\.(?=\s|$)/);
  const parts = [folded, ...separated];
  return parts
    .map((part) => part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .some((part) => part !== '' && words.ownPhrases.some((phrase) => phrase.test(part)));
}
