/** What of a server's text a sentence may hold. */
import { describe, expect, it } from 'vitest';
import { foreignText } from '../../../../server/keeper/ssh/foreign-text.ts';

describe('foreignText', () => {
  it('puts lines and blanks into one line', () => {
    expect(foreignText('  Welcome\r\n\tto   web01\n')).toBe('Welcome to web01');
  });

  it('takes colours and titles out as a whole', () => {
    expect(foreignText('\u001b[31mred\u001b[0m \u001b]0;title\u0007text')).toBe('red text');
  });

  it('leaves no control, bidi or invisible character', () => {
    const hostile = 'a\u0000b\u009bc\u202Ed\u2066e\u200bf\u{E0041}g\ud800';
    expect(foreignText(hostile)).toBe('a b cdefg');
  });

  it('never exceeds its limit nor halves a character', () => {
    expect(foreignText('x'.repeat(100_000))).toHaveLength(200);
    expect(foreignText('abc😀', 4)).toBe('abc');
    expect(foreignText('abc😀', 5)).toBe('abc😀');
  });
});
