/** What walking through output shows and says in English: errors, commands, what leads to finding, the text view and comparing. */
import { numberWord } from './plural.ts';

/** Words that are needed as soon as there is output. */
export const readingWords = {
  nextError: 'Next error',
  previousError: 'Previous error',
  nextCommand: 'Next command',
  previousCommand: 'Previous command',
  noMoreErrors: 'no more errors',
  noMoreErrorsTold: 'no more errors, only the first 50 of a command are known',
  noEarlierErrors: 'no earlier errors',
  noMoreCommands: 'no more commands',
  noEarlierCommands: 'no earlier commands',
  lineNotKept: (number: number) => `line ${numberWord(number)} is no longer kept`,
  readLinesBefore: 'Read lines before',
  noLinesBefore: 'no lines before',
  loadFailed: 'this part of Earshot could not be loaded, reload the page and try again',

  find: 'Find',
  findPrevious: 'Find previous',
  findInOutput: 'Find in output',
  readAsTable: 'Read as table',
  readAsChanges: 'Read as changes',
  readAsText: 'Read as text',
  runAgainAndCompare: 'Run again and say what changed',

  links: (count: number) => `Links, ${numberWord(count)}`,
  openLink: (number: number) => `Open link ${numberWord(number)}`,
  linkNotOpened: 'not an address for a browser',
};
