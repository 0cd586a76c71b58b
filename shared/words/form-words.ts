/** What an output read as a table, outline, list of changes or error shows and says in English. Loaded with the first. */
import { numberWord } from './plural.ts';

const counted = (count: number, one: string, many: string): string =>
  `${numberWord(count)} ${count === 1 ? one : many}`;

/** Words of the forms. */
export const formWords = {
  tableOf: (name: string, rows: number) => `${name}, ${counted(rows, 'row', 'rows')}`,
  partOfTable: (kept: number, all: number) =>
    `${numberWord(kept)} of ${numberWord(all)} rows are kept`,
  headerAndValue: 'Header: value',
  showRaw: 'Show raw text',
  close: 'Close table',
  column: (number: number) => `Column ${numberWord(number)}`,
  row: (number: number) => `Row ${numberWord(number)}`,
  sortBy: (number: number) => `Sort by column ${numberWord(number)}`,
  sorted: (number: number, isUp: boolean) =>
    `sorted by column ${numberWord(number)}, ${isUp ? 'ascending' : 'descending'}`,
  copyColumn: (number: number) => `Copy column ${numberWord(number)}`,
  copyRow: (number: number) => `Copy row ${numberWord(number)}`,
  changesOf: (name: string, hunks: number) => `${name}, ${counted(hunks, 'hunk', 'hunks')}`,
  hunk: (hunk: {
    readonly file: string;
    readonly from: number;
    readonly to: number;
    readonly added: number;
    readonly removed: number;
  }) => {
    const { from, to } = hunk;
    const first = numberWord(from);
    const lines = to > from ? `lines ${first} to ${numberWord(to)}` : `line ${first}`;
    const counts = `${numberWord(hunk.added)} added, ${numberWord(hunk.removed)} removed`;
    return `${hunk.file}, ${lines}, ${counts}`;
  },
  added: 'added',
  removed: 'removed',
  nextHunk: 'Next hunk',
  previousHunk: 'Previous hunk',
  noMoreHunks: 'no more hunks',
  noEarlierHunks: 'no earlier hunks',
  moreInRaw: 'more is in the raw text',
  closeChanges: 'Close changes',
  showRows: (first: number, last: number) =>
    `Show rows ${numberWord(first)} to ${numberWord(last)}`,
};
