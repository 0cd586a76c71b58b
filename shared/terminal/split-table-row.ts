/** Turns one row of a recognised table into its cells: the one rule that keeper and page share. */
import type { TableShape } from './block-shape.ts';
import { sliceCells } from './cell-width.ts';

/** The vertical lines of drawn tables: U+2502, U+2503, U+2551 and the ASCII bar. */
const DRAWN_BARS = /[│┃║]/;

/**
 * The cells of a row, trimmed, one for each column; an empty list where the text does not split into that many.
 * Lines that only draw are rows to nobody: see `isDrawing`.
 */
export function cellsOf(text: string, table: TableShape): string[] {
  switch (table.split) {
    case 'bars':
      return barCells(text, table.columns.length);
    case 'fields':
      return fieldCells(text, table.columns.length);
    case 'columns':
      return placedCells(text, table);
  }
}

/** Whether a line is a part of a table's frame: no letter or digit, at least two characters that draw. */
export function isDrawing(text: string): boolean {
  const line = text.trim();
  return (
    line.length > 1 && /^[-=+|_: ─━═│┃║┄┅┈┉╌╍\u250c-\u257f]+$/.test(line) && /[-=─━═╌]/.test(line)
  );
}

function barCells(text: string, count: number): string[] {
  const parts = text.split(DRAWN_BARS.test(text) ? DRAWN_BARS : '|').map((part) => part.trim());
  if (parts.length === count) return parts;
  const isFramed = parts.length === count + 2 && parts[0] === '' && parts.at(-1) === '';
  return isFramed ? parts.slice(1, -1) : [];
}

function fieldCells(text: string, count: number): string[] {
  const cells: string[] = [];
  let rest = text.trim();
  while (cells.length < count - 1) {
    const end = rest.search(/\s/);
    if (end === -1) break;
    cells.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  cells.push(rest);
  while (cells.length < count) cells.push('');
  return cells;
}

function placedCells(text: string, { columns, measure }: TableShape): string[] {
  return columns.map(({ from, to }) => {
    const end = to ?? Number.MAX_SAFE_INTEGER;
    return (measure === 'cells' ? sliceCells(text, from, end) : text.slice(from, end)).trim();
  });
}
