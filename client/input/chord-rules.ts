/** Which chords an action may have: none that screen readers, browsers or plain typing need. Pure. */

/** Why a chord may not be one: what it is needed for. */
export type ChordProblem = 'typing' | 'reader' | 'browser' | 'moving';

/** Keys that move in a text, leave a field or answer a dialog; with a modifier they are free. */
const MOVING = new Set([
  'Enter',
  'Tab',
  'Escape',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
/** Keys that are themselves modifiers of a screen reader (NVDA, JAWS, Orca, Narrator), or of nothing else. */
const READER_KEYS = new Set(['Insert', 'CapsLock', 'NumLock', 'ScrollLock', 'ContextMenu']);
/** Chords that NVDA and JAWS take for moving by sentence and paragraph. */
const READER_MOVES = new Set(['Alt+ArrowUp', 'Alt+ArrowDown', 'Ctrl+ArrowUp', 'Ctrl+ArrowDown']);
/** Chords that browsers keep, or that edit text everywhere. */
const BROWSER = new Set([
  ...['A', 'F', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z'].map(
    (key) => `Ctrl+${key}`,
  ),
  ...['N', 'P', 'T', 'W', 'Z', 'I', 'J'].map((key) => `Ctrl+Shift+${key}`),
  ...['Ctrl+F4', 'Alt+F4', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Ctrl+Tab', 'Alt+Tab'],
  ...['F1', 'F5', 'F6', 'F10', 'F11', 'F12', 'Shift+Tab'],
]);

/** What speaks against a chord as `key-chord.ts` writes it, or null. */
export function chordProblem(chord: string): ChordProblem | null {
  // A plus sign that is itself the key stands last.
  const key = chord.endsWith('+') ? '+' : (chord.split('+').at(-1) ?? '');
  const held = chord.slice(0, chord.length - key.length);
  if (READER_KEYS.has(key) || /Meta\+|Ctrl\+Alt\+/.test(held)) return 'reader';
  if (READER_MOVES.has(chord)) return 'reader';
  if ([...key].length <= 1 && !held.includes('Ctrl+'))
    return held.includes('Alt+') ? 'browser' : 'typing';
  if (MOVING.has(key) && /^(?:Shift\+)?$/.test(held)) return 'moving';
  return BROWSER.has(chord) ? 'browser' : null;
}
