/** Reads how the cells of an emulator's row look, as runs of equal ones; what follows from looks is for others. */
import type { ColourName } from '../../../../shared/terminal/line.ts';
import { nearestColour } from './nearest-colour.ts';

/** What is read of the emulator's cell; its own reader fills one object again and again. */
export interface EmulatorCell {
  getWidth(): number;
  getChars(): string;
  isAttributeDefault(): boolean;
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

/** How a row looks from a column on. Offsets are those of its text, in which a blank stands for each empty cell. */
export function looksOfRow(row: EmulatorRow, fromColumn = 0): RowLooks {
  const cell = row.getCell(fromColumn);
  const looks: CellLook[] = [];
  if (cell === undefined || isPlain(row, fromColumn, cell)) return { looks, textLength: 0 };
  let last: CellLook | undefined;
  let offset = 0;
  let textLength = 0;
  for (let column = fromColumn; column < row.length; column += cell.getWidth() || 1) {
    row.getCell(column, cell as never);
    const { length } = cell.getChars();
    const end = offset + (length || 1);
    const look = lookOf(cell, offset, end);
    offset = end;
    if (length > 0) textLength = end;
    if (last !== undefined && looksAlike(last, look)) last.to = end;
    else looks.push((last = look));
  }
  return { looks, textLength };
}

/** Most rows are plain; to see that needs no text. */
function isPlain(row: EmulatorRow, fromColumn: number, cell: EmulatorCell): boolean {
  for (let column = fromColumn; column < row.length; column += 1) {
    row.getCell(column, cell as never);
    if (!cell.isAttributeDefault()) return false;
  }
  return true;
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
