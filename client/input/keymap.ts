/** From a chord to the action it stands for in the session view. */

/** Chord to action id; no letter alone is ever a chord. */
export type Keymap = ReadonlyMap<string, string>;

/** Makes a keymap of actions and their chords; a chord used twice is a mistake in the program. */
export function createKeymap(
  actions: readonly { readonly id: string; readonly chord: string }[],
): Keymap {
  const keymap = new Map<string, string>();
  for (const { id, chord } of actions) {
    if (keymap.has(chord)) throw new Error(`Two actions share the chord ${chord}`);
    if ([...chord].length === 1) throw new Error(`A letter alone is no chord: ${chord}`);
    keymap.set(chord, id);
  }
  return keymap;
}
