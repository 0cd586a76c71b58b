/** The rows of a recognised table, from the lines that are kept. How one row splits is `split-table-row.ts`'s. */
import type { TableShape } from './block-shape.ts';
import { cellsOf, isDrawing } from './split-table-row.ts';

/** A row. */
export interface TableRow {
  /** Place in the output, from 1. */
  readonly number: number;
  /** One for each column. */
  readonly cells: readonly string[];
}

/** Rows in the order of the output; a line that does not split is a row with all its text in the last cell, so that none is lost. */
export function tableRows(
  lines: Iterable<{ readonly index: number; readonly line: { readonly text: string } }>,
  table: TableShape,
): TableRow[] {
  const rows: TableRow[] = [];
  for (const { index, line } of lines) {
    const isRow = index >= table.firstRow && index < table.end;
    if (!isRow || line.text.trim() === '' || isDrawing(line.text)) continue;
    const cells = cellsOf(line.text, table);
    const whole = table.columns.map((_, place) =>
      place === table.columns.length - 1 ? line.text.trim() : '',
    );
    rows.push({ number: rows.length + 1, cells: cells.length === 0 ? whole : cells });
  }
  return rows;
}
