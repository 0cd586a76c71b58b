/** Ordering a column's cells by what they mean. */
import { describe, expect, it } from 'vitest';
import { sortedIndexes, sortKeyOf } from '../../../shared/terminal/sort-key.ts';

const sorted = (cells: string[], direction: 'ascending' | 'descending' = 'ascending'): string[] =>
  sortedIndexes(cells, direction).map((index) => cells[index] ?? '');

describe('the order of cells', () => {
  it('takes human sizes for what they mean', () => {
    expect(sorted(['1.2G', '900M', '0', '12K', '3T', '512', '1,024'])).toEqual([
      '0',
      '512',
      '1,024',
      '12K',
      '900M',
      '1.2G',
      '3T',
    ]);
    expect(sorted(['2GiB', '1.5Gi', '300MB'])).toEqual(['300MB', '1.5Gi', '2GiB']);
  });

  it('takes percentages, signs and times for numbers', () => {
    expect(sorted(['100%', '9%', '37%'])).toEqual(['9%', '37%', '100%']);
    expect(sorted(['3', '-5', '+1', '.5'])).toEqual(['-5', '.5', '+1', '3']);
    expect(sorted(['1-00:00:00', '10:00', '2:03:04', '0:59'])).toEqual([
      '0:59',
      '10:00',
      '2:03:04',
      '1-00:00:00',
    ]);
  });

  it('takes dates for days', () => {
    expect(sorted(['2026-11-02', '2025-12-31 10:00', '2026-01-05'])).toEqual([
      '2025-12-31 10:00',
      '2026-01-05',
      '2026-11-02',
    ]);
    expect(sorted(['Nov 23 02:10', 'Feb  3 10:00', 'Nov 3 09:00'])).toEqual([
      'Feb  3 10:00',
      'Nov 3 09:00',
      'Nov 23 02:10',
    ]);
    expect(sorted(['Mar 1 2025', 'Apr 1 2024'])).toEqual(['Apr 1 2024', 'Mar 1 2025']);
    expect(sortKeyOf('Foo 12')).toEqual({ kind: 'text', value: 'Foo 12' });
  });

  it('is stable both ways, puts text behind numbers and nothing last', () => {
    const cells = ['b', 'a', '-', '2', '', 'A', '1'];
    expect(sortedIndexes(cells, 'ascending')).toEqual([6, 3, 1, 5, 0, 2, 4]);
    expect(sortedIndexes(cells, 'descending')).toEqual([0, 1, 5, 3, 6, 2, 4]);
  });

  it('looks at the beginning of a cell of ten megabytes only', () => {
    expect(sortKeyOf('9'.repeat(10_000_000)).kind).toBe('number');
    expect(sortKeyOf('1,'.repeat(5_000_000)).kind).toBe('text');
  });
});
