/** Whether a pasted text is shown to the person before it goes into the field. Pure, and small: the rest is loaded then. */
import { BENT } from './straighten.ts';

/** Control, format and separator characters other than line ends, and letters that are drawn as nothing. */
export const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu;

/** The text with `\n` for every line end, without line ends around it. */
export function withPlainLineEnds(pasted: string): string {
  return pasted.replace(/\r\n?/g, '\n').replace(/^\n+|\n+$/g, '');
}

/** Whether the text has several lines, or holds something that is not seen or that a shell does not mean. */
export function needsCheck(pasted: string): boolean {
  const text = withPlainLineEnds(pasted);
  return [/\n/g, INVISIBLE, BENT].some((pattern) => text.search(pattern) !== -1);
}
