/** Tells characters that draw over the one before them, so that a tower of them can be bounded. */

const OVERLAYING = /^[\p{Mn}\p{Me}\u200B-\u200F\u2060-\u2064\uFEFF]$/u;

/** Ranges, first and last, that hold none and are common in output: no need to ask the regular expression. */
const FREE_OF_MARKS: readonly (readonly [number, number])[] = [
  [0x0370, 0x0482],
  [0x048a, 0x0590],
  [0x1e00, 0x200a],
  [0x2010, 0x205f],
  [0x2070, 0x20cf],
  [0x2100, 0x2cee],
  [0x2e00, 0x3029],
  [0x3030, 0x3098],
  [0x309b, 0xa66e],
  [0xac00, 0xd7ff],
  [0xe000, 0xfb1d],
  [0xff00, 0xffff],
  [0x1f000, 0x1faff],
];

/** Whether a code point takes no cell of its own (Unicode Mn, Me and the zero-width format characters). */
export function isCombiningMark(codePoint: number): boolean {
  if (codePoint < 0x300) return false;
  for (const [first, last] of FREE_OF_MARKS) {
    if (codePoint < first) break;
    if (codePoint <= last) return false;
  }
  return OVERLAYING.test(String.fromCodePoint(codePoint));
}
