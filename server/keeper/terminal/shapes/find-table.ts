/** Finds the table that an output is: drawn, ruled, with a header, or of a known form, in cells or in characters. */
import type { TableShape } from '../../../../shared/terminal/block-shape.ts';
import { isEvenlySpaced, spreadOverCells } from '../../../../shared/terminal/cell-width.ts';
import { cellsOf } from '../../../../shared/terminal/split-table-row.ts';
import { findDrawnTable } from './drawn-table.ts';
import { findHeadedTable } from './headed-table.ts';
import { findKnownListing } from './known-listing.ts';
import { findRuledTable } from './ruled-table.ts';

/** Characters of an output in which a table is looked for, and where characters must be measured one by one. */
const TABLE_CHARACTERS = 1_000_000;
const MEASURED_CHARACTERS = 200_000;

/** The table, or null. `lines` is the whole output; each of its rows splits into as many cells as there are columns. */
export function findTable(lines: readonly string[], commandLine: string): TableShape | null {
  const characters = lines.reduce((sum, line) => sum + line.length, 0);
  if (characters > TABLE_CHARACTERS) return null;
  const drawn = findDrawnTable(lines);
  if (drawn !== null) return drawn;
  // A tab stands for as many blanks as bring the cursor to its next stop; the reader of bytes has put them there.
  if (lines.some((line) => line.includes('\t'))) return null;
  if (lines.every(isEvenlySpaced)) return findPlaced(lines, commandLine);
  if (characters > MEASURED_CHARACTERS) return null;
  // Most programs count cells; some count characters, and then only that view is straight.
  const spread = findPlaced(lines.map(spreadOverCells), commandLine);
  if (spread === null) return findPlaced(lines, commandLine);
  return withTitles(spread.split === 'columns' ? { ...spread, measure: 'cells' } : spread, lines);
}

function findPlaced(lines: readonly string[], commandLine: string): TableShape | null {
  return (
    findRuledTable(lines) ??
    findHeadedTable(lines, commandLine) ??
    findKnownListing(lines, commandLine)
  );
}

/** Titles as they were printed, where they were found in lines spread over cells. */
function withTitles(table: TableShape, lines: readonly string[]): TableShape {
  if (table.headerLine === null) return table;
  const titles = cellsOf(lines[table.headerLine] ?? '', table);
  const columns = table.columns.map((one, index) => ({
    ...one,
    title: (titles[index] ?? '').slice(0, 200),
  }));
  return { ...table, columns };
}
