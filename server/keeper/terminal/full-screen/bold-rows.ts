/** Finds the only bold row of a list: how programs without backgrounds show where a person stands. */
import type { ScreenRow } from './screen-row.ts';

/** The row, by its number, that is bold as a whole while no other is; null: none, or several. */
export function onlyBoldRow(rows: readonly ScreenRow[]): number | null {
  let found: number | null = null;
  for (const [index, { line }] of rows.entries()) {
    if (line.styles?.some(({ bold }) => bold === true) !== true) continue;
    if (found !== null || !isAllBold(line)) return null;
    found = index;
  }
  return found;
}

function isAllBold({ text, styles = [] }: ScreenRow['line']): boolean {
  let plain = text;
  for (const { from, to, bold } of styles) {
    if (bold === true) plain = plain.slice(0, from) + ' '.repeat(to - from) + plain.slice(to);
  }
  return text.trim() !== '' && plain.trim() === '';
}
