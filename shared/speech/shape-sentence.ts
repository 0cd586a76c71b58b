/** What is said of an output whose kind is known: a table by its rows, a test run by its summary. */
import type { CommandBlock } from '../terminal/command-block.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { ownSentence, quotingSentence, type Sentence } from './sentence.ts';
import { speechText } from './speech-text.ts';

/** `ok, table, 7 rows`; `ok, 40 lines, tests: 3 failed, 120 passed`; null where the output is of no known kind. */
export function shapeSentence(
  opening: readonly string[],
  { shape }: CommandBlock,
  lineCount: number,
  words: Words = en,
): Sentence | null {
  const { spoken } = words;
  const quoting = (leadIn: string, text: string): Sentence =>
    quotingSentence([...opening, spoken.lines(lineCount)], leadIn, speechText(text, words));
  switch (shape?.kind) {
    case 'table':
      return ownSentence([...opening, spoken.table(shape.rowCount)]);
    case 'json':
      return ownSentence([...opening, spoken.json[shape.value](shape.size)]);
    case 'diff':
      return ownSentence([...opening, spoken.diff(shape.files, shape.added, shape.removed)]);
    case 'tests':
      return quoting(spoken.tests, shape.sayFirst);
    case 'trace':
      return quoting(spoken.traceError, shape.sayFirst);
    case 'git-status':
      return quoting(spoken.says, shape.sayFirst);
    default:
      return null;
  }
}
