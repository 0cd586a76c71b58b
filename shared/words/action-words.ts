/** What the list of actions is called and says in English: the actions themselves, their keys, changing a key. */
import { counted } from './plural.ts';

const keyNames: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  ArrowUp: 'Up arrow',
  ArrowDown: 'Down arrow',
  ArrowLeft: 'Left arrow',
  ArrowRight: 'Right arrow',
  PageUp: 'Page up',
  PageDown: 'Page down',
};

/** A chord as one says it: `Control C`, `Alt Up arrow`. */
export function chordWords(chord: string): string {
  return chord
    .split('+')
    .map((key) => keyNames[key] ?? key)
    .join(' ');
}

/** Words of the actions. */
export const actionWords = {
  actions: 'Actions',
  searchActions: 'Search actions',
  actionsHere: 'What you can do here',
  run: 'Run',
  close: 'Close',
  found: (count: number) => `${counted(count, 'action')} found`,
  withChord: (words: string, chord: string | null) =>
    chord === null ? words : `${words}, ${chordWords(chord)}`,

  changeKey: 'Change key',
  removeKey: 'Remove key',
  resetKey: 'Reset key',
  newKey: (words: string) => `New key for: ${words}`,
  newKeyExplained: 'Press the key with its modifiers. Escape keeps the old one.',
  keyKept: 'key not changed',
  keyIs: (words: string, chord: string) => `${chordWords(chord)} is now the key of ${words}`,
  noKey: (words: string) => `no key for ${words}`,
  keyTaken: (chord: string, words: string) =>
    `${chordWords(chord)} is the key of ${words}, press another`,
  keyRefused: {
    typing: 'a letter alone is for typing, press another',
    reader: 'screen readers need this key, press another',
    browser: 'the browser needs this key, press another',
    moving: 'this key moves in the page, press another',
  },

  goToHosts: 'Go to Hosts',
  goToHelp: 'Go to Help',
  runLastAgain: 'Run the last command again',
  nothingToRun: 'no command yet',
};
