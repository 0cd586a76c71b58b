/** Recorded outputs against what must be recognised in them; prints precision and recall. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorLinesOf, errorTextOf } from '../../server/keeper/terminal/shapes/error-lines.ts';
import { recogniseShape } from '../../server/keeper/terminal/shapes/recognise-shape.ts';
import type { BlockShape, TableShape } from '../../shared/terminal/block-shape.ts';
import { blockShapeSchema } from '../../shared/terminal/block-shape.ts';
import type { Line } from '../../shared/terminal/line.ts';
import { cellsOf, isDrawing } from '../../shared/terminal/split-table-row.ts';
import * as v from 'valibot';
import { documentedOutputs } from './outputs/documented-outputs.ts';
import { errorOutputs } from './outputs/error-outputs.ts';
import type { ExpectedOutput } from './outputs/expected-output.ts';
import { kindOutputs } from './outputs/kind-outputs.ts';
import { ordinaryOutputs } from './outputs/ordinary-outputs.ts';
import { linesOf, recordedCodes, recordedLines } from './outputs/read-output.ts';
import { tableOutputs } from './outputs/table-outputs.ts';

const codes = recordedCodes();
/** Failed commands whose output is the point although it is a pipe or a list that ends well are listed as errors. */
const isFailed = (name: string): boolean => codes[name] !== 0;
const all = [...tableOutputs, ...errorOutputs, ...kindOutputs, ...ordinaryOutputs];

interface Recognised {
  readonly expected: ExpectedOutput;
  readonly lines: Line[];
  readonly shape: BlockShape | null;
  readonly errors: number[];
}
const recognised: Recognised[] = all.map((expected) => {
  const lines = recordedLines(expected.name);
  return {
    expected,
    lines,
    shape: recogniseShape({ commandLine: expected.command, lines, isComplete: true }),
    errors: errorLinesOf(lines, isFailed(expected.name)),
  };
});
const of = (name: string): Recognised => {
  const found = recognised.find(({ expected }) => expected.name === name);
  if (found === undefined) throw new Error(`${name} is not recorded.`);
  return found;
};

describe('a recorded table', () => {
  it.each(tableOutputs)('is split into its cells: $name', ({ name, table }) => {
    const { shape, lines } = of(name);
    expect(shape?.kind, lines.map((line) => line.text).join('\n')).toBe('table');
    const found = shape as TableShape;
    expect(v.is(blockShapeSchema, found)).toBe(true);
    const { columns = 0, otherLines = 0, cell, right } = table ?? {};
    const titles = found.columns.map(({ title }) => title);
    if (typeof columns === 'number') expect(titles).toEqual(Array(columns).fill(''));
    else expect(titles).toEqual(columns);
    const filled = lines.filter((line) => line.text.trim() !== '').length;
    expect(found.rowCount).toBe(filled - otherLines);
    const rows = rowsOf(found, lines);
    expect(rows).toHaveLength(found.rowCount);
    for (const row of rows) expect(row).toHaveLength(found.columns.length);
    if (cell !== undefined) expect(rows[cell[0]]?.[cell[1]]).toBe(cell[2]);
    for (const index of right ?? []) expect(found.columns[index]?.align).toBe('right');
  });
});

describe('a recorded failure', () => {
  it.each(errorOutputs)('names its first error: $name', ({ name, error }) => {
    const { errors, lines } = of(name);
    const line = lines[errors[0] ?? -1];
    expect(line === undefined ? null : errorTextOf(line), textOf(lines)).toContain(error);
  });
});

describe('a recorded output of another kind', () => {
  const told = [...kindOutputs, ...errorOutputs.filter(({ says }) => says !== undefined)];
  it.each(told)('is known by its kind: $name', ({ name, json, diff, says }) => {
    const { shape, lines } = of(name);
    if (json !== undefined) {
      expect(shape).toEqual({ kind: 'json', value: json[0], size: json[1] });
    } else if (diff !== undefined) {
      expect(shape).toEqual({ kind: 'diff', files: diff[0], added: diff[1], removed: diff[2] });
    } else {
      expect([shape?.kind, sayFirstOf(shape)], textOf(lines)).toEqual([
        says?.[0],
        expect.stringContaining(says?.[1] ?? ''),
      ]);
    }
  });
});

describe('an ordinary output', () => {
  it('comes in at least 200 forms', () => {
    expect(ordinaryOutputs.length).toBeGreaterThanOrEqual(200);
  });

  it.each(ordinaryOutputs)('is no table and no error: $name', ({ name }) => {
    const { shape, errors, lines } = of(name);
    expect(shape?.kind).not.toBe('table');
    expect(errors.map((index) => lines[index]?.text)).toEqual([]);
  });
});

describe('a documented table', () => {
  it.each(documentedOutputs)('is split as well, unverified: $file', ({ file, ...expected }) => {
    const text = readFileSync(new URL(`outputs/documented/${file}`, import.meta.url), 'utf8');
    const lines = linesOf(text);
    const shape = recogniseShape({ commandLine: expected.command, lines, isComplete: true });
    expect(shape).toMatchObject({ kind: 'table', rowCount: expected.rowCount });
    const titles = (shape as TableShape).columns.map(({ title }) => title);
    expect(titles).toEqual(expected.columns);
  });
});

it('prints how precise it is', () => {
  const isKind = (kind: string) => (shape: BlockShape | null) => shape?.kind === kind;
  const rows = [
    figures('tables', ({ table }) => table !== undefined, ({ shape }) => isKind('table')(shape)),
    figures('errors', ({ error }) => error !== undefined, ({ errors, expected }) =>
      errors.length > 0 && (expected.error !== undefined || !isFailed(expected.name))),
    figures('kinds', (one) => kindOf(one) !== undefined, ({ shape }) =>
      shape !== null && shape.kind !== 'table'),
  ];
  console.log(rows.join('\n'));
  for (const row of rows) expect(row).toContain('precision 1.000, recall 1.000');
});

/** `tables: 70 listed, 70 found, 0 false: precision 1.000, recall 1.000`. */
function figures(
  name: string,
  isListed: (expected: ExpectedOutput) => boolean,
  isFound: (one: Recognised) => boolean,
): string {
  const listed = recognised.filter(({ expected }) => isListed(expected));
  const right = listed.filter(isFound).length;
  const wrong = recognised.filter((one) => !isListed(one.expected) && isFound(one)).map((one) => one.expected.name);
  const precision = (right / Math.max(1, right + wrong.length)).toFixed(3);
  const recall = (right / Math.max(1, listed.length)).toFixed(3);
  return `${name}: ${listed.length} listed, ${right} found, ${wrong.length} false (${wrong.join(' ')}) in ${recognised.length}: precision ${precision}, recall ${recall}`;
}

function kindOf({ json, diff, says }: ExpectedOutput): string | undefined {
  if (json !== undefined) return 'json';
  return diff === undefined ? says?.[0] : 'diff';
}

function sayFirstOf(shape: BlockShape | null): string | null {
  return shape !== null && 'sayFirst' in shape ? shape.sayFirst : null;
}

function rowsOf(table: TableShape, lines: readonly Line[]): string[][] {
  return lines
    .slice(table.firstRow, table.end)
    .filter(({ text }) => !isDrawing(text))
    .map(({ text }) => cellsOf(text, table));
}

function textOf(lines: readonly Line[]): string {
  return lines.slice(0, 30).map((line) => line.text).join('\n');
}
