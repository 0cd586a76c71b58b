/** Finds tables that are drawn with lines: psql, mysql, sqlite, rich, Markdown, `column -o ' | '`. */
import type { TableShape } from '../../../../shared/terminal/block-shape.ts';
import { TABLE_COLUMNS_LIMIT } from '../../../../shared/terminal/block-shape.ts';
import { cellsOf, isDrawing } from '../../../../shared/terminal/split-table-row.ts';
import { column, isNumber, isWholeOutput } from './table-cells.ts';

const BAR = /[|│┃║]/;
/** A line of the frame that shows where columns meet. */
const JOINT = /[-=─━═][+|┼╂╋╇┿┯┳╤┬╪╬┷┻╧┴]+[-=─━═]|^\|?\s*:?-+:?\s*\|/;
/** Titles and notes before a drawn table. */
const LINES_BEFORE = 3;
/** Where the beginning of a table is looked for. */
const SEARCH_LINES = 12;

/** The drawn table that the output is, or null. Each row must have as many bars as the frame has joints. */
export function findDrawnTable(lines: readonly string[]): TableShape | null {
  const jointLine = lines.slice(0, SEARCH_LINES).findIndex(isJointLine);
  if (jointLine === -1) return findBarsOnly(lines);
  let first = jointLine;
  const above = lines[jointLine - 1] ?? '';
  // psql and Markdown draw nothing above their header.
  if (BAR.test(above) && !isDrawing(above)) first -= 1;
  let end = first;
  while (end < lines.length && isPart(lines[end] ?? '')) end += 1;
  return tableOf(lines, first, end);
}

function isJointLine(line: string): boolean {
  return isDrawing(line) && JOINT.test(line);
}

function isPart(line: string): boolean {
  return isDrawing(line) || BAR.test(line);
}

interface Groups {
  /** Indexes of lines with cells, parted by drawn lines. */
  readonly groups: number[][];
  readonly jointCount: number;
}

function groupsOf(lines: readonly string[], first: number, end: number): Groups {
  const groups: number[][] = [[]];
  let jointCount = 0;
  for (let index = first; index < end; index += 1) {
    if (!isDrawing(lines[index] ?? '')) groups.at(-1)?.push(index);
    else if (groups.at(-1)?.length !== 0) groups.push([]);
    if (isJointLine(lines[index] ?? '')) jointCount += 1;
  }
  return { groups: groups.filter((group) => group.length > 0), jointCount };
}

function tableOf(lines: readonly string[], first: number, end: number): TableShape | null {
  const { groups, jointCount } = groupsOf(lines, first, end);
  const [header, ...bodies] = groups;
  if (header === undefined || jointCount === 0) return null;
  // A header of several lines, or rows of several lines each in a frame of their own, do not split line by line.
  const hasHeader = bodies.length > 0 && header.length === 1;
  if (bodies.length > 0 && !hasHeader) return null;
  if (bodies.length > 1 && bodies.some((body) => body.length > 1)) return null;
  const rows = hasHeader ? bodies.flat() : header;
  const firstRow = rows[0];
  if (firstRow === undefined) return null;
  const headerLine = hasHeader ? (header[0] ?? null) : null;
  return checked(lines, { headerLine, rows, first, end });
}

interface Found {
  readonly headerLine: number | null;
  readonly rows: readonly number[];
  readonly first: number;
  readonly end: number;
}

function checked(lines: readonly string[], found: Found): TableShape | null {
  const { headerLine, rows, first, end } = found;
  const sample = lines[headerLine ?? rows[0] ?? 0] ?? '';
  const count = columnCount(sample);
  if (count < 2 || count > TABLE_COLUMNS_LIMIT) return null;
  const bare = {
    kind: 'table' as const,
    split: 'bars' as const,
    headerLine,
    firstRow: rows[0] ?? 0,
    rowCount: rows.length,
    end,
  };
  const blank = Array.from({ length: count }, (_, index) => column('', 'left', index, null));
  const cells = rows.map((row) => cellsOf(lines[row] ?? '', { ...bare, columns: blank }));
  if (cells.some((row) => row.length !== count || row.every((cell) => cell === ''))) return null;
  // psql ends the lines of a cell of several lines with a plus sign.
  if (cells.some((row) => row.some((cell) => /\s\+$/.test(cell)))) return null;
  const titles = headerLine === null ? [] : cellsOf(sample, { ...bare, columns: blank });
  const columns = blank.map((_, index) => {
    const inColumn = cells.map((row) => row[index] ?? '').filter((cell) => cell !== '');
    const isRight = inColumn.length > 0 && inColumn.every(isNumber);
    return column(titles[index] ?? '', isRight ? 'right' : 'left', index, null);
  });
  const isWhole = isWholeOutput(lines, { from: first, end, rowCount: rows.length }, LINES_BEFORE);
  return isWhole ? { ...bare, columns } : null;
}

/** Cells of a row by its bars, without the frame at both ends. */
function columnCount(row: string): number {
  const bars = /[│┃║]/.test(row) ? /[│┃║]/ : /\|/;
  const parts = row.split(bars);
  const isFramed = parts[0]?.trim() === '' && parts.at(-1)?.trim() === '' && parts.length > 2;
  return isFramed ? parts.length - 2 : parts.length;
}

/** Bars at the same places of all lines, with blanks beside them, and nothing else: `column -t -o ' | '`. */
function findBarsOnly(lines: readonly string[]): TableShape | null {
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1;
  const first = lines.findIndex((line) => line.trim() !== '');
  if (end - first < 3) return null;
  const places = barPlaces(lines[first] ?? '');
  if (places === '') return null;
  const rows: number[] = [];
  for (let index = first; index < end; index += 1) {
    if (barPlaces(lines[index] ?? '') !== places) return null;
    rows.push(index);
  }
  return checked(lines, { headerLine: null, rows, first, end });
}

/** Places of the bars of a line, or '' where one has no blank beside it. */
function barPlaces(line: string): string {
  const places: number[] = [];
  for (let at = line.indexOf('|'); at !== -1; at = line.indexOf('|', at + 1)) {
    const isApart = line[at - 1] === ' ' && (line[at + 1] ?? ' ') === ' ';
    if (!isApart) return '';
    places.push(at);
  }
  return places.join(' ');
}
