/** Finds tables whose columns are ruled by a line of dashes under the header: pip, sqlite, tabulate, dpkg. */
import type { TableColumn, TableShape } from '../../../../shared/terminal/block-shape.ts';
import { TABLE_COLUMNS_LIMIT } from '../../../../shared/terminal/block-shape.ts';
import { alignmentOf, column, endOfRows, isWholeOutput } from './table-cells.ts';

const SEARCH_LINES = 10;
const LINES_BEFORE = 4;
const RULE = /^\s*(?:[-─━]{2,}(?: +[-─━]+)+|={2,}(?: +=+)+|\+{3}-=+(?:-=+)+)\s*$/;

/** The ruled table that the output is, or null: no text may stand where the rule has its gaps. */
export function findRuledTable(lines: readonly string[]): TableShape | null {
  const textAt = (index: number): string => lines[index] ?? '';
  const top = lines.slice(0, SEARCH_LINES).findIndex(isRule);
  if (top === -1) return null;
  // Some draw the rule above the header as well, and once more at the end.
  const isClosed = isRule(textAt(top + 2)) && textAt(top - 1).trim() === '';
  const rule = isClosed ? top + 2 : top;
  const headerLine = rule - 1;
  const firstRow = rule + 1;
  const { rows, end } = rowsBelow(lines, firstRow);
  const columns = ruledColumns(textAt(headerLine), textAt(rule), rows);
  if (rows.length === 0 || columns === null) return null;
  const from = isClosed ? top : headerLine;
  const rowCount = rows.length;
  if (!isWholeOutput(lines, { from, end, rowCount }, LINES_BEFORE)) return null;
  return { kind: 'table', split: 'columns', headerLine, firstRow, rowCount, end, columns };
}

function isRule(line: string): boolean {
  return RULE.test(line);
}

/** Rows up to a blank line or to a rule, which ends the table. */
function rowsBelow(lines: readonly string[], firstRow: number): { rows: string[]; end: number } {
  const blank = endOfRows(lines, firstRow);
  const closing = lines.slice(firstRow, blank).findIndex(isRule);
  if (closing === -1) return { rows: lines.slice(firstRow, blank), end: blank };
  return { rows: lines.slice(firstRow, firstRow + closing), end: firstRow + closing + 1 };
}

function ruledColumns(header: string, rule: string, rows: readonly string[]): TableColumn[] | null {
  const starts = startsOf(rule);
  if (starts.length < 2 || starts.length > TABLE_COLUMNS_LIMIT) return null;
  const gaps = starts.slice(1).map((at) => at - 1);
  const isCrossed = (line: string): boolean => gaps.some((at) => (line[at] ?? ' ') !== ' ');
  if ([header, ...rows].some(isCrossed)) return null;
  const columns = starts.map((start, index) => {
    const from = index === 0 ? 0 : start;
    const to = starts[index + 1] ?? null;
    const cut = (line: string): string => line.slice(from, to ?? undefined);
    return column(cut(header), alignmentOf(cut(header), rows.map(cut)), from, to);
  });
  return columns.every(({ title }, index) => title !== '' || index === 0) ? columns : null;
}

/** Where the parts of a rule begin. */
function startsOf(rule: string): number[] {
  // dpkg parts its equal signs by dashes, all others part by blanks.
  const part = rule.includes('+') ? /[+=]+/g : /[^\s]+/g;
  return [...rule.matchAll(part)].map((match) => match.index);
}
