/** Joins Earshot's own words with a piece of server text, within the length of one announcement and never mixed up. */
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { ANNOUNCEMENT_LIMIT } from './announcement.ts';
import { cleanText, cutEnd } from './clean-text.ts';
import { looksLikeEarshot } from './look-alike.ts';

/** A sentence, and the same in two parts for Messages. */
export interface Sentence {
  readonly text: string;
  readonly ownText: string;
  /** The server's words as far as they were said, or null. */
  readonly serverText: string | null;
}

/** Own words alone: `ok, 20 lines`; empty parts are left out. */
export function ownSentence(parts: readonly string[]): Sentence {
  const text = cutEnd(parts.filter((part) => part !== '').join(', '), ANNOUNCEMENT_LIMIT);
  return { text, ownText: text, serverText: null };
}

/** Own words, then server text after its lead-in: `ok, 30 lines, last: done`. The server's part is cut to fit. */
export function quotingSentence(
  parts: readonly string[],
  leadIn: string,
  serverText: string,
  limit = ANNOUNCEMENT_LIMIT,
): Sentence {
  const own = ownSentence(parts);
  if (serverText === '') return own;
  const beginning = `${own.text}, ${leadIn} `;
  const quoted = cutEnd(serverText, Math.min(limit, ANNOUNCEMENT_LIMIT - beginning.length));
  return { text: beginning + quoted, ownText: own.text, serverText: quoted };
}

/**
 * A status, then server text as it is (`ok, hello`), marked (`ok, says: 20 lines`) where it could be taken for
 * Earshot's own words. `original` is the text before it was made fit for speech.
 */
export function answerSentence(
  parts: readonly string[],
  spoken: string,
  original: readonly string[],
  words: Words = en,
): Sentence {
  const marked = quotingSentence(parts, words.spoken.says, spoken);
  // After a command, a duration or a directory the ear could not tell where Earshot's words end.
  if (parts.filter((part) => part !== '').length > 1) return marked;
  const seen = original.map((line) => cleanText(line).text);
  if ([spoken, seen.join('; '), seen.join(' ')].some((text) => looksLikeEarshot(text, words)))
    return marked;
  return { ...marked, text: `${marked.ownText}, ${marked.serverText ?? spoken}` };
}
