/** What all recognisers of tables ask of lines and cells: is it a number, where does it stand, what stands around. */
import type { TableColumn } from '../../../../shared/terminal/block-shape.ts';

/** Characters of a title that are kept. */
const TITLE_LIMIT = 200;
/** Lines around a table that leave the output a table: titles before it, counts and legends after it. */
const LINES_AFTER = 9;

/** A number as tables have them: sizes, shares, versions, counts, durations, or a dash for none. */
const NUMBER = /^(?:[-+~<]?\d[\d.,]*(?:%|[KMGTP]i?B?|[kmg]?B|[smhd]|ms)?|-)$/;

/** Whether a cell is a number, perhaps with a unit; a lone dash counts. */
export function isNumber(cell: string): boolean {
  return cell.length <= 24 && NUMBER.test(cell);
}

/** A column with a title cut to what the shape allows. */
export function column(
  title: string,
  align: 'left' | 'right',
  from: number,
  to: number | null,
): TableColumn {
  return { title: title.trim().slice(0, TITLE_LIMIT), align, from, to };
}

/** Index after the last line of the table that begins at `first`: the next blank line or the end. */
export function endOfRows(lines: readonly string[], first: number): number {
  let end = first;
  while (end < lines.length && lines[end]?.trim() !== '') end += 1;
  return end;
}

/** Whether what stands before and after lines `from` to `end` is little enough for the output to be that table. */
export function isWholeOutput(
  lines: readonly string[],
  table: { from: number; end: number; rowCount: number },
  linesBefore: number,
): boolean {
  const isText = (line: string): boolean => line.trim() !== '';
  const before = lines.slice(0, table.from).filter(isText).length;
  const after = lines.slice(table.end, table.end + 4 * LINES_AFTER);
  const isEnd = lines.length <= table.end + 4 * LINES_AFTER;
  const textAfter = after.filter(isText).length;
  return isEnd && before <= linesBefore && textAfter <= Math.min(LINES_AFTER, table.rowCount + 6);
}

/** `right` where the cells end at one place, begin at several or under a title that ends there, and are numbers. */
export function alignmentOf(title: string, cells: readonly string[]): 'left' | 'right' {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const areNumbers = filled.every((cell) => isNumber(cell.trim()));
  if (filled.length === 0 || !areNumbers) return 'left';
  const ends = new Set(filled.map((cell) => cell.trimEnd().length));
  const starts = new Set(filled.map((cell) => cell.length - cell.trimStart().length));
  if (ends.size > 1) return 'left';
  const [end] = ends;
  const titleStart = title.length - title.trimStart().length;
  const isUnderTitle = title.trimEnd().length === end && !starts.has(titleStart);
  return starts.size > 1 || isUnderTitle ? 'right' : 'left';
}
