/** Pictures of screens that are drawn by hand: what counts as the highlighted item, and what never does. */
import { describe, expect, it } from 'vitest';
import type { ScreenSnapshot } from '../../../../../shared/terminal/screen-snapshot.ts';
import { marks, startReading } from '../reading.ts';

/** Pictures after each of several drawings, 200 ms apart, of a program on a screen of 60 × 12. */
async function pictures(...drawings: string[]): Promise<(ScreenSnapshot | null)[]> {
  const session = startReading(true, { columns: 60, rows: 12 });
  try {
    await session.print(marks.prompt(), 0);
    session.type('menu', 10);
    await session.print(`menu\r\n${marks.output}\x1b[?1049h`, 20);
    const told: (ScreenSnapshot | null)[] = [];
    let atMs = 100;
    for (const drawing of drawings) {
      await session.print(drawing, atMs);
      session.wait(atMs + 100);
      told.push(session.take().screen);
      atMs += 200;
    }
    return told;
  } finally {
    session.reader.dispose();
  }
}
const items = async (...drawings: string[]): Promise<(string | null)[]> =>
  (await pictures(...drawings)).map((picture) => picture?.highlighted?.text ?? null);

/** A list in which one row looks so. */
const list = (chosen: number, look: string): string =>
  ['Apples', 'Bananas', 'Cherries', 'Dates']
    .map((name, row) => `\x1b[${String(row + 3)};5H${row === chosen ? look : ''}${name}\x1b[m`)
    .join('');
const bar = (row: number, text: string): string =>
  `\x1b[${String(row)};1H\x1b[7m${text.padEnd(60)}\x1b[m`;

describe('a picture', () => {
  it('has rows, cursor and changed rows', async () => {
    const [first, second] = await pictures('\x1b[HTitle\r\n\r\nbody', '\x1b[3;1Htext\x1b[1;3H');
    expect(first).toEqual({
      rows: [{ text: 'Title' }, { text: '' }, { text: 'body' }],
      cursor: { row: 2, column: 4 },
      highlighted: null,
      changedRows: [],
    });
    expect(second).toMatchObject({ cursor: { row: 0, column: 2 }, changedRows: [2] });
  });

  it('is not taken of a screen on which nothing was drawn', async () => {
    expect(await pictures('\x1b[2J')).toEqual([null]);
  });
});

describe('the highlighted item', () => {
  it.each([
    ['inverse', '\x1b[7m'],
    ['on a ground of its own', '\x1b[30;46m'],
  ])('is the row that is %s', async (_name, look) => {
    expect(await items(list(0, look), list(1, look))).toEqual(['Apples', 'Bananas']);
  });

  it('is the only bold row, once it has moved', async () => {
    const told = await items(list(0, '\x1b[1m'), list(1, '\x1b[1m'), '\x1b[9;1Hmore');
    expect(told).toEqual([null, 'Bananas', 'Bananas']);
  });

  it('is not a bar at the top or at the end', async () => {
    const bars = `${bar(1, 'Editor')}${bar(11, 'line 1')}${bar(12, 'help')}`;
    expect(await items(bars)).toEqual([null]);
    expect(await items(bars + list(2, '\x1b[7m'))).toEqual(['Cherries']);
  });

  it('may move to where bars stand', async () => {
    const move = `${bar(1, 'first')}\x1b[2;1H\x1b[m${'second'.padEnd(60)}`;
    const start = `\x1b[1;1H${'first'.padEnd(60)}${bar(2, 'second')}`;
    expect(await items(start, move)).toEqual(['second', 'first']);
  });

  it('is not the titles of columns, nor labels of keys', async () => {
    expect(await items(bar(4, 'PID USER  PRI  NI  CPU% COMMAND'))).toEqual([null]);
    const labels = ['Help', 'Save', 'Quit'].map((name) => `F1\x1b[30;46m${name}\x1b[m`).join('');
    expect(await items(`\x1b[12;1H${labels}`)).toEqual([null]);
    expect(await items('\x1b[11;1H\x1b[7m^X\x1b[m Exit')).toEqual([null]);
  });

  it('is the row of a list rather than the button below, until the button moves', async () => {
    const button = (chosen: number): string =>
      ['<  OK  >', '<Cancel>']
        .map(
          (name, at) =>
            `\x1b[8;${String(at * 12 + 5)}H${at === chosen ? '\x1b[44m' : ''}${name}\x1b[m`,
        )
        .join('');
    const chosen = list(1, '\x1b[44m');
    expect(await items(chosen + button(0), button(1))).toEqual(['Bananas', '<Cancel>']);
  });

  it('is not a bar of progress', async () => {
    const gauge = '\x1b[6;10H\x1b[44m       5\x1b[46m0%       \x1b[m';
    expect(await items(gauge)).toEqual([null]);
  });

  it('is nothing where several could be it', async () => {
    const rows = list(0, '\x1b[7m') + '\x1b[7;5H\x1b[7mFigs\x1b[m\x1b[9;1H';
    expect(await items(rows)).toEqual([null]);
  });
});

describe('a screen that never stands still', () => {
  it('is pictured once a second', async () => {
    const session = startReading();
    await session.print(marks.prompt(), 0);
    session.type('fish-tank', 10);
    await session.print(`fish-tank\r\n${marks.output}\x1b[?1049h`, 20);
    for (let atMs = 50; atMs <= 3_100; atMs += 50) {
      await session.print(`\x1b[H${String(atMs)} fish`, atMs);
    }
    const told = session.changes.filter(({ type }) => type === 'screen.drawn');
    expect(told).toHaveLength(3);
    session.reader.dispose();
  });
});

describe('a program that leaves the alternate screen', () => {
  it('and takes it again at once has not left it', async () => {
    const session = startReading();
    await session.print(marks.prompt(), 0);
    session.type('mc', 10);
    await session.print(`mc\r\n${marks.output}`, 20);
    await session.print('\x1b[?1049hone\x1b[?1049l\x1b[?1049htwo', 30);
    session.wait(500);
    await session.print(`\x1b[?1049l${marks.ended(0)}`, 600);
    const told = session.changes.filter(({ type }) => type === 'screen.changed');
    expect(told).toEqual([
      { type: 'screen.changed', fullScreen: 'mc' },
      { type: 'screen.changed', fullScreen: null },
    ]);
    session.reader.dispose();
  });
});
