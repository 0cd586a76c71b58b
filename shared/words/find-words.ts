/** What finding in output and reading it as text show and say in English; loaded with them. */
import { counted, numberWord } from './plural.ts';

/** Words of Find and of the text view. */
export const findWords = {
  text: 'Text to find',
  onlyIn: (title: string) => `Only in ${title}`,
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  close: 'Close Find',
  nothingTyped: 'type what to find first',
  noMatch: 'no match',
  matchAt: (position: number, count: number) => `${numberWord(position)} of ${numberWord(count)}`,
  fromBeginning: 'from the beginning again',
  fromEnd: 'from the end again',
  searchedOnly: (lines: number) => `in the newest ${counted(lines, 'line')}`,

  textOf: (title: string) => `Text of ${title}`,
  lines: 'Output, to be read',
  allLines: (count: number) => `${counted(count, 'line')}.`,
  someLines: (count: number, all: number) =>
    `${numberWord(count)} of ${counted(all, 'line')}; the others are no longer kept or too many.`,
  whichLine: 'Say line number',
  lineAt: (number: number, count: number) => `line ${numberWord(number)} of ${numberWord(count)}`,
  copy: 'Copy selection or line',
  useInCommand: 'Use in command',
  closeText: 'Close',
};
