/** Durations and counts in words. */
import { describe, expect, it } from 'vitest';
import { durationWords } from '../../../shared/words/duration.ts';
import { counted, numberWord } from '../../../shared/words/plural.ts';

describe('words for numbers', () => {
  it.each([
    [0, 'under 1 second'],
    [-5, 'under 1 second'],
    [999, 'under 1 second'],
    [1_000, '1 second'],
    [41_900, '41 seconds'],
    [60_000, '1 minute'],
    [125_000, '2 minutes 5 seconds'],
    [3_600_000, '1 hour'],
    [3_780_000, '1 hour 3 minutes'],
    [90_061_000, '25 hours 1 minute'],
  ])('says %i milliseconds as %s', (durationMs, words) => {
    expect(durationWords(durationMs)).toBe(words);
  });

  it('groups thousands and chooses the plural', () => {
    expect(numberWord(10_000)).toBe('10,000');
    expect(counted(1, 'line')).toBe('1 line');
    expect(counted(0, 'line')).toBe('0 lines');
    expect(counted(3_210, 'line')).toBe('3,210 lines');
    expect(counted(2, 'try', 'tries')).toBe('2 tries');
  });
});
