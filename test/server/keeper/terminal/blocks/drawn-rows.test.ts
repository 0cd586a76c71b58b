/** When rows gone to by their number make a screen that a program drew. */
import { describe, expect, it } from 'vitest';
import { createDrawnRows } from '../../../../../server/keeper/terminal/blocks/drawn-rows.ts';

describe('drawn rows', () => {
  it('make a screen after all was erased, as far down as was drawn', () => {
    const rows = createDrawnRows();
    rows.forgetRows();
    for (const row of [10, 30, 12, 11]) rows.drawn(row);
    expect(rows.bottomRow).toBe(30);
    expect(rows.hadScreen).toBe(true);
  });

  it('make none where nothing was erased, or where they are few', () => {
    const rows = createDrawnRows();
    for (const row of [1, 2, 3, 4, 5]) rows.drawn(row);
    expect(rows.bottomRow).toBe(null);
    rows.forgetRows();
    for (const row of [29, 29, 1, 29]) rows.drawn(row);
    expect(rows.bottomRow).toBe(null);
    expect(rows.hadScreen).toBe(false);
  });

  it('are forgotten with the command', () => {
    const rows = createDrawnRows();
    rows.drawn(null);
    expect(rows.hadScreen).toBe(true);
    rows.reset();
    expect(rows.hadScreen).toBe(false);
  });
});
