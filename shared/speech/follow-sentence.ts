/** What is said of new lines of a command that is followed. Pure. */
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { LAST_LINE_LIMIT } from './result-sentence.ts';
import { quotingSentence, type Sentence } from './sentence.ts';
import { speechText } from './speech-text.ts';

/** Lines whose text is said instead of their number. */
const SHORT_LINES = 3;
const SHORT_CHARACTERS = 200;

/** `2 lines, says: one; two`; many or long ones: `12 lines, last: twelve`. */
export function followSentence(lines: readonly string[], words: Words = en): Sentence {
  const count = words.spoken.lines(lines.length);
  const spoken = lines.map((line) => speechText(line, words)).filter((line) => line !== '');
  const joined = spoken.join('; ');
  if (lines.length <= SHORT_LINES && joined.length <= SHORT_CHARACTERS)
    return quotingSentence([count], words.spoken.says, joined);
  return quotingSentence([count], words.spoken.last, spoken.at(-1) ?? '', LAST_LINE_LIMIT);
}
