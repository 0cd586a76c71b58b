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

  matches: (total: number) => counted(total, 'match', 'matches'),
  matchesShown: (shown: number, total: number) =>
    shown < total
      ? `${counted(total, 'match', 'matches')}, first ${numberWord(shown)} listed`
      : counted(total, 'match', 'matches'),
  matchesLabel: 'Matches',
  useMatch: 'Use match',
  closeMatches: 'Close matches',
  noMatch: 'no match',
  completionNotOffered: 'completion not offered by this server',
  completionLate: 'no answer about matches in time',
  completionOnlyCommands: 'completion works while no command runs',

  history: 'History',
  searchHistory: 'Search history',
  historyLabel: 'Commands, newest first',
  historyEmpty: 'no commands yet',
  historyFound: (count: number) => counted(count, 'command'),
  useCommand: 'Use in field',
  editLast: 'Edit last command',
  close: 'Close',

  addLine: 'Add a line',
  lineAdded: (number: number) => `line ${numberWord(number)}`,
  notLoaded: 'not loaded, the gateway did not answer',

  pasteTitle: 'Check what you paste',
  pasteSize: (lines: number, characters: number) =>
    `${counted(lines, 'line')}, ${counted(characters, 'character')}.`,
  pasteText: 'Text to paste',
  pasteInvisible: (count: number) => `${counted(count, 'invisible character')}:`,
  pasteInvisibleItem: (name: string, count: number) =>
    count === 1 ? name : `${name}, ${numberWord(count)} times`,
  pasteBent: (count: number) =>
    `${counted(count, 'curly quote or long dash', 'curly quotes or long dashes')}.`,
  removeInvisible: 'Remove invisible characters',
  makePlain: 'Make quotes and dashes plain',
  pasteAsItIs: 'Put in the field',
  pasteAsOneLine: 'Put in the field as one line',
  sendAsItIs: 'Send as it is',
  sendLineByLine: 'Send line by line',
  linesSent: (count: number) => `${counted(count, 'line')} sent`,
  pastedLines: (count: number) => `pasted, ${counted(count, 'line')}`,
  invisibleMark: (name: string) => `[${name}]`,
};
