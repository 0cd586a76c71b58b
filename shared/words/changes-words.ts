/** What comparing two runs of a command shows and says in English; loaded with it. */
import { counted, numberWord } from './plural.ts';

/** Words for what changed. */
export const changesWords = {
  title: 'What changed',
  nothing: (lines: number) => `nothing changed, ${counted(lines, 'line')}`,
  /** At least one of both. */
  count: (added: number, removed: number) =>
    [
      added === 0 ? '' : `${counted(added, 'line')} new`,
      removed === 0 ? '' : `${added === 0 ? counted(removed, 'line') : numberWord(removed)} gone`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  tooMany: (before: number, after: number) =>
    `too much changed to compare, ${counted(before, 'line')} before, ${numberWord(after)} now`,
  keptOnly: 'only the kept lines were compared',
  added: (number: number) => `New, line ${numberWord(number)}:`,
  removed: (number: number) => `Gone, was line ${numberWord(number)}:`,
  notListed: (count: number) => `${counted(count, 'more change')} not listed.`,
};
