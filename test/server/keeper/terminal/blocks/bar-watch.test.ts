/** How far a command is by bars that are redrawn further up than the cursor. */
import { describe, expect, it } from 'vitest';
import { createBarWatch } from '../../../../../server/keeper/terminal/blocks/bar-watch.ts';

const lines = (...texts: string[]) => texts.map((text) => ({ text }));

describe('bars', () => {
  it('tell the percentage of the line of the cursor', () => {
    expect(createBarWatch().percentOf(0, [], ' 41% done')).toBe(41);
  });

  it('tell nothing where a line with a percentage is only printed', () => {
    const bars = createBarWatch();
    expect(bars.percentOf(0, lines('disk 42% full'), '')).toBe(null);
    expect(bars.percentOf(0, lines('disk 42% full', 'inodes 7% used'), '')).toBe(null);
  });

  it('tell the percentage of a line that is redrawn above the cursor, until it is gone', () => {
    const bars = createBarWatch();
    bars.percentOf(3, lines('layer: 10%', 'waiting'), '');
    expect(bars.percentOf(3, lines('layer: 20%', 'waiting'), '')).toBe(20);
    expect(bars.percentOf(3, lines('layer: 20%', 'still waiting'), '')).toBe(20);
    expect(bars.percentOf(4, lines('still waiting'), '')).toBe(null);
  });

  it('tell the least of several', () => {
    const bars = createBarWatch();
    bars.percentOf(0, lines('one 10%', 'two 5%'), '');
    expect(bars.percentOf(0, lines('one 90%', 'two 30%'), '')).toBe(30);
  });
});
