/** Reads all rows of the screen that is shown, alternate or normal, with how they look. */
import { looksOfRow } from '../lines/cell-looks.ts';
import type { EmulatorRow } from '../lines/cell-looks.ts';
import { stylesOfLooks } from '../lines/cell-styles.ts';
import type { ScreenRow } from './screen-row.ts';

/** What is read of an emulator's buffer. */
interface EmulatorBuffer {
  readonly baseY: number;
  getLine(
    index: number,
  ): (EmulatorRow & { translateToString(trimRight: boolean): string }) | undefined;
}

/** The rows from the top of the screen; those at the end that are all plain blanks are left out. */
export function readScreen(buffer: EmulatorBuffer, rowCount: number): ScreenRow[] {
  const rows: ScreenRow[] = [];
  let used = 0;
  for (let index = 0; index < rowCount; index += 1) {
    const row = readRow(buffer, buffer.baseY + index);
    rows.push(row);
    if (row.line.text !== '' || row.looks.length > 0) used = index + 1;
  }
  return rows.slice(0, used);
}

function readRow(buffer: EmulatorBuffer, index: number): ScreenRow {
  const row = buffer.getLine(index);
  if (row === undefined) return { line: { text: '' }, looks: [] };
  const text = row.translateToString(true).trimEnd();
  const found = looksOfRow(row);
  const textLength = Math.min(found.textLength, text.length);
  const styles = stylesOfLooks({ looks: found.looks, textLength });
  return { line: styles.length === 0 ? { text } : { text, styles }, looks: found.looks };
}
