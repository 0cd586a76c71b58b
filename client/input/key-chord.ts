/** Key presses as text: `Ctrl+C`, `ArrowUp`; modifiers in the order Ctrl, Alt, Shift, Meta (UI Events, `key`). */

/** The part of a KeyboardEvent that a chord is made of. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** The chord of a key press. A letter stands in upper case; Shift is named only beside another modifier or a named key. */
export function chordOf(press: KeyPress): string {
  const isLetter = [...press.key].length === 1;
  const key = isLetter ? press.key.toUpperCase() : press.key;
  const namesShift = press.shiftKey && (!isLetter || press.ctrlKey || press.altKey);
  return [
    press.ctrlKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    namesShift ? 'Shift' : '',
    press.metaKey ? 'Meta' : '',
    key,
  ]
    .filter((part) => part !== '')
    .join('+');
}
