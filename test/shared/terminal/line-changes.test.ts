/** Differences between two outputs: fewest lines, right places, bounded work. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGES_LIMIT, lineChanges } from '../../../shared/terminal/line-changes.ts';

/** The length of the longest common subsequence, by the plain table. */
function commonLines(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const next = [0];
    for (const [index, text] of other.entries())
      next.push(
        text === line ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe('what differs between two outputs', () => {
  it('is nothing where nothing differs', () => {
    expect(lineChanges([], [])).toMatchObject({ added: [], removed: [], tooMany: false });
    expect(lineChanges(['a', 'b'], ['a', 'b'])).toMatchObject({ added: [], removed: [] });
  });

  it('is told by line and place', () => {
    expect(lineChanges(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd', 'e'])).toEqual({
      added: [
        { index: 1, text: 'x' },
        { index: 4, text: 'e' },
      ],
      removed: [{ index: 1, text: 'b' }],
      tooMany: false,
      before: 4,
      after: 5,
    });
  });

  it('is as little as possible, and what is left over is the same in both', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const { added, removed } = lineChanges(before, after);
        const without = (list: readonly string[], gone: typeof added): string[] =>
          list.filter((_line, index) => !gone.some((change) => change.index === index));
        expect(without(before, removed)).toEqual(without(after, added));
        expect(added.every(({ index, text }) => after[index] === text)).toBe(true);
        expect(before.length - removed.length).toBe(commonLines(before, after));
      }),
    );
  });

  it('is not listed where too much differs', () => {
    const many = (word: string): string[] =>
      Array.from({ length: CHANGES_LIMIT }, (_unused, index) => `${word} ${index}`);
    expect(lineChanges(many('old'), many('new'))).toEqual({
      added: [],
      removed: [],
      tooMany: true,
      before: CHANGES_LIMIT,
      after: CHANGES_LIMIT,
    });
    expect(lineChanges([], many('new')).added).toHaveLength(CHANGES_LIMIT);
  });
});
