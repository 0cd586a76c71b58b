/** Which lines of a block stand on the page. No browser is needed. */
import { describe, expect, it } from 'vitest';
import {
  linesAround,
  linesOfGap,
  linesToShow,
  type BlockPart,
  type Gap,
  type ShownLines,
} from '../../../client/elements/session/block-lines.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import {
  applied,
  ended,
  numbered,
  printed,
  sampleBlock,
  sampleView,
} from '../../support/sample-session.ts';

function blockWith(count: number, isOver = true) {
  const lines = numbered(count);
  const view = applied(
    sampleView(),
    { type: 'block.started', block: sampleBlock() },
    printed(1, lines),
    ...(isOver ? [ended(1, { kind: 'ok' }, lines)] : []),
  );
  const block = view.blocks[0];
  if (block === undefined) throw new Error('no block');
  return block;
}

/** Lines that were asked for, as they came. */
function asked(count: number, from: number, to: number): ShownLines {
  const lines = numbered(count).slice(from, to);
  return { from, goneBefore: 0, lines: lines.map((text) => ({ text })) };
}

/** All line texts on the page, in order, when those after the head were asked for. */
function onPage(count: number, shown: number): string[] {
  return textsIn(linesToShow(blockWith(count), [asked(count, 50, 50 + shown)]));
}

function textsIn(parts: readonly BlockPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'line' ? [part.line.text] : []));
}

function gapsIn(parts: readonly BlockPart[]): Gap[] {
  return parts.filter((part) => part.kind === 'gap');
}

describe('the lines of a block on the page', () => {
  it('are the first 50 and the last 10, with a button that says what is between', () => {
    const parts = linesToShow(blockWith(10_000), []);
    const [gap] = gapsIn(parts);
    const said = gap === undefined ? null : linesOfGap(gap);
    expect(said === null ? '' : pageWords.showLines(said.first, said.last, said.count)).toBe(
      'Show lines 51 to 150 of 9,940 not shown',
    );
    expect(textsIn(parts).slice(50)).toEqual(numbered(10_000).slice(-10));
  });

  it('are all there without a button when the page holds them anyway', () => {
    for (const count of [0, 1, 50, 51, 60, 65, 70]) {
      expect(onPage(count, 0)).toEqual(numbered(count));
      expect(gapsIn(linesToShow(blockWith(count), []))).toEqual([]);
    }
  });

  it('are complete and none of them twice when all were asked for', () => {
    for (const count of [71, 100, 161, 250]) {
      const between = count - 60;
      expect(onPage(count, between)).toEqual(numbered(count));
      expect(gapsIn(linesToShow(blockWith(count), [asked(count, 50, 50 + between)]))).toEqual([]);
    }
  });

  it('stand there once when they were asked for while the command still ran', () => {
    for (const shown of [1, 5, 12, 20]) expect(onPage(70, shown)).toEqual(numbered(70));
  });

  it('are offered without a number while it still grows', () => {
    const gaps = gapsIn(linesToShow(blockWith(400, false), []));
    expect(gaps).toMatchObject([{ from: 50, to: null }]);
    expect(gaps.map(linesOfGap)).toEqual([null]);
  });

  it('may stand far inside, with what is not shown before and after them', () => {
    const block = blockWith(10_000);
    const [gap] = gapsIn(linesToShow(block, []));
    if (gap === undefined) throw new Error('no gap');
    const { from, count } = linesAround(gap, 5_000);
    const parts = linesToShow(block, [asked(10_000, from, from + count)]);
    expect(textsIn(parts)).toContain(numbered(10_000)[5_000]);
    expect(gapsIn(parts)).toMatchObject([
      { from: 50, to: from },
      { from: from + count, to: 9_990 },
    ]);
    // The button that stood there is still the same one.
    expect(gapsIn(parts).at(-1)?.key).toBe(gap.key);
    expect(linesAround(gap, 60)).toMatchObject({ from: 50 });
    expect(linesAround(gap, 9_989)).toEqual({ from: 9_986, count: 4 });
  });

  it('keep their keys whatever comes between them', () => {
    const block = blockWith(10_000);
    const ranges = [asked(10_000, 50, 150), asked(10_000, 5_000, 5_010), asked(10_000, 150, 160)];
    let known: string[] = [];
    for (const count of [1, 2, 3]) {
      const keys = linesToShow(block, ranges.slice(0, count)).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.filter((key) => known.includes(key))).toEqual(known);
      known = keys;
    }
  });

  it('are counted where they are no longer kept', () => {
    const shown = { ...asked(10_000, 6_000, 6_010), goneBefore: 5_950 };
    const parts = linesToShow(blockWith(10_000), [shown]);
    expect(parts.filter(({ kind }) => kind === 'gone')).toMatchObject([{ count: 5_950 }]);
    expect(gapsIn(parts)).toMatchObject([{ from: 6_010, to: 9_990 }]);
  });
});
