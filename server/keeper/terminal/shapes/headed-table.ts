/** Finds tables with a header line and blanks between their columns: ps, df, free, docker, kubectl, systemctl, ss, lsblk. */
import type { TableColumn, TableShape } from '../../../../shared/terminal/block-shape.ts';
import { TABLE_COLUMNS_LIMIT } from '../../../../shared/terminal/block-shape.ts';
import { columnPlaces } from './column-places.ts';
import { alignmentOf, column, endOfRows, isNumber, isWholeOutput } from './table-cells.ts';
import { headerStrength, isTableCommand } from './table-header.ts';
import type { HeaderStrength } from './table-header.ts';

/** Lines before a header that leave the output a table; `top` has its summary there. */
const LINES_BEFORE = { known: 7, capitals: 7, titled: 2 } as const;
const SEARCH_LINES = 10;
/** Of the rows that are split at blanks, how many may stand beside their titles because a cell was too wide. */
const SHIFTED_ROWS_SHARE = 0.1;

/** Programs with titles of one word and cells of one word before the last, whose wide cells push the others aside. */
const BLANK_SPLIT = /^(?:sudo +)?(?:ps|top|lsof|lsns|lslocks)(?: |$)/;

/** Programs that print their header though there is nothing to list, with two blanks or more between titles. */
const EMPTY_TABLES = /^(?:sudo +)?(?:docker|podman|nerdctl|helm|kubectl) /;

interface Candidate {
  readonly lines: readonly string[];
  readonly headerLine: number;
  readonly header: string;
  readonly rows: readonly string[];
  readonly end: number;
  readonly strength: HeaderStrength;
  readonly commandLine: string;
}

/** The table with a header that the output is, or null. */
export function findHeadedTable(lines: readonly string[], commandLine: string): TableShape | null {
  for (let headerLine = 0; headerLine < Math.min(SEARCH_LINES, lines.length); headerLine += 1) {
    const header = lines[headerLine] ?? '';
    const strength = headerStrength(header);
    const isBelowText = headerLine > 0 && lines[headerLine - 1]?.trim() !== '';
    if (strength === null || (strength === 'titled' && isBelowText)) continue;
    const end = endOfRows(lines, headerLine + 1);
    const rows = lines.slice(headerLine + 1, end);
    const place = { from: headerLine, end, rowCount: rows.length };
    if (!isWholeOutput(lines, place, LINES_BEFORE[strength])) continue;
    const candidate = { lines, headerLine, header, rows, end, strength, commandLine };
    const table = splitAtPlaces(candidate) ?? splitAtBlanks(candidate);
    if (table !== null) return table;
  }
  return null;
}

function shapeOf(
  { headerLine, rows, end }: Candidate,
  split: 'columns' | 'fields',
  columns: TableColumn[],
): TableShape {
  const firstRow = headerLine + 1;
  return { kind: 'table', split, headerLine, firstRow, rowCount: rows.length, end, columns };
}

/** Columns where no line has anything in the gaps. */
function splitAtPlaces(candidate: Candidate): TableShape | null {
  const { header, rows, strength, commandLine } = candidate;
  const isExpected = strength === 'known' || isTableCommand(commandLine);
  if (rows.length === 0) return emptyTable(candidate);
  const places = columnPlaces(header, rows);
  if (places === null || places.length > TABLE_COLUMNS_LIMIT) return null;
  const columns = places.map(({ from, to }) => {
    const cut = (line: string): string => line.slice(from, to ?? undefined);
    return column(cut(header), alignmentOf(cut(header), rows.map(cut)), from, to);
  });
  const cells = rows.map((row) =>
    places.map(({ from, to }) => row.slice(from, to ?? undefined).trim()),
  );
  const filledEnough = cells.every(
    (row, index) =>
      (row[0] !== '' && row.filter((cell) => cell !== '').length >= 2) ||
      (isExpected && index > 0 && isMoreOfLastCell(row)),
  );
  if (!filledEnough || columns.length < (isExpected ? 2 : 3)) return null;
  if (!isExpected && !hasEvidence(candidate, cells)) return null;
  return shapeOf(candidate, 'columns', columns);
}

/** A row that only goes on the last cell of the one above, as `lsblk` does where a device is mounted twice. */
function isMoreOfLastCell(row: readonly string[]): boolean {
  return row.at(-1) !== '' && row.slice(0, -1).every((cell) => cell === '');
}

/** For programs that nobody knows: two rows, no hole in them, and a column of numbers or, under capitals, no capitals. */
function hasEvidence({ strength, rows }: Candidate, cells: readonly string[][]): boolean {
  if (rows.length < 2 || cells.some((row) => row.filter((cell) => cell === '').length > 1))
    return false;
  const count = cells[0]?.length ?? 0;
  for (let index = 0; index < count; index += 1) {
    if (cells.every((row) => isNumber(row[index] ?? '') && row[index] !== '-')) return true;
  }
  return (
    strength === 'capitals' && rows.every((row) => /\p{Ll}/u.test(row) && !/[;{}]\s*$/.test(row))
  );
}

/** `docker ps` where nothing runs: a header alone, of a program that prints tables. */
function emptyTable(candidate: Candidate): TableShape | null {
  const { header, strength, commandLine } = candidate;
  if (strength !== 'capitals' || !EMPTY_TABLES.test(commandLine.trimStart())) return null;
  const found = [...header.matchAll(/\S+(?: \S+)*/g)];
  if (found.length < 3 || found.length > TABLE_COLUMNS_LIMIT) return null;
  const columns = found.map((title, index) => {
    const next = found[index + 1];
    return column(title[0], 'left', index === 0 ? 0 : title.index, next?.index ?? null);
  });
  return shapeOf(candidate, 'columns', columns);
}

/** Fields at blanks, the last takes the rest: what is left where a wide cell has pushed the others aside. */
function splitAtBlanks(candidate: Candidate): TableShape | null {
  const { header, rows, strength, commandLine } = candidate;
  if (rows.length === 0 || strength === 'titled') return null;
  if (strength !== 'known' && !BLANK_SPLIT.test(commandLine.trimStart())) return null;
  const titles = [...header.matchAll(/Mounted on|Used by|(?:Local|Foreign|Peer) Address\S*|\S+/g)];
  const count = titles.length;
  if (count < 3 || count > TABLE_COLUMNS_LIMIT || /^\s*total/.test(header)) return null;
  const fields = rows.map((row) => [...row.matchAll(/\S+/g)].slice(0, count));
  if (fields.some((row) => row.length < count)) return null;
  const titlePlaces = titles.map((title) => ({
    from: title.index,
    to: title.index + title[0].length,
  }));
  const shifted = fields.filter((row) =>
    row.some((field, index) => !isUnder(field, index, titlePlaces)),
  ).length;
  if (shifted > rows.length * SHIFTED_ROWS_SHARE + 1) return null;
  const columns = titles.map((title, index) => {
    const areNumbers = fields.every((row) => isNumber(row[index]?.[0] ?? ''));
    const to = titles[index + 1]?.index ?? null;
    return column(title[0], areNumbers ? 'right' : 'left', title.index, to);
  });
  return shapeOf(candidate, 'fields', columns);
}

/** Whether a field stands between the titles left and right of its own. */
function isUnder(
  field: RegExpExecArray,
  index: number,
  titles: readonly { from: number; to: number }[],
): boolean {
  const left = titles[index - 1]?.to ?? 0;
  const right = titles[index + 1]?.from ?? Number.MAX_SAFE_INTEGER;
  return field.index + field[0].length > left - 1 && field.index <= right;
}
