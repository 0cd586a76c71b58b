/** Where links and styles stand on the screen: rows and ranges of rows, bounded whatever a server prints. */
import { describe, expect, it } from 'vitest';
import { createRowRanges } from '../../../../../server/keeper/terminal/lines/row-ranges.ts';
import { createScreenLinks } from '../../../../../server/keeper/terminal/lines/screen-links.ts';

const address = 'https://example.org/';

describe('links on the screen', () => {
  it('reach from where they begin to where they end, over several rows', () => {
    const links = createScreenLinks();
    links.command(`8;id=1;${address}`, { row: 3, column: 5 });
    expect(links.isOpen).toBe(true);
    links.command('8;;', { row: 5, column: 2 });
    expect(links.isOpen).toBe(false);
    const cursor = { row: 9, column: 0 };
    expect(links.ofRow(2, cursor)).toEqual([]);
    expect(links.ofRow(3, cursor)).toEqual([{ from: 5, to: null, address }]);
    expect(links.ofRow(4, cursor)).toEqual([{ from: 0, to: null, address }]);
    expect(links.ofRow(5, cursor)).toEqual([{ from: 0, to: 2, address }]);
    links.forgetBefore(6);
    expect(links.ofRow(4, cursor)).toEqual([]);
  });

  it('end where the next begins, and at the cursor while they have no end', () => {
    const links = createScreenLinks();
    links.command(`8;;${address}1`, { row: 0, column: 0 });
    links.command(`8;;${address}2`, { row: 0, column: 4 });
    expect(links.ofRow(0, { row: 0, column: 6 })).toEqual([
      { from: 0, to: 4, address: `${address}1` },
      { from: 4, to: 6, address: `${address}2` },
    ]);
    expect(links.ofRow(0, { row: 0, column: 4 })).toHaveLength(1);
  });

  it('lead nowhere that a browser would run, and are bounded', () => {
    const links = createScreenLinks();
    const bad = [
      'javascript:alert(1)',
      'data:text/html,x',
      'x',
      'https://a b',
      `https://${'x'.repeat(2_000)}`,
    ];
    for (const target of bad) links.command(`8;;${target}`, { row: 0, column: 0 });
    expect(links.ofRow(0, { row: 1, column: 0 })).toEqual([]);
    for (let row = 0; row < 600; row += 1) links.command(`8;;${address}`, { row, column: 0 });
    expect(links.ofRow(0, { row: 600, column: 0 })).toEqual([]);
    expect(links.ofRow(599, { row: 600, column: 0 })).toHaveLength(1);
  });
});

describe('ranges of rows', () => {
  it('join with their neighbours and are forgotten', () => {
    const rows = createRowRanges();
    rows.add(3, 3);
    rows.add(4, 6);
    rows.add(9, 9);
    expect([2, 3, 5, 6, 7, 9].map((row) => rows.has(row))).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
    ]);
    rows.forgetBefore(8);
    expect([5, 9].map((row) => rows.has(row))).toEqual([false, true]);
    rows.clear();
    expect(rows.has(9)).toBe(false);
  });

  it('hold too many rather than forget one when there are many', () => {
    const rows = createRowRanges();
    for (let row = 0; row < 400; row += 2) rows.add(row, row);
    for (let row = 0; row < 400; row += 2) expect(rows.has(row)).toBe(true);
    expect(rows.has(399)).toBe(false);
  });
});
