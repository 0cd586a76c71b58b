/** The rows of a table, from the lines that are kept. */
import { describe, expect, it } from 'vitest';
import type { TableShape } from '../../../shared/terminal/block-shape.ts';
import { tableRows } from '../../../shared/terminal/table-rows.ts';

const shape: TableShape = {
  kind: 'table',
  split: 'bars',
  headerLine: 0,
  firstRow: 2,
  rowCount: 2,
  end: 4,
  columns: [
    { title: 'id', align: 'right', from: 0, to: null },
    { title: 'name', align: 'left', from: 0, to: null },
  ],
};
const numbered = (texts: string[]) => texts.map((text, index) => ({ index, line: { text } }));

describe('the rows of a table', () => {
  it('leave out the header, the frame and what stands after the table', () => {
    const lines = numbered([
      ' id | name',
      '----+------',
      '  1 | amy',
      '  2 | __proto__',
      '(2 rows)',
    ]);
    expect(tableRows(lines, shape)).toEqual([
      { number: 1, cells: ['1', 'amy'] },
      { number: 2, cells: ['2', '__proto__'] },
    ]);
  });

  it('lose no line that does not split', () => {
    const lines = numbered(['', '', 'a | b | c', '  2 | bob']);
    expect(tableRows(lines, shape)[0]).toEqual({ number: 1, cells: ['', 'a | b | c'] });
  });
});
