/** Finds the parts of a screen that stand on a ground of their own, one row high: what may be a highlight. */
import { groundOf, PLAIN_GROUND } from './screen-row.ts';
import type { ScreenRow } from './screen-row.ts';

/** A part of one row, `from` to before `to` by letters, whose ground is not that of the rows around it. */
export interface GroundSpan {
  readonly row: number;
  readonly from: number;
  to: number;
  readonly ground: number;
}

interface Ground {
  readonly from: number;
  to: number;
  readonly ground: number;
}

/** A row of more parts than this is a picture, and holds no item. */
const PARTS_LIMIT = 64;
/** Blank cells between two parts of one item. */
const GAP_LIMIT = 2;

/** All such parts that hold more than blanks, from the top, from the left. */
export function groundSpans(rows: readonly ScreenRow[]): GroundSpan[] {
  const grounds = rows.map(({ looks }) => groundsOf(looks));
  return grounds.flatMap((ofRow, row) => {
    const text = rows[row]?.line.text ?? '';
    const spans: GroundSpan[] = [];
    for (const part of ofRow) {
      if (part.ground === PLAIN_GROUND || !hasLetters(text.slice(part.from, part.to))) continue;
      if (goesOn(part, grounds[row - 1]) || goesOn(part, grounds[row + 1])) continue;
      addSpan(spans, { row, ...part }, text);
    }
    return spans;
  });
}

function groundsOf(looks: ScreenRow['looks']): Ground[] {
  const grounds: Ground[] = [];
  for (const look of looks) {
    const ground = groundOf(look);
    const last = grounds.at(-1);
    if (last?.ground === ground) last.to = look.to;
    else grounds.push({ from: look.from, to: look.to, ground });
  }
  return grounds.length > PARTS_LIMIT ? [] : grounds;
}

/** Whether most of a part has the same ground in the next row: then it is an area and no item. */
function goesOn(part: Ground, nextRow: readonly Ground[] | undefined): boolean {
  let shared = 0;
  for (const { from, to, ground } of nextRow ?? []) {
    if (ground === part.ground) {
      shared += Math.max(0, Math.min(to, part.to) - Math.max(from, part.from));
    }
  }
  return shared * 2 > part.to - part.from;
}

/** Parts of one item that a blank or two keep apart are one. */
function addSpan(spans: GroundSpan[], span: GroundSpan, text: string): void {
  const last = spans.at(-1);
  const isSame =
    last?.ground === span.ground &&
    span.from - last.to <= GAP_LIMIT &&
    text.slice(last.to, span.from).trim() === '';
  if (isSame) last.to = span.to;
  else spans.push(span);
}

function hasLetters(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) || /\S/.test(text.replace(/[\u2500-\u259f|+-]/g, ''));
}
