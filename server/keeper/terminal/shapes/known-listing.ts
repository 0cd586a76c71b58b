/** Finds tables without a header that are known by the form of each line: `ls -l`, `ip -br`, and what `column -t` made. */
import type { TableColumn, TableShape } from '../../../../shared/terminal/block-shape.ts';
import { TABLE_COLUMNS_LIMIT } from '../../../../shared/terminal/block-shape.ts';
import { alignmentOf, column, isNumber } from './table-cells.ts';

/** Mode, links, owner, group, size or device, date in two or three words, name. */
const LONG_ENTRY =
  /^( *(?:\d+ +)?[-bcdlpsDC][-rwxsStTlL]{9}[.+@]?)( +\d+)( \S+)( +\S+)?( +(?:\d+, +\d+|\d[\d.,]*[KMGTPE]?))( +(?:[^\s\d]\S*\.? +\d{1,2}|\d{1,2}\.? +[^\s\d]\S*|\d{4}-\d\d-\d\d) +(?:\d{1,2}:\d\d(?::[\d.]+ +[-+]\d{4})?|\d{4}))( .+)$/;
const BRIEF_LINK =
  /^[\w.@:-]+ +(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|TESTING|NOTPRESENT)(?: |$)/;
const COLUMN_COMMAND = /(?:^|[|;&]\s*)column\s+(?:-\S+\s+)*-\w*t\w*(?:\s|$)/;

/** The table that the whole output is, or null. */
export function findKnownListing(lines: readonly string[], commandLine: string): TableShape | null {
  return longListing(lines) ?? briefLinks(lines) ?? columnOutput(lines, commandLine);
}

/** `ls -l`: the date is one cell. */
function longListing(lines: readonly string[]): TableShape | null {
  const hasTotal = /^\S+ [\d.,]+[KMGTPE]?$/.test(lines[0] ?? '');
  const first = hasTotal ? 1 : 0;
  const end = endOfText(lines);
  if (end - first < 1) return null;
  /** For each part its first and last place. */
  const starts: number[] = [];
  const ends: number[] = [];
  for (let index = first; index < end; index += 1) {
    const match = LONG_ENTRY.exec(lines[index] ?? '');
    if (match === null) return null;
    let at = 0;
    match.slice(1).forEach((raw: string | undefined, part) => {
      const text = raw ?? '';
      const start = at + (text.length - text.trimStart().length);
      at += text.length;
      if (text === '') return;
      starts[part] = Math.min(starts[part] ?? start, start);
      ends[part] = Math.max(ends[part] ?? at, at);
    });
  }
  const parts = [...starts.keys()].filter((part) => starts[part] !== undefined);
  const isClean = parts.every((part, index) => {
    const next = parts[index + 1];
    return next === undefined || (ends[part] ?? 0) < (starts[next] ?? 0);
  });
  if (!isClean) return null;
  const columns = parts.map((part, index): TableColumn => {
    const next = parts[index + 1];
    const isRight = part === 1 || part === 4;
    const from = index === 0 ? 0 : (starts[part] ?? 0);
    const to = next === undefined ? null : (starts[next] ?? null);
    return column('', isRight ? 'right' : 'left', from, to);
  });
  return listing('columns', first, end, columns);
}

/** `ip -br`: the addresses, any number of them, are one cell. */
function briefLinks(lines: readonly string[]): TableShape | null {
  const end = endOfText(lines);
  if (end < 1 || !lines.slice(0, end).every((line) => BRIEF_LINK.test(line))) return null;
  const columns = [0, 1, 2].map((index) => column('', 'left', index, null));
  return listing('fields', 0, end, columns);
}

/** Fields at the same places of all lines, as `column -t` puts them. Only where that was run: `ls` looks the same. */
function columnOutput(lines: readonly string[], commandLine: string): TableShape | null {
  if (!COLUMN_COMMAND.test(commandLine)) return null;
  const end = endOfText(lines);
  const rows = lines.slice(0, end);
  if (rows.length < 2 || rows.some((row) => row.trim() === '')) return null;
  const starts = commonStarts(rows);
  if (starts.length < 2 || starts.length > TABLE_COLUMNS_LIMIT) return null;
  const split = starts.map((from, index) => {
    const to = starts[index + 1] ?? null;
    return { from, to, cells: rows.map((row) => row.slice(from, to ?? undefined).trim()) };
  });
  const areNumbers = (cells: readonly string[]): boolean => cells.slice(1).every(isNumber);
  // Words above a column of numbers are its title.
  const hasHeader =
    rows.length > 2 &&
    split.every(({ cells }) => !isNumber(cells[0] ?? '')) &&
    split.some(({ cells }) => areNumbers(cells));
  const columns = split.map(({ from, to, cells }) =>
    column(
      hasHeader ? (cells[0] ?? '') : '',
      alignmentOf(
        '',
        rows.slice(1).map((row) => row.slice(from, to ?? undefined)),
      ),
      from,
      to,
    ),
  );
  const table = listing('columns', hasHeader ? 1 : 0, end, columns);
  return hasHeader ? { ...table, headerLine: 0 } : table;
}

/** Places where a field begins after two blanks that no line crosses. */
function commonStarts(rows: readonly string[]): number[] {
  const longest = Math.max(...rows.map((row) => row.length));
  const isBlank = (at: number): boolean => rows.every((row) => (row[at] ?? ' ') === ' ');
  const starts = [0];
  for (let at = 2; at < longest; at += 1) {
    if (isBlank(at) || !isBlank(at - 1) || !isBlank(at - 2)) continue;
    starts.push(at);
  }
  return starts;
}

function endOfText(lines: readonly string[]): number {
  return lines.findLastIndex((line) => line.trim() !== '') + 1;
}

function listing(
  split: 'fields' | 'columns',
  firstRow: number,
  end: number,
  columns: TableColumn[],
): TableShape {
  return {
    kind: 'table',
    split,
    headerLine: null,
    firstRow,
    rowCount: end - firstRow,
    end,
    columns,
  };
}
