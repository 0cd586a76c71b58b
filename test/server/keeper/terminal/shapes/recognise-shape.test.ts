/** What recordings cannot hold: hostile lines, outputs with holes, tables cut short, wide characters. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { errorLinesOf } from '../../../../../server/keeper/terminal/shapes/error-lines.ts';
import { recogniseShape } from '../../../../../server/keeper/terminal/shapes/recognise-shape.ts';
import { blockShapeSchema } from '../../../../../shared/terminal/block-shape.ts';
import type { BlockShape, TableShape } from '../../../../../shared/terminal/block-shape.ts';
import { cellsOf } from '../../../../../shared/terminal/split-table-row.ts';

function shapeOf(text: string, commandLine = '', isComplete = true): BlockShape | null {
  const lines = text.split('\n').map((line) => ({ text: line }));
  return recogniseShape({ commandLine, lines, isComplete });
}

describe('a shape', () => {
  it('is not told of an output with a hole, but for how its tests ended', () => {
    const table = 'Filesystem Size Used Avail Use% Mounted on\n/dev/a 1G 1G 0G 1% /';
    expect(shapeOf(table, 'df -h')?.kind).toBe('table');
    expect(shapeOf(table, 'df -h', false)).toBeNull();
    expect(shapeOf('{"a":1}', '', false)).toBeNull();
    expect(shapeOf('x\ntest result: ok. 3 passed; 0 failed; 0 ignored', '', false)).toMatchObject({
      kind: 'tests',
      line: 1,
    });
  });

  it('is none for an empty output', () => {
    expect(shapeOf('')).toBeNull();
    expect(recogniseShape({ commandLine: '', lines: [], isComplete: true })).toBeNull();
  });

  it('is no table where one row has other text in a gap', () => {
    const rows = ['NAME     SIZE   TYPE', 'alpha    10     disk', 'beta     20     part'];
    expect(shapeOf(rows.join('\n'))?.kind).toBe('table');
    expect(shapeOf([...rows, 'this line goes right through them'].join('\n'))).toBeNull();
  });

  it('is no table where a drawn row has a bar too many', () => {
    const box = (cell: string): string =>
      `+---+-----+\n| a | b   |\n+---+-----+\n| 1 | ${cell} |\n+---+-----+`;
    expect(shapeOf(box('x  '))?.kind).toBe('table');
    expect(shapeOf(box('x|y'))).toBeNull();
  });

  it('counts cells where characters are wide, and gives whole titles', () => {
    const text = '名前    SIZE  CITY\n世界      10  東京\nAmy      200  Oslo\n🎉         7  Bonn';
    const shape = shapeOf(text.replace('名前', 'NAME')) as TableShape;
    expect(shape.measure).toBe('cells');
    const cells = text
      .split('\n')
      .slice(1)
      .map((line) => cellsOf(line, shape));
    expect(cells).toEqual([
      ['世界', '10', '東京'],
      ['Amy', '200', 'Oslo'],
      ['🎉', '7', 'Bonn'],
    ]);
  });

  it.each([
    'a '.repeat(10_000),
    ': '.repeat(10_000),
    'a:1:'.repeat(5_000),
    `    at ${'a('.repeat(9_000)}`,
    '| '.repeat(10_000),
    '-+'.repeat(10_000),
    '{'.repeat(20_000),
    `${' '.repeat(19_999)}x`,
    'error '.repeat(3_000),
    '1 passed, '.repeat(2_000),
    `-rw-r--r-- 1 a ${'1 '.repeat(5_000)}`,
    `Traceback (most recent call last):`,
  ])('is decided about 5,000 hostile lines without an exception (%#)', (text) => {
    const lines = Array.from({ length: 5_000 }, () => ({ text }));
    const shape = recogniseShape({ commandLine: 'ps aux', lines, isComplete: true });
    expect(shape === null || v.is(blockShapeSchema, shape)).toBe(true);
    const errors = errorLinesOf(lines, true);
    expect(errors.length).toBeLessThanOrEqual(50);
    expect(errors.every((index) => index < 5_000)).toBe(true);
  });
});

describe('error lines', () => {
  it('leave good news and the code before a reason out', () => {
    const errorsOf = (...texts: string[]): number[] =>
      errorLinesOf(
        texts.map((text) => ({ text })),
        true,
      );
    expect(errorsOf('0 errors, 0 warnings', 'main.c:1:2: error: no')).toEqual([1]);
    expect(errorsOf('npm error code E404', 'npm error 404 Not Found')).toEqual([1]);
    expect(errorsOf('npm error code E404')).toEqual([0]);
  });

  it('know red text that speaks of failure', () => {
    const red = {
      text: 'Build failed badly',
      styles: [{ from: 0, to: 18, colour: 'red' as const }],
    };
    expect(errorLinesOf([{ text: 'Build failed badly' }, red], false)).toEqual([1]);
  });
});
