/** Which lines of a block stand on the page, and what the field is for. No browser is needed. */
import { describe, expect, it } from 'vitest';
import { linesToShow } from '../../../client/elements/session/block-lines.ts';
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

/** All line texts on the page, in order, when `shown` lines were asked for. */
function onPage(count: number, shown: number): string[] {
  const block = blockWith(count);
  const { tail } = linesToShow(block, { shown, gone: 0 });
  const asked = numbered(count).slice(50, 50 + shown);
  return [...block.head.map(({ text }) => text), ...asked, ...tail.map(({ text }) => text)];
}

describe('the lines of a block on the page', () => {
  it('are the first 50 and the last 10, with a button that says what is between', () => {
    const { first, last, notShown, tail } = linesToShow(blockWith(10_000), { shown: 0, gone: 0 });
    expect(pageWords.showLines(first, last, notShown)).toBe(
      'Show lines 51 to 150 of 9,940 not shown',
    );
    expect(tail.map(({ text }) => text)).toEqual(numbered(10_000).slice(-10));
  });

  it('are all there without a button when the page holds them anyway', () => {
    for (const count of [0, 1, 50, 51, 60, 65, 70]) {
      expect(onPage(count, 0)).toEqual(numbered(count));
      expect(linesToShow(blockWith(count), { shown: 0, gone: 0 }).notShown).toBe(0);
    }
  });

  it('are complete and none of them twice when all were asked for', () => {
    for (const count of [71, 100, 161, 250]) {
      const between = count - 60;
      expect(onPage(count, between)).toEqual(numbered(count));
      expect(linesToShow(blockWith(count), { shown: between, gone: 0 }).notShown).toBe(0);
    }
  });

  it('stand there once when they were asked for while the command still ran', () => {
    for (const shown of [1, 5, 12, 20]) {
      const count = 70;
      const texts = onPage(count, shown);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it('are offered without a number while it still grows', () => {
    const running = linesToShow(blockWith(400, false), { shown: 0, gone: 0 });
    expect(running).toMatchObject({ isOpenEnded: true, notShown: 0, tail: [] });
  });
});
