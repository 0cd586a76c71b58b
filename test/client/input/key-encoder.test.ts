/** Keys as a terminal sends them, against what `infocmp xterm-256color` and xterm's own description give. */
import { describe, expect, it } from 'vitest';
import { bytesOfKey } from '../../../client/input/key-encoder.ts';

const none = { ctrlKey: false, altKey: false, shiftKey: false };
const ctrl = { ...none, ctrlKey: true };
const alt = { ...none, altKey: true };
const shift = { ...none, shiftKey: true };

describe('the bytes of a key', () => {
  const rows = [
    ['a', none, 'a'],
    ['ü', none, 'ü'],
    ['😀', none, '😀'],
    ['c', ctrl, '\x03'],
    ['C', ctrl, '\x03'],
    ['\\', ctrl, '\x1c'],
    ['[', ctrl, '\x1b'],
    [' ', ctrl, '\0'],
    ['?', ctrl, '\x7f'],
    ['b', alt, '\x1bb'],
    ['c', { ...ctrl, altKey: true }, '\x1b\x03'],
    ['Enter', none, '\r'],
    ['Tab', none, '\t'],
    ['Tab', shift, '\x1b[Z'],
    ['Backspace', none, '\x7f'],
    ['Escape', none, '\x1b'],
    ['ArrowUp', none, '\x1b[A'],
    ['ArrowLeft', ctrl, '\x1b[1;5D'],
    ['Home', none, '\x1b[H'],
    ['End', shift, '\x1b[1;2F'],
    ['PageDown', none, '\x1b[6~'],
    ['Delete', { ...ctrl, shiftKey: true }, '\x1b[3;6~'],
    ['F1', none, '\x1bOP'],
    ['F3', alt, '\x1b[1;3R'],
    ['F10', none, '\x1b[21~'],
    ['F12', ctrl, '\x1b[24;5~'],
  ] as const;
  it.each(rows)('%s %j is %j', (key, modifiers, bytes) => {
    expect(bytesOfKey(key, modifiers)).toBe(bytes);
  });

  it('are none for keys that terminals do not know', () => {
    for (const key of ['Control', 'Shift', 'F13', 'Dead', 'Unidentified', 'AudioVolumeUp'])
      expect(bytesOfKey(key, none)).toBeNull();
    expect(bytesOfKey('ü', ctrl)).toBeNull();
    expect(bytesOfKey('1', ctrl)).toBeNull();
  });
});
