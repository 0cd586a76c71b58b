/** Where "next" and "previous" lead, what Find finds and says, and places in the text view. No browser is needed. */
import { describe, expect, it } from 'vitest';
import type { KeptLines } from '../../../client/actions/block-reading.ts';
import { createFinder } from '../../../client/actions/reading-find.ts';
import { commandPlaces, errorPlaces, nextPlace } from '../../../client/actions/reading-steps.ts';
import { createTextPlaces } from '../../../client/elements/session/text-places.ts';
import type { ReadingPlace } from '../../../client/stores/reading-store.ts';
import type { BlockId, SessionId } from '../../../shared/model/ids.ts';
import { ERROR_LINES_LIMIT, type CommandBlock } from '../../../shared/terminal/command-block.ts';
import { changesSentence } from '../../../shared/speech/changes-sentence.ts';
import { lineChanges } from '../../../shared/terminal/line-changes.ts';
import { sampleBlock } from '../../support/sample-session.ts';

const block = (id: number, extra: Partial<CommandBlock> = {}): CommandBlock =>
  sampleBlock({ id: id as BlockId, ...extra });
const place = (id: number, line: number | null): ReadingPlace => ({ blockId: id as BlockId, line });
const sessionId = '0.sample' as SessionId;
const kept = (texts: readonly string[], isWhole = true): KeptLines => ({
  lines: texts.map((text, index) => ({ index, line: { text } })),
  isWhole,
});

describe('the next place', () => {
  const blocks = [
    block(3, { errorLines: [4, 9] }),
    block(5),
    block(6, { errorLines: [0] }),
    block(8, { errorLines: [2, 7] }),
  ];
  const errors = errorPlaces(blocks);

  it('goes from line to line and on into the next block', () => {
    const next = (from: ReadingPlace | null, step: 1 | -1) =>
      nextPlace(blocks, errors, { from, step });
    expect(next(place(3, 4), 1)).toEqual(place(3, 9));
    expect(next(place(3, 9), 1)).toEqual(place(6, 0));
    expect(next(place(6, null), 1)).toEqual(place(6, 0));
    expect(next(place(8, 7), 1)).toBeNull();
    expect(next(place(6, 0), -1)).toEqual(place(3, 9));
    expect(next(place(3, 4), -1)).toBeNull();
  });

  it('is in the newest block when one comes from nowhere, or from a block that is gone', () => {
    for (const from of [null, place(1, 7)]) {
      expect(nextPlace(blocks, errors, { from, step: 1 })).toEqual(place(8, 2));
      expect(nextPlace(blocks, errors, { from, step: -1 })).toEqual(place(8, 7));
    }
    expect(nextPlace([], [], { from: null, step: 1 })).toBeNull();
  });

  it('leads by headings, from within a block first to its own', () => {
    const commands = commandPlaces(blocks);
    expect(nextPlace(blocks, commands, { from: place(6, 3), step: -1 })).toEqual(place(6, null));
    expect(nextPlace(blocks, commands, { from: place(6, null), step: -1 })).toEqual(place(5, null));
    expect(nextPlace(blocks, commands, { from: place(6, 3), step: 1 })).toEqual(place(8, null));
  });

  it('knows no more errors of a block than the keeper tells', () => {
    const errorLines = Array.from({ length: ERROR_LINES_LIMIT }, (_unused, index) => index);
    expect(errorPlaces([block(1, { errorLines })])).toHaveLength(ERROR_LINES_LIMIT);
  });
});

