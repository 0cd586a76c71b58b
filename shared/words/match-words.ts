/** What is said and shown of the matches of a half typed line; loaded when they are first asked for. */
import { counted, numberWord } from './plural.ts';

/** Words of the list. */
export const matchWords = {
  label: 'Matches',
  use: 'Use match',
  close: 'Close matches',
};

/** `3 matches`; `70 matches, first 50 listed`. */
export function matchesShown(shown: number, total: number): string {
  const all = counted(total, 'match', 'matches');
  return shown < total ? `${all}, first ${numberWord(shown)} listed` : all;
}
