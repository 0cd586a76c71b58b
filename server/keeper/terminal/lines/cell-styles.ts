/** Tells which parts of a row look different from plain text, in the form that lines have on the wire. */
import { LINE_STYLES_LIMIT } from '../../../../shared/terminal/line.ts';
import type { LineStyle } from '../../../../shared/terminal/line.ts';
import { looksOfRow, NO_BACKGROUND } from './cell-looks.ts';
import type { CellLook, EmulatorRow, RowLooks } from './cell-looks.ts';

/** Styles of an emulator's row from a column on: at most 32, in order, places in the row's text from that column. */
export function stylesOfRow(row: EmulatorRow, fromColumn = 0, letters?: number): LineStyle[] {
  return stylesOfLooks(looksOfRow(row, fromColumn, letters));
}

/** The styles that the looks of a row come to, within its text: at most 32. */
export function stylesOfLooks({ looks, textLength }: RowLooks): LineStyle[] {
  const styles: LineStyle[] = [];
  for (const look of looks) {
    if (look.from >= textLength || styles.length > LINE_STYLES_LIMIT) break;
    addStyle(styles, look, Math.min(look.to, textLength));
  }
  return styles.slice(0, LINE_STYLES_LIMIT);
}

function addStyle(styles: LineStyle[], look: CellLook, to: number): void {
  const isInverse = look.isInverse || look.background !== NO_BACKGROUND;
  if (look.colour === null && !look.isBold && !isInverse) return;
  const style: LineStyle = { from: look.from, to };
  if (look.colour !== null) style.colour = look.colour;
  if (look.isBold) style.bold = true;
  if (isInverse) style.inverse = true;
  const last = styles.at(-1);
  // Backgrounds may differ where nothing that is told does.
  if (last?.to === style.from && isAlike(last, style)) last.to = to;
  else styles.push(style);
}

function isAlike(one: LineStyle, other: LineStyle): boolean {
  return one.colour === other.colour && one.bold === other.bold && one.inverse === other.inverse;
}
