/** How rows of a real emulator look: names of colours, bold, highlights, places of wide letters. */
import headless from '@xterm/headless';
import { afterEach, describe, expect, it } from 'vitest';
import { stylesOfRow } from '../../../../../server/keeper/terminal/lines/cell-styles.ts';
import { nearestColour } from '../../../../../server/keeper/terminal/lines/nearest-colour.ts';
import type { LineStyle } from '../../../../../shared/terminal/line.ts';

const open: headless.Terminal[] = [];
afterEach(() => {
  for (const terminal of open.splice(0)) terminal.dispose();
});

/** First row after something was printed. */
async function rowOf(text: string): Promise<headless.IBufferLine> {
  const terminal = new headless.Terminal({ cols: 100, rows: 4, allowProposedApi: true });
  open.push(terminal);
  await new Promise<void>((done) => {
    terminal.write(text, done);
  });
  const row = terminal.buffer.active.getLine(0);
  if (row === undefined) throw new Error('no row');
  return row;
}
const stylesOf = async (text: string, fromColumn = 0): Promise<LineStyle[]> =>
  stylesOfRow(await rowOf(text), fromColumn);

describe('styles of a row', () => {
  it('are none where all looks plain', async () => {
    expect(await stylesOf('all \x1b[3;4mplain\x1b[m')).toEqual([]);
  });

  it('name colours, bold and highlights', async () => {
    expect(await stylesOf('a \x1b[1;31merror\x1b[m and \x1b[7mbar\x1b[m \x1b[44m \x1b[mx')).toEqual(
      [
        { from: 2, to: 7, colour: 'red', bold: true },
        { from: 12, to: 15, inverse: true },
        { from: 16, to: 17, inverse: true },
      ],
    );
  });

  it('count letters of the text, not cells', async () => {
    const row = await rowOf('日本👍e\u0301 \x1b[32mgrün\x1b[m');
    const [style] = stylesOfRow(row);
    expect(row.translateToString(true).slice(style?.from, style?.to)).toBe('grün');
    expect(style).toMatchObject({ colour: 'green' });
  });

  it('begin at the column asked for', async () => {
    expect(await stylesOf('name \x1b[33mvalue\x1b[m', 5)).toEqual([
      { from: 0, to: 5, colour: 'yellow' },
    ]);
    expect(await stylesOf('name \x1b[33mvalue\x1b[m', 100)).toEqual([]);
  });

  it('end with the text where the rest of the row was only erased', async () => {
    expect(await stylesOf('\x1b[44mtitle\x1b[K\x1b[m')).toEqual([
      { from: 0, to: 5, inverse: true },
    ]);
  });

  it('are at most 32', async () => {
    expect(await stylesOf('\x1b[31ma\x1b[mb'.repeat(45))).toHaveLength(32);
  });
});

describe('the nearest colour', () => {
  it('is found for bright, mixed and grey ones', () => {
    const palette = [1, 9, 16, 196, 208, 226, 21, 51, 231, 234, 250];
    expect(palette.map((colour) => nearestColour(colour, false))).toEqual(
      'red red black red yellow yellow blue cyan white black white'.split(' '),
    );
    expect(nearestColour(0xff_30_30, true)).toBe('red');
    expect(nearestColour(0x10_20_10, true)).toBe('black');
  });
});
