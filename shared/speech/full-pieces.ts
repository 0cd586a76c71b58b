/** Verbosity full: the output itself, up to 20 lines or 1,500 characters, in pieces of at most 300. */
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { ANNOUNCEMENT_LIMIT } from './announcement.ts';
import { looksLikeEarshot } from './look-alike.ts';
import { speechText } from './speech-text.ts';

/** Lines said at most. */
export const FULL_LINES = 20;
const FULL_CHARACTERS = 1_500;

/** The pieces that follow a result; one that could be mistaken begins with `says:`, so that none is taken for Earshot's. */
export function fullPieces(lines: readonly string[], words: Words = en): readonly string[] {
  const leadIn = `${words.spoken.says} `;
  const spoken = lines
    .slice(0, FULL_LINES)
    .map((line) => speechText(line, words))
    .filter((line) => line !== '')
    .join('; ')
    .slice(0, FULL_CHARACTERS);
  const pieces: string[] = [];
  let rest = spoken;
  while (rest !== '') {
    const piece = cutAtWord(rest, ANNOUNCEMENT_LIMIT - leadIn.length);
    rest = rest.slice(piece.length).trim();
    const text = piece.trim();
    // A symbol left alone by the cut would be a message without a word.
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    pieces.push(looksLikeEarshot(text, words) ? leadIn + text : text);
  }
  return pieces;
}

/** The beginning of `text` up to the last blank within `limit`, or exactly `limit` where there is none. */
function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const blank = text.lastIndexOf(' ', limit);
  const cut = text.slice(0, blank > limit / 2 ? blank : limit);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
