/** What the Keys bar and the picture of a full-screen program's screen show and say in English. */

/** Words of key mode. */
export const keysWords = {
  keys: 'Keys',
  keysTo: (hostName: string) => `Keys to ${hostName}`,
  keysToExplained: 'Every key goes to the program. F2 leaves; F2 twice sends F2.',
  keysLeft: 'keys left',
  readScreen: 'Read screen',
  readFromCursor: 'Read from cursor',
  whatChanged: 'What changed',
  noScreen: 'no full-screen program runs',
  screenOf: (program: string) => (program === '' ? 'Screen' : `Screen of ${program}`),
  screenExplained: 'The screen as it stands now. Its lines change in place.',
  modifiers: { Ctrl: 'Control', Alt: 'Alt' },
  /** Names of the buttons, by the key they press. */
  names: {
    'Ctrl+C': 'Control C',
    'Ctrl+D': 'Control D',
    'Ctrl+Z': 'Control Z',
    'Ctrl+\\': 'Control backslash',
    Tab: 'Tab',
    Escape: 'Escape',
    Enter: 'Enter',
    Backspace: 'Backspace',
    ArrowUp: 'Up',
    ArrowDown: 'Down',
    ArrowLeft: 'Left',
    ArrowRight: 'Right',
    Home: 'Home',
    End: 'End',
    PageUp: 'Page up',
    PageDown: 'Page down',
    Insert: 'Insert',
    Delete: 'Delete',
  } as Readonly<Record<string, string>>,
};