describe('finding', () => {
  const blocks = [block(1), block(2)];
  const outputs = new Map([
    [1, kept(['one Apple', 'pear', 'apple pie'])],
    [2, kept(['APPLE', 'plum'], false)],
  ]);
  let reads = 0;
  const finder = createFinder((_session, { id }) => {
    reads += 1;
    return Promise.resolve(outputs.get(id) ?? kept([]));
  });
  const find = (
    text: string,
    from: ReadingPlace | null,
    { blockId = null, step = 1 }: { blockId?: BlockId | null; step?: 1 | -1 } = {},
  ) => finder.find(sessionId, blocks, { text, blockId, step, from });

  it('counts from the oldest and says when it goes round', async () => {
    const part = ', in the newest 5 lines';
    expect(await find('apple', place(1, 0))).toEqual({
      place: place(1, 2),
      sentence: `2 of 3${part}`,
    });
    expect(await find('apple', place(2, 0))).toEqual({
      place: place(1, 0),
      sentence: `1 of 3, from the beginning again${part}`,
    });
    expect((await find('apple', place(1, 0), { step: -1 })).sentence).toBe(
      `3 of 3, from the end again${part}`,
    );
    expect((await find('apple', null)).place).toEqual(place(2, 0));
  });

  it('stays in one block when it is told to', async () => {
    const first = await find('apple', place(2, 1), { blockId: 1 as BlockId });
    expect(first).toEqual({ place: place(1, 0), sentence: '1 of 2' });
    const last = await find('apple', place(2, 1), { blockId: 1 as BlockId, step: -1 });
    expect(last).toEqual({ place: place(1, 2), sentence: '2 of 2' });
  });

  it('says that there is nothing, and asks for a text first', async () => {
    expect(await find('cherry', null, { blockId: 1 as BlockId })).toEqual({
      place: null,
      sentence: 'no match',
    });
    expect((await find('', null)).sentence).toBe('type what to find first');
  });

  it('reads each block once for as long as it does not change', async () => {
    await find('apple', null);
    const before = reads;
    await find('pear', null);
    expect(reads).toBe(before);
    await finder.find(sessionId, [block(1)], { text: 'pear', blockId: null, step: 1, from: null });
    expect(reads).toBe(before + 1);
  });
});

describe('places in the text view', () => {
  const lines = [0, 1, 7, 8].map((index) => ({ index, line: { text: `line\r${index}` } }));
  const places = createTextPlaces(lines, block(1, { errorLines: [1, 8] }));

  it('tell the line of a character and the other way round', () => {
    expect(places.text).toBe('line 0\nline 1\nline 7\nline 8');
    for (const [line, { text }] of places.lines.entries()) {
      const start = places.startOf(line);
      expect(places.text.slice(start, start + text.length)).toBe(text);
      expect(places.lineAt(start)).toBe(line);
      expect(places.lineAt(start + text.length)).toBe(line);
    }
  });

  it('lead to errors and matches', () => {
    expect(places.errorFrom(-1, 1)).toBe(1);
    expect(places.errorFrom(1, 1)).toBe(3);
    expect(places.errorFrom(3, 1)).toBeNull();
    expect(places.errorFrom(1, -1)).toBeNull();
    expect(places.matchFrom(0, 'LINE 7', 1)).toEqual({ line: 2, position: 1, count: 1 });
    expect(places.matchFrom(3, 'line', 1)).toEqual({ line: 0, position: 1, count: 4 });
    expect(places.matchFrom(3, 'nothing', 1)).toBeNull();
  });
});

describe('what is said of a comparison', () => {
  it('has the counts first and then the first line that is new', () => {
    const changes = lineChanges(['a', 'b'], ['a', 'c', 'd']);
    expect(changesSentence(changes, true)).toEqual({
      text: '2 lines new, 1 gone: c',
      ownText: '2 lines new, 1 gone',
      serverText: 'c',
    });
    expect(changesSentence(lineChanges(['a'], []), true).text).toBe('1 line gone: a');
    expect(changesSentence(lineChanges(['a'], ['a']), true).text).toBe('nothing changed, 1 line');
    expect(changesSentence(changes, false).text).toBe(
      '2 lines new, 1 gone, only the kept lines were compared: c',
    );
  });

  it('never is longer than one announcement, and admits what was too much', () => {
    const long = changesSentence(lineChanges([], ['word '.repeat(200)]), true);
    expect(long.text.length).toBeLessThanOrEqual(300);
    const tooMany = { added: [], removed: [], tooMany: true, before: 40, after: 900 };
    expect(changesSentence(tooMany, true).text).toBe(
      'too much changed to compare, 40 lines before, 900 now',
    );
  });
});
