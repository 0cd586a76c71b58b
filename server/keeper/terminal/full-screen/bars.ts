/** Tells bars from items: what stands at an edge of the screen, from side to side, and stays there. */
import type { GroundSpan } from './ground-spans.ts';
import type { ScreenRow } from './screen-row.ts';

/** A screen and what was highlighted on it before. */
interface ScreenWithPast {
  readonly rows: readonly ScreenRow[];
  readonly spans: readonly GroundSpan[];
  readonly spansBefore: readonly GroundSpan[];
  readonly itemBefore: GroundSpan | null;
  /** Rows that the screen has, blank ones too. */
  readonly rowCount: number;
}

/** Rows at the end of the screen where bars stand. */
const EDGE_ROWS = 3;
/** Part of the screen's width that a bar takes at least. */
const BAR_WIDTH = 0.9;

/** Gives the test whether a highlight of the screen is a bar, a status or a message at its edge. */
export function barTest(screen: ScreenWithPast): (span: GroundSpan) => boolean {
  const { rows, spans, spansBefore, itemBefore, rowCount } = screen;
  const hasItemLeft = itemBefore !== null && !spans.some((span) => isSame(span, itemBefore));

  /** An item can move to where bars stand; a bar was there before. */
  const isMovedItem = (span: GroundSpan): boolean =>
    hasItemLeft &&
    itemBefore.ground === span.ground &&
    !spansBefore.some((before) => isSame(before, span));

  return (span) => {
    const { row, from, to } = span;
    const { line, looks } = rows[row] ?? { line: { text: '' }, looks: [] };
    const isAtEnd = row >= rowCount - EDGE_ROWS;
    if (row !== 0 && !isAtEnd) return false;
    if (row === rowCount - 1 && from === 0) return true;
    if (isAtEnd && isMessage(line.text.slice(from, to))) return true;
    const width = looks.at(-1)?.to ?? 0;
    return to - from >= width * BAR_WIDTH && !isMovedItem(span);
  };
}

/** As nano tells of what it did: `[ Wrote 3 lines ]`. */
function isMessage(text: string): boolean {
  return /^\s*\[ .* \]\s*$/.test(text);
}

function isSame(one: GroundSpan, other: GroundSpan): boolean {
  return one.row === other.row && one.from === other.from && one.ground === other.ground;
}
