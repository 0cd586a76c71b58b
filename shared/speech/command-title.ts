/** A command line as a short name for headings, buttons and speech. */
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { cleanText, cutEnd } from './clean-text.ts';

/** Characters of a command in a heading. */
export const COMMAND_TITLE_LIMIT = 24;

/** The first 24 characters of a command line, one line, nothing invisible; "command" where there is nothing to show. */
export function commandTitle(commandLine: string, words: Words = en): string {
  const title = cutEnd(
    cleanText(commandLine.slice(0, 4 * COMMAND_TITLE_LIMIT)).text,
    COMMAND_TITLE_LIMIT,
  );
  return title === '' ? words.spoken.command : title;
}
