/** Looks of lines put together from rows, and whether what is printed next is plain. */
import { describe, expect, it } from 'vitest';
import { createGraphicState } from '../../../../../server/keeper/terminal/lines/graphic-state.ts';
import {
  joinLooks,
  lineWithLooks,
} from '../../../../../server/keeper/terminal/lines/line-looks.ts';
import { LINE_STYLES_LIMIT, LINE_TEXT_LIMIT } from '../../../../../shared/terminal/line.ts';

const red = (from: number, to: number) => ({ from, to, colour: 'red' as const });
const address = 'https://example.org/';

describe('looks of a line', () => {
  it('go on over the rows of a wrapped line', () => {
    const first = joinLooks(null, 0, {
      styles: [red(95, 100)],
      links: [{ from: 90, to: 100, address }],
    });
    const both = joinLooks(first, 100, {
      styles: [red(0, 3), { from: 5, to: 8, bold: true }],
      links: [{ from: 0, to: 4, address }],
    });
    expect(both).toEqual({
      styles: [red(95, 103), { from: 105, to: 108, bold: true }],
      links: [{ from: 90, to: 104, address }],
    });
    expect(joinLooks(both, 200, null)).toBe(both);
  });

  it('are bounded by number and by the length of the line', () => {
    const many = Array.from({ length: 100 }, (_, index) => red(2 * index, 2 * index + 1));
    expect(joinLooks(null, 0, { styles: many, links: [] })?.styles).toHaveLength(LINE_STYLES_LIMIT);
    const late = joinLooks(null, LINE_TEXT_LIMIT - 2, { styles: [red(0, 9)], links: [] });
    expect(late?.styles).toEqual([red(LINE_TEXT_LIMIT - 2, LINE_TEXT_LIMIT)]);
    expect(joinLooks(null, LINE_TEXT_LIMIT, { styles: [red(0, 9)], links: [] })).toBeNull();
  });

  it('leave a plain line as it is', () => {
    expect(lineWithLooks('a', 0, null)).toEqual({ text: 'a' });
    expect(lineWithLooks('a', 3, { styles: [], links: [] })).toEqual({ text: 'a', cut: 3 });
    expect(lineWithLooks('a', 0, { styles: [red(0, 1)], links: [] })).toEqual({
      text: 'a',
      styles: [red(0, 1)],
    });
  });
});

describe('the graphic rendition', () => {
  const rows: readonly (readonly [sequences: (number | number[])[][], isPlain: boolean])[] = [
    [[], true],
    [[[1]], false],
    [[[1, 31], [0]], true],
    [[[1, 31], []], true],
    [[[1, 31], [22]], false],
    [
      [
        [1, 31],
        [22, 39],
      ],
      true,
    ],
    [[[38, 5, 0]], false],
    [[[38, 5, 0], [39]], true],
    [[[48, 2, 1, 0, 7], [49]], true],
    [[[38, [2, 0, 1, 2]], [39]], true],
    [[[7], [27]], true],
    [[[97, 107]], false],
    [[[4]], true],
  ];
  it.each(rows)('%j is plain: %s', (sequences, isPlain) => {
    const state = createGraphicState();
    for (const sequence of sequences) state.apply(sequence);
    expect(state.isPlain).toBe(isPlain);
    state.reset();
    expect(state.isPlain).toBe(true);
  });
});
