/** What the guard over pasted text notices, names and takes out. */
import { describe, expect, it } from 'vitest';
import {
  inspectPasted,
  withNames,
  withoutInvisible,
} from '../../../client/input/pasted-findings.ts';
import { needsCheck } from '../../../client/input/pasted-text.ts';
import { straightened } from '../../../client/input/straighten.ts';

describe('a pasted text', () => {
  it('goes in as it is when there is nothing to see in it', () => {
    for (const text of ['', 'ls -la', 'ls\n', '\r\nls\r\n', 'grüße 日本語 🙂'])
      expect(needsCheck(text)).toBe(false);
  });

  it('is shown when it has several lines, hides something, or is bent', () => {
    for (const text of [
      'ls\nrm x',
      'ls\u200b',
      'a\u202eb',
      'a\tb',
      '\u001b[2J',
      'say \u201chi\u201d',
      'a\u00a0b',
    ])
      expect(needsCheck(text)).toBe(true);
  });

  it('is counted and named', () => {
    expect(inspectPasted('one\r\ntwo\u200b\u200b \u202e\n')).toEqual({
      text: 'one\ntwo\u200b\u200b \u202e',
      lines: 2,
      characters: 11,
      invisible: [
        { name: 'zero width space', count: 2 },
        { name: 'right-to-left override', count: 1 },
      ],
      bent: 0,
    });
    expect(withNames('a\u200bb\u0001')).toBe('a[zero width space]b[character U+0001]');
  });

  it('loses what is invisible, and keeps its lines', () => {
    expect(withoutInvisible('a\u200b\tb\n\u001bc')).toBe('a b\nc');
    expect(straightened('\u201cx\u201d \u2014')).toBe('"x" --');
  });
});
