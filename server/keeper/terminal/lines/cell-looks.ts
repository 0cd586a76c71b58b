/** Reads how the cells of an emulator's row look, as runs of equal ones; what follows from looks is for others. */
import type { ColourName } from '../../../../shared/terminal/line.ts';
import { nearestColour } from './nearest-colour.ts';

/** The two words in which the emulator keeps the look of a cell; no part of its promised interface. */
interface EmulatorWords {
  readonly fg?: number | undefined;
  readonly bg?: number | undefined;
}

/** What is read of the emulator's cell; its own reader fills one object again and again. */
export interface EmulatorCell extends EmulatorWords {
  getWidth(): number;
  getChars(): string;
  getCode(): number;
  isBold(): number;
  isInverse(): number;
  isFgDefault(): boolean;
  isFgRGB(): boolean;
  getFgColor(): number;
  isBgDefault(): boolean;
  isBgRGB(): boolean;
  getBgColor(): number;
}

/** What is read of the emulator's row. */
export interface EmulatorRow {
  readonly length: number;
  getCell(column: number, cell?: never): EmulatorCell | undefined;
}

/** Neighbouring characters that look the same: `from` (0-based) to before `to`, counted in UTF-16 units of the text. */
export interface CellLook {
  readonly from: number;
  to: number;
  readonly colour: ColourName | null;
  /** A number that is equal for equal backgrounds; NO_BACKGROUND where there is none of its own. */
  readonly background: number;
  readonly isBold: boolean;
  readonly isInverse: boolean;
}

/** The terminal's own background. */
export const NO_BACKGROUND = -1;
/** Keeps palette numbers and mixed colours apart. */
const MIXED = 0x1_00_00_00;

/** The looks of a row, in order and without gaps; none when all cells look plain. */
export interface RowLooks {
  readonly looks: readonly CellLook[];
  /** Where the text ends; looks behind it are of cells that were only erased. Known only when there are looks. */
  readonly textLength: number;
}

const PLAIN: EmulatorWords = { fg: 0, bg: 0 };
const NO_LOOKS: RowLooks = { looks: [], textLength: 0 };

/**
 * How a row looks from a column on. Offsets are those of its text, in which a blank stands for each empty cell;
 * nobody asks for what is behind `letters` of it.
 */
export function looksOfRow(
  row: EmulatorRow,
  fromColumn = 0,
  letters = Number.POSITIVE_INFINITY,
): RowLooks {
  const cell = row.getCell(fromColumn);
  const looks: CellLook[] = [];
  if (cell === undefined) return NO_LOOKS;
  const { length: columns } = row;
  let last: EmulatorWords = {};
  let offset = 0;
  let textLength = 0;
  for (let column = fromColumn; column < columns && offset < letters;) {
    row.getCell(column, cell as never);
    const length = lettersOf(cell);
    const end = offset + (length || 1);
    // Neighbours nearly always look the same, and to see that needs no more than two numbers.
    if (hasWords(cell, last)) lengthenLast(looks, end);
    else addLook(looks, lookOf(cell, offset, end));
    last = { fg: cell.fg, bg: cell.bg };
    offset = end;
    if (length > 0) textLength = end;
    column += cell.getWidth() || 1;
  }
  return looks.length === 1 && hasWords(PLAIN, last) ? NO_LOOKS : { looks, textLength };
}

/** Whether both are known and equal. */
function hasWords(cell: EmulatorWords, { fg, bg }: EmulatorWords): boolean {
  return fg !== undefined && bg !== undefined && cell.fg === fg && cell.bg === bg;
}

function lengthenLast(looks: readonly CellLook[], to: number): void {
  const last = looks.at(-1);
  if (last !== undefined) last.to = to;
}

function addLook(looks: CellLook[], look: CellLook): void {
  const last = looks.at(-1);
  if (last !== undefined && looksAlike(last, look)) last.to = look.to;
  else looks.push(look);
}

/** UTF-16 units of a cell's text, 0 when it is empty; a letter with marks on it never ends in ASCII. */
function lettersOf(cell: EmulatorCell): number {
  const code = cell.getCode();
  if (code === 0) return 0;
  return code < 0x80 ? 1 : cell.getChars().length;
}

function lookOf(cell: EmulatorCell, from: number, to: number): CellLook {
  return {
    from,
    to,
    colour: cell.isFgDefault() ? null : nearestColour(cell.getFgColor(), cell.isFgRGB()),
    background: backgroundOf(cell),
    isBold: cell.isBold() !== 0,
    isInverse: cell.isInverse() !== 0,
  };
}

function backgroundOf(cell: EmulatorCell): number {
  if (cell.isBgDefault()) return NO_BACKGROUND;
  return cell.getBgColor() + (cell.isBgRGB() ? MIXED : 0);
}

function looksAlike(one: CellLook, other: CellLook): boolean {
  return (
    one.colour === other.colour &&
    one.background === other.background &&
    one.isBold === other.isBold &&
    one.isInverse === other.isInverse
  );
}
