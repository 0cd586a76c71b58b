/** What walking through output shows and says in English: errors, commands, finding, the text view, comparisons, links. */
import { counted, numberWord } from './plural.ts';

/** Words for reading. */
export const readingWords = {
  nextError: 'Next error',
  previousError: 'Previous error',
  nextCommand: 'Next command',
  previousCommand: 'Previous command',
  noMoreErrors: 'no more errors',
  noEarlierErrors: 'no earlier errors',
  noMoreCommands: 'no more commands',
  noEarlierCommands: 'no earlier commands',
  lineNotKept: (number: number) => `line ${numberWord(number)} is no longer kept`,
  readLinesBefore: 'Read lines before',
  noLinesBefore: 'no lines before',
  loadFailed: 'this part of Earshot could not be loaded, try again',

  find: 'Find',
  findInOutput: 'Find in output',
  findText: 'Text to find',
  findWhere: 'Find in',
  findEverywhere: 'All commands',
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  closeFind: 'Close Find',
  findNothing: 'type what to find first',
  noMatch: 'no match',
  matchAt: (position: number, count: number) => `${numberWord(position)} of ${numberWord(count)}`,
  matchFromTop: 'from the beginning again',
  matchFromEnd: 'from the end again',
  searchedOnly: (lines: number) => `in the newest ${counted(lines, 'line')}`,

  readAsText: 'Read as text',
  textOf: (title: string) => `Text of ${title}`,
  outputLines: 'Output, to be read',
  allLines: (count: number) => `${counted(count, 'line')}.`,
  someLines: (count: number, all: number) =>
    `${numberWord(count)} of ${counted(all, 'line')}; the others are no longer kept or too many.`,
  whichLine: 'Say line number',
  lineAt: (number: number, count: number) => `line ${numberWord(number)} of ${numberWord(count)}`,
  copy: 'Copy selection or line',
  useInCommand: 'Use in command',
  close: 'Close',

  runAgainAndCompare: 'Run again and say what changed',
  whatChanged: 'What changed',
  nothingChanged: (lines: number) => `nothing changed, ${counted(lines, 'line')}`,
  changedLines: (added: number, removed: number) =>
    [
      added === 0 ? '' : `${counted(added, 'line')} new`,
      removed === 0
        ? ''
        : added === 0
          ? `${counted(removed, 'line')} gone`
          : `${numberWord(removed)} gone`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  tooMuchChanged: (before: number, after: number) =>
    `too much changed to compare, ${counted(before, 'line')} before, ${numberWord(after)} now`,
  comparedPart: 'only the kept lines were compared',
  addedLine: (number: number) => `New, line ${numberWord(number)}:`,
  removedLine: (number: number) => `Gone, was line ${numberWord(number)}:`,
  moreChanges: (count: number) => `${counted(count, 'more change')} not listed.`,

  links: (count: number) => `Links, ${numberWord(count)}`,
  openLink: (number: number) => `Open link ${numberWord(number)}`,
  linkNotOpened: 'not an address for a browser',
};
