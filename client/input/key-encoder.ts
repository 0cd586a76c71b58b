/**
 * From a key to the bytes that a terminal of type xterm sends for it (ECMA-48, xterm's control sequences). Cursor keys
 * come in their normal form; the keeper fits them to the terminal's mode.
 */
import type { KeyPress } from './key-chord.ts';

/** Modifiers that are held, or set by the toggles of the Keys bar. */
export type KeyModifiers = Pick<KeyPress, 'ctrlKey' | 'altKey' | 'shiftKey'>;

/** `CSI 1 ; MODIFIER FINAL`. */
const cursorFinals: Readonly<Record<string, string>> = {
  ArrowUp: 'A',
  ArrowDown: 'B',
  ArrowRight: 'C',
  ArrowLeft: 'D',
  Home: 'H',
  End: 'F',
};
/** `SS3 FINAL`, with modifiers `CSI 1 ; MODIFIER FINAL`. */
const functionFinals: Readonly<Record<string, string>> = { F1: 'P', F2: 'Q', F3: 'R', F4: 'S' };
/** `CSI NUMBER ~`. */
const numbered: Readonly<Record<string, number>> = {
  Insert: 2,
  Delete: 3,
  PageUp: 5,
  PageDown: 6,
  F5: 15,
  F6: 17,
  F7: 18,
  F8: 19,
  F9: 20,
  F10: 21,
  F11: 23,
  F12: 24,
};
const plain: Readonly<Record<string, string>> = {
  Enter: '\r',
  Tab: '\t',
  Backspace: '\x7f',
  Escape: '\x1b',
};

/** The bytes of a key (UI Events, `key`) with its modifiers, or null for one that terminals do not know. */
export function bytesOfKey(key: string, modifiers: KeyModifiers): string | null {
  return sequenceOf(key, modifiers) ?? characterOf(key, modifiers);
}

/** The control sequence of a key that has one. */
function sequenceOf(key: string, { ctrlKey, altKey, shiftKey }: KeyModifiers): string | null {
  if (key === 'Tab' && shiftKey) return '\x1b[Z';
  const number = 1 + (shiftKey ? 1 : 0) + (altKey ? 2 : 0) + (ctrlKey ? 4 : 0);
  const cursor = cursorFinals[key];
  if (cursor !== undefined) return number === 1 ? `\x1b[${cursor}` : `\x1b[1;${number}${cursor}`;
  const final = functionFinals[key];
  if (final !== undefined) return number === 1 ? `\x1bO${final}` : `\x1b[1;${number}${final}`;
  const code = numbered[key];
  if (code === undefined) return null;
  return number === 1 ? `\x1b[${code}~` : `\x1b[${code};${number}~`;
}

/** The character of a key; Alt puts an escape before it. */
function characterOf(key: string, { ctrlKey, altKey }: KeyModifiers): string | null {
  const letter = [...key].length === 1 ? letterBytes(key, ctrlKey) : (plain[key] ?? null);
  return letter !== null && altKey ? `\x1b${letter}` : letter;
}

/** A letter, or with Ctrl the control character of its column (ECMA-48 section 5.2); null where there is none. */
function letterBytes(letter: string, isControl: boolean): string | null {
  if (!isControl) return letter;
  if (letter === ' ') return '\0';
  if (letter === '?') return '\x7f';
  const code = letter.toUpperCase().charCodeAt(0);
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : null;
}
