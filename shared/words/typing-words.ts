/** What the page says and shows about typing: answers, completion, history, pasting and entries of several lines. */
import { counted, numberWord } from './plural.ts';

/** Words of everything that helps to type. */
export const typingWords = {
  answers: 'Answers',
  choice: (key: string) => `Choice ${key}`,
  presetChoice: (key: string) => `Choice ${key}, default`,
  enter: 'Enter',
  anyKey: 'Any key',
  nextPage: 'Next page',
  nextLine: 'Next line',
  pageBack: 'Back',
  quitPager: 'Quit',
  searchPager: 'Search',
  searchNeedsText: 'type in the field what to search for, then press Search',
  showTyped: 'Show what I typed',
  serverShowsTyping: 'The server shows what is typed here.',

  actionComplete: 'Complete what is before the caret, in the field',
  noMatch: 'no match',
  completionNotOffered: 'completion not offered by this server',
  completionLate: 'no answer about matches in time',

  history: 'History',
  historyFound: (count: number) => counted(count, 'command'),
  editLast: 'Edit last command',

  addLine: 'Add a line',
  lineAdded: (number: number) => `line ${numberWord(number)}`,
  notLoaded: 'not loaded, the gateway did not answer',
  tooLong: (limit: number) => `too long, at most ${numberWord(limit)} characters`,
};
