/** Typing and chords as pure rules: straightening, pasting, composing, naming keys. */
import { describe, expect, it } from 'vitest';
import { isComposing } from '../../../client/input/composition-guard.ts';
import { chordOf } from '../../../client/input/key-chord.ts';
import { createKeymap } from '../../../client/input/keymap.ts';
import { pastedLine } from '../../../client/input/pasted-line.ts';
import { straightenTyped } from '../../../client/input/straighten.ts';
import { registeredActions } from '../../../client/actions/action-registry.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrl' | 'alt' | 'shift' | 'meta', boolean>> = {},
) => ({
  key,
  ctrlKey: held.ctrl ?? false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
  metaKey: held.meta ?? false,
});

describe('typing', () => {
  it('makes what a phone bent plain, only where it was just typed', () => {
    const value = '\u201Cold\u201D echo \u201C';
    expect(straightenTyped({ value, caret: value.length }, '\u201C')).toEqual({
      value: '\u201Cold\u201D echo "',
      caret: value.length,
    });
    expect(straightenTyped({ value: 'ls \u2014x', caret: 4 }, '\u2014')).toEqual({
      value: 'ls --x',
      caret: 5,
    });
    expect(straightenTyped({ value: 'ls', caret: 2 }, 's')).toBeNull();
    expect(straightenTyped({ value: 'x', caret: 1 }, '\u2019')).toBeNull();
  });

  it('keeps lines of a paste apart', () => {
    expect(pastedLine('ls\n')).toBe('ls');
    expect(pastedLine('ls\r\npwd\nid')).toBe('ls pwd id');
  });

  it('leaves alone what an input method composes', () => {
    expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
  });
});

describe('chords', () => {
  it('are written one way', () => {
    expect(chordOf(press('c', { ctrl: true }))).toBe('Ctrl+C');
    expect(chordOf(press('C', { ctrl: true, shift: true }))).toBe('Ctrl+Shift+C');
    expect(chordOf(press('?', { shift: true }))).toBe('?');
    expect(chordOf(press('ArrowUp'))).toBe('ArrowUp');
    expect(chordOf(press('Tab', { shift: true }))).toBe('Shift+Tab');
  });

  it('are never a letter alone, and never used twice', () => {
    expect(createKeymap(registeredActions).get('Ctrl+C')).toBe('stop');
    expect(() => createKeymap([{ id: 'x', chord: 'H' }])).toThrow();
    const twice = { id: 'x', chord: 'Ctrl+C' };
    expect(() => createKeymap([twice, { ...twice, id: 'y' }])).toThrow();
  });
});
