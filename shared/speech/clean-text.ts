/** Removes what must never be spoken or shown as a name: control characters, escape sequences, invisible and bidi characters. */

/** Text without them, and how many invisible ones there were. */
export interface CleanText {
  readonly text: string;
  readonly hidden: number;
}

/** CSI, OSC and two-character escape sequences (ECMA-48), should one ever have come this far. */
const escapeSequence =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_a-z])/g;
const control = /\p{Cc}/gu;
/** Format and bidi characters, fillers that look like nothing, tags, unassigned and private ones, lone surrogates. */
const invisible = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;
const variationSelector = /[\ufe00-\ufe0f]/g;
/** Joiners that belong to an emoji or to a script that needs them are not hidden text. */
const neededJoiner =
  /(?<=\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})|(?<=[\p{Script=Arabic}\p{Script=Devanagari}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Devanagari}])/gu;

/** `text` on one line, blanks collapsed, without anything that cannot be seen; what was invisible is counted. */
export function cleanText(text: string): CleanText {
  let hidden = 0;
  const visible = text
    .replace(escapeSequence, '')
    .replace(control, ' ')
    .replace(neededJoiner, '')
    .replace(variationSelector, '')
    .replace(invisible, (character) => {
      // A braille blank is a picture of a space, a lone surrogate what a cut left behind: they hide nothing.
      if (character === '\u2800') return ' ';
      if (/\p{Cs}/u.test(character)) return '';
      hidden += 1;
      return '';
    })
    .replace(/[\p{Z}\s]+/gu, ' ')
    .trim();
  return { text: visible, hidden };
}

/** The beginning of `text`, at most `limit` characters, never half of a pair. */
export function cutEnd(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, Math.max(0, limit));
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd();
}

/** The end of `text`, at most `limit` characters, never half of a pair. */
export function cutBeginning(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = limit <= 0 ? '' : text.slice(-limit);
  return (/^[\udc00-\udfff]/.test(cut) ? cut.slice(1) : cut).trimStart();
}
