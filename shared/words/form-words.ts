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
  showRows: (first: number, last: number) =>
    `Show rows ${numberWord(first)} to ${numberWord(last)}`,
};
