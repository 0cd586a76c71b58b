/** What a key, or a question, says of the screen of a full-screen program. */
import { describe, expect, it } from 'vitest';
import { answerToKey, changesOnScreen, screenFrom } from '../../../shared/speech/screen-answer.ts';
import type { ScreenSnapshot } from '../../../shared/terminal/screen-snapshot.ts';

function screen(
  lines: readonly string[],
  row: number,
  column = 0,
  extra: Partial<ScreenSnapshot> = {},
): ScreenSnapshot {
  return {
    rows: lines.map((text) => ({ text })),
    cursor: { row, column },
    highlighted: null,
    changedRows: [],
    ...extra,
  };
}

describe('the answer to a key', () => {
  const lines = ['first line', '', 'third'];

  it('is the item that is highlighted now', () => {
    const one = screen(lines, 0, 0, { highlighted: { row: 0, text: ' nano ' } });
    const two = screen(lines, 0, 0, { highlighted: { row: 1, text: ' vim ' } });
    expect(answerToKey(one, two)).toBe('vim');
    expect(answerToKey(two, two)).toBeNull();
  });

  it('is the line that the cursor came to', () => {
    expect(answerToKey(screen(lines, 0), screen(lines, 2))).toBe('third');
    expect(answerToKey(screen(lines, 0), screen(lines, 1))).toBe('blank');
    expect(answerToKey(null, screen(lines, 0))).toBe('first line');
  });

  it('is the letter that the cursor came to in its line', () => {
    expect(answerToKey(screen(lines, 0, 0), screen(lines, 0, 1))).toBe('i');
    expect(answerToKey(screen(lines, 0, 4), screen(lines, 0, 5))).toBe('blank');
    expect(answerToKey(screen(lines, 0, 4), screen(lines, 0, 4))).toBeNull();
  });

  it('is what changed in the line, where that is little', () => {
    expect(answerToKey(screen(['total 41 of 99'], 0), screen(['total 42 of 99'], 0))).toBe('2');
    expect(answerToKey(screen(['a'], 0), screen(['something else altogether'], 0))).toBe(
      'something else altogether',
    );
  });
});

describe('the screen when somebody asks', () => {
  it('tells what changed, and how much', () => {
    const changed = screen(['a', 'b', 'c'], 0, 0, { changedRows: [0, 2] });
    expect(changesOnScreen(changed)).toBe('2 lines changed; a; c');
    expect(changesOnScreen(screen(['a'], 0))).toBe('0 lines changed');
  });

  it('is read from a row on, blank lines left out', () => {
    expect(screenFrom(screen(['a', '', 'c'], 0), 1)).toBe('c');
    expect(screenFrom(screen([''], 0), 0)).toBe('blank');
    expect(screenFrom(screen(['x y '.repeat(200)], 0), 0).length).toBeLessThanOrEqual(300);
  });
});
