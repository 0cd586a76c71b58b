/** When a program has the whole normal screen, and what only looks like it. */
import { describe, expect, it } from 'vitest';
import { createRedrawWatch } from '../../../../../server/keeper/terminal/full-screen/redraw-watch.ts';

const ROWS = 24;

describe('a screen drawn anew without the alternate one', () => {
  it('is one that is erased from the top twice', () => {
    const watch = createRedrawWatch();
    watch.goingHome(5, ROWS);
    watch.erasing(0);
    expect(watch.isWhole).toBe(false);
    watch.goingHome(4, ROWS);
    watch.erasing(0);
    expect(watch.isWhole).toBe(true);
  });

  it('is one that is erased and then gone home to after most rows were filled', () => {
    const watch = createRedrawWatch();
    watch.erasing(7);
    watch.goingHome(7, ROWS);
    expect(watch.isWhole).toBe(false);
    watch.goingHome(20, ROWS);
    expect(watch.isWhole).toBe(true);
  });

  it('is one that is erased and drawn by places', () => {
    const watch = createRedrawWatch();
    watch.erasing(0);
    for (const row of [3, 3, 3, 5, 9]) watch.goingToRow(row);
    expect(watch.isWhole).toBe(false);
    watch.goingToRow(12);
    expect(watch.isWhole).toBe(true);
  });

  it('is none that is cleared once, in either order of home and erase', () => {
    const watch = createRedrawWatch();
    watch.goingHome(9, ROWS);
    watch.erasing(0);
    expect(watch.isWhole).toBe(false);
    watch.reset();
    watch.erasing(9);
    watch.goingHome(9, ROWS);
    expect(watch.isWhole).toBe(false);
  });

  it('is none where a bar at the last row is drawn between lines, or places before any erasing', () => {
    const watch = createRedrawWatch();
    for (let row = 1; row < ROWS; row += 1) watch.goingToRow(row);
    watch.goingHome(23, ROWS);
    watch.goingHome(23, ROWS);
    expect(watch.isWhole).toBe(false);
  });

  it('is forgotten with the command', () => {
    const watch = createRedrawWatch();
    watch.erasing(0);
    watch.goingHome(3, ROWS);
    watch.reset();
    watch.erasing(0);
    expect(watch.isWhole).toBe(false);
  });
});
