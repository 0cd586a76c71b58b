/** Makes text that a server chose fit for a sentence: one line, no control, bidi or invisible characters, bounded. */

/** Characters of server text that a sentence may hold, as the schemas of shared/failures demand. */
export const FOREIGN_TEXT_LIMIT = 200;

/** CSI and OSC sequences (ECMA-48 sections 5.4 and 5.6) go as a whole, or their parameters would be read aloud. */
const escapeSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
/** Blanks, line ends and control characters: where they stand, words are apart. */
const gap = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Format (bidi, zero-width, tags), private and unassigned characters: nothing stands in their place. */
const invisible = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu;

/** `text` on one line, without what cannot be read, at most `limit` UTF-16 units and never half a character. */
export function foreignText(text: string, limit: number = FOREIGN_TEXT_LIMIT): string {
  // Work is bounded before it starts; eight units leave room for what is taken out.
  const clean = text
    .slice(0, limit * 8)
    .replace(escapeSequence, '')
    .replace(gap, ' ')
    .replace(invisible, '')
    .trim();
  if (clean.length <= limit) return clean;
  return clean
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}
