/** A row of the screen as it is read for a picture: its line, and how all its cells look, also blank ones. */
import { colourNames } from '../../../../shared/terminal/line.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import type { CellLook } from '../lines/cell-looks.ts';

/** One row, from the top. */
export interface ScreenRow {
  readonly line: Line;
  /** Without gaps, to the right edge; none when the row looks plain. */
  readonly looks: readonly CellLook[];
}

/** The ground of plain cells, also where a row says nothing of looks. */
export const PLAIN_GROUND = -1;
const INVERSE_GROUND = -2;

/** A number equal for cells that stand on the same ground; inverse ones stand on their foreground. */
export function groundOf(look: CellLook): number {
  if (!look.isInverse) return look.background;
  return INVERSE_GROUND - (look.colour === null ? 0 : colourNames.indexOf(look.colour) + 1);
}
