/** From a chord to the action it stands for, with what a person has changed. */
import { chordProblem } from './chord-rules.ts';

/** Chord to action id; no letter alone is ever a chord. */
export type Keymap = ReadonlyMap<string, string>;

/** An action as far as its chord goes. */
export interface ChordAction {
  readonly id: string;
  /** As `key-chord.ts` writes it, or null for none. */
  readonly chord: string | null;
}

/** What a person has changed: action id to chord, null for none. */
export type ChangedChords = Readonly<Record<string, string | null>>;

/** Makes a keymap of actions and their chords; a chord used twice is a mistake in the program. */
export function createKeymap(actions: readonly ChordAction[]): Keymap {
  const keymap = new Map<string, string>();
  for (const { id, chord } of actions) {
    if (chord === null) continue;
    if (keymap.has(chord)) throw new Error(`Two actions share the chord ${chord}`);
    if ([...chord].length === 1) throw new Error(`A letter alone is no chord: ${chord}`);
    keymap.set(chord, id);
  }
  return keymap;
}

/**
 * The actions with the chords that hold. What was stored is never trusted: a chord that may not be one, or that
 * another changed action has, is left at its default; a default that a person gave to another action is gone.
 */
export function withChanges<Action extends ChordAction>(
  actions: readonly Action[],
  changed: ChangedChords,
): readonly Action[] {
  const taken = new Set<string>();
  const own = new Map<string, string | null>();
  for (const { id } of actions) {
    const chord = changed[id];
    if (chord === undefined) continue;
    if (chord !== null && (chordProblem(chord) !== null || taken.has(chord))) continue;
    if (chord !== null) taken.add(chord);
    own.set(id, chord);
  }
  return actions.map((action) => {
    const chord = own.get(action.id);
    if (chord !== undefined) return { ...action, chord };
    const isTaken = action.chord !== null && taken.has(action.chord);
    return isTaken ? { ...action, chord: null } : action;
  });
}
