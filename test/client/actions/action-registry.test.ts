/** The list of actions: its chords are free, allowed and told once; what a person changes never makes two of one. */
import { describe, expect, it } from 'vitest';
import { registeredActions } from '../../../client/actions/action-registry.ts';
import { chordProblem } from '../../../client/input/chord-rules.ts';
import { createKeymap, withChanges } from '../../../client/input/keymap.ts';

describe('the list of actions', () => {
  it('gives no chord and no id twice, and no chord that is needed elsewhere', () => {
    expect(() => createKeymap(registeredActions)).not.toThrow();
    const ids = registeredActions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const wrong = registeredActions.filter(
      ({ chord, place }) => chord !== null && place !== 'field' && chordProblem(chord) !== null,
    );
    expect(wrong).toEqual([]);
  });

  it('has the chords that people know', () => {
    const keymap = createKeymap(registeredActions);
    const known = { F2: 'open-actions', F3: 'find', F4: 'repeat-last', F8: 'next-error' };
    for (const [chord, id] of Object.entries(known)) expect(keymap.get(chord)).toBe(id);
    expect(keymap.get('Ctrl+C')).toBe('stop');
  });

  it.each([
    ['H', 'typing'],
    ['?', 'typing'],
    ['+', 'typing'],
    ['Insert', 'reader'],
    ['Ctrl+Insert', 'reader'],
    ['CapsLock', 'reader'],
    ['Ctrl+Alt+ArrowDown', 'reader'],
    ['Alt+ArrowUp', 'reader'],
    ['Ctrl+ArrowDown', 'reader'],
    ['Ctrl+Alt+K', 'reader'],
    ['Meta+K', 'reader'],
    ['Alt+F', 'browser'],
    ['Alt+Shift+F', 'browser'],
    ['Ctrl+W', 'browser'],
    ['Enter', 'moving'],
    ['Shift+ArrowUp', 'moving'],
  ])('refuses %s, which is needed for %s', (chord, problem) => {
    expect(chordProblem(chord)).toBe(problem);
  });

  it.each(['F7', 'Shift+F8', 'Ctrl+K', 'Ctrl++', 'Ctrl+Shift+K', 'Alt+PageUp'])(
    'takes %s',
    (chord) => expect(chordProblem(chord)).toBeNull(),
  );
});

describe('changed chords', () => {
  const actions = [
    { id: 'one', chord: 'F8' },
    { id: 'two', chord: 'F9' },
    { id: 'three', chord: null },
  ];

  it('take the place of the defaults', () => {
    expect(withChanges(actions, { one: 'F7', three: 'F8' })).toEqual([
      { id: 'one', chord: 'F7' },
      { id: 'two', chord: 'F9' },
      { id: 'three', chord: 'F8' },
    ]);
    expect(withChanges(actions, { one: null })[0]).toEqual({ id: 'one', chord: null });
  });

  it('never give one chord to two, and never one that is needed elsewhere', () => {
    expect(() => createKeymap(withChanges(actions, { one: 'F9', two: 'F9' }))).not.toThrow();
    expect(withChanges(actions, { three: 'F8' })[0]?.chord).toBeNull();
    expect(withChanges(actions, { one: 'H' })[0]?.chord).toBe('F8');
  });
});
