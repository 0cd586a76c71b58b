/** What the page shows about a text that is pasted and should be looked at first; loaded with that dialog. */
import { counted, numberWord } from './plural.ts';

/** Words of the paste guard. */
export const pasteWords = {
  title: 'Check what you paste',
  size: (lines: number, characters: number) =>
    `${counted(lines, 'line')}, ${counted(characters, 'character')}.`,
  text: 'Text to paste',
  invisible: (count: number) => `${counted(count, 'invisible character')}:`,
  invisibleItem: (name: string, count: number) =>
    count === 1 ? name : `${name}, ${numberWord(count)} times`,
  invisibleMark: (name: string) => `[${name}]`,
  bent: (count: number) =>
    `${counted(count, 'curly quote or long dash', 'curly quotes or long dashes')}.`,
  removeInvisible: 'Remove invisible characters',
  makePlain: 'Make quotes and dashes plain',
  intoField: 'Put in the field',
  asOneLine: 'Put in the field as one line',
  sendAsItIs: 'Send as it is',
  sendLineByLine: 'Send line by line',
};
