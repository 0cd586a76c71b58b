/** Reads how the cells of an emulator's row look, as runs of equal ones; what follows from looks is for others. */
import type { ColourName } from '../../../../shared/terminal/line.ts';
import { nearestColour } from './nearest-colour.ts';

/** What is read of the emulator's cell; its own reader fills one object again and again. */
export interface EmulatorCell {
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
  /** How the emulator itself keeps the look; no part of its promised interface. */
  readonly fg?: number;
  readonly bg?: number;
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
  if (cell === undefined) return { looks, textLength: 0 };
  let last: CellLook | undefined;
  let lastRaw = Number.NaN;
  let offset = 0;
  let textLength = 0;
  const { length: columns } = row;
  for (
    let column = fromColumn;
    column < columns && offset < letters;
    column += cell.getWidth() || 1
  ) {
    row.getCell(column, cell as never);
    const length = lettersOf(cell);
    const end = offset + (length || 1);
    const raw = rawLookOf(cell);
    // Neighbours nearly always look the same, and to see that needs no more than a number.
    if (last !== undefined && raw === lastRaw) last.to = end;
    else {
      const look = lookOf(cell, offset, end);
      if (last !== undefined && looksAlike(last, look)) last.to = end;
      else looks.push((last = look));
    }
    lastRaw = raw;
    offset = end;
    if (length > 0) textLength = end;
  }
  const isPlain = looks.length === 1 && lastRaw === 0;
  return isPlain ? { looks: [], textLength: 0 } : { looks, textLength };
}

/** UTF-16 units of a cell's text, 0 when it is empty; a letter with marks on it never ends in ASCII. */
function lettersOf(cell: EmulatorCell): number {
  const code = cell.getCode();
  if (code === 0) return 0;
  return code < 0x80 ? 1 : cell.getChars().length;
}

/** The emulator's own two words for the look of a cell, as one number; NaN, equal to none, where it does not show them. */
function rawLookOf({ fg, bg }: EmulatorCell): number {
  return fg === undefined || bg === undefined ? Number.NaN : fg + bg * 0x1_00_00_00_00;
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
