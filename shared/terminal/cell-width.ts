/** How many cells of a terminal a character takes: programs that draw tables count cells, not characters. */

/** First and last code points of wide characters (Unicode East Asian Width W and F), in order. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];
const BEYOND_LATIN = /[\u0300-\uffff]/;
const WITHOUT_CELL = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const WIDE_PICTURE = /^\p{Emoji_Presentation}$/u;

/** Cells of one character (a whole code point): 0, 1 or 2. */
export function cellWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (WIDE.some(([first, last]) => code >= first && code <= last)) {
    return WITHOUT_CELL.test(character) ? 0 : 2;
  }
  if (WITHOUT_CELL.test(character)) return 0;
  return WIDE_PICTURE.test(character) ? 2 : 1;
}

/** Whether each character of the text is one cell and one UTF-16 unit, so that both counts agree. */
export function isEvenlySpaced(text: string): boolean {
  if (!BEYOND_LATIN.test(text)) return true;
  for (const character of text) {
    if (character >= '\u0300' && (character.length > 1 || cellWidth(character) !== 1)) return false;
  }
  return true;
}

/** The text with one UTF-16 unit for each cell: the second half of a wide character is U+FFFF, marks are left out. */
export function spreadOverCells(text: string): string {
  let spread = '';
  for (const character of text) {
    const width = cellWidth(character);
    if (width === 0) continue;
    spread += width === 2 ? `${character.charAt(0)}\uFFFF` : character.charAt(0);
  }
  return spread;
}

/** The characters from cell `from` to before cell `to`; a character belongs where its first cell is. */
export function sliceCells(text: string, from: number, to: number): string {
  let cell = 0;
  let slice = '';
  for (const character of text) {
    const width = cellWidth(character);
    const at = width === 0 ? Math.max(0, cell - 1) : cell;
    if (at >= to) break;
    if (at >= from) slice += character;
    cell += width;
  }
  return slice;
}
