/**
 * Tells which part of a screen is the highlighted item of a list, menu or row of buttons, and which highlights
 * are bars, titles of columns or labels of keys instead. Rather none than a wrong one.
 */
import type { GroundSpan } from './ground-spans.ts';
import type { ScreenRow } from './screen-row.ts';

/** A highlighted part that may be the item. */
export interface Candidate extends GroundSpan {
  readonly text: string;
  readonly isButton: boolean;
}

/** What the item is chosen by. */
export interface HighlightEvidence {
  readonly candidates: readonly Candidate[];
  /** Those of the picture before. */
  readonly before: readonly Candidate[];
  /** The item of the picture before. */
  readonly itemBefore: Candidate | null;
  readonly cursor: { readonly row: number; readonly column: number };
}

/** Highlights of one row from which on they are labels of keys. */
const LABELS = 3;
/** A column title is said in words without small letters. */
const TITLE_WORDS = 3;
/** Where text can still be typed into a field. */
const BLANK_FIELD = /_{2,}$/;
const CUT_WORD = /^[\p{L}\p{N}][\p{L}\p{N}%]$/u;
const LINE_DRAWING = /[\u2500\u2501\u2550]/;

/** The highlights of a screen that may be an item, given a test of what is a bar. */
export function itemCandidates(
  rows: readonly ScreenRow[],
  spans: readonly GroundSpan[],
  isBar: (span: GroundSpan) => boolean,
): Candidate[] {
  const inRow = new Map<number, number>();
  for (const { row } of spans) inRow.set(row, (inRow.get(row) ?? 0) + 1);
  return spans.flatMap((span) => {
    const whole = rows[span.row]?.line.text ?? '';
    const text = whole.slice(span.from, span.to).trim().replace(BLANK_FIELD, '');
    const isLabel = (inRow.get(span.row) ?? 0) >= LABELS || isKeyLabel(text);
    if (text === '' || isLabel || isBar(span)) return [];
    if (isColumnTitles(whole) || isInFrame(span, whole) || isPartOfMeter(span, whole)) return [];
    return [{ ...span, text, isButton: isButton(text) }];
  });
}

/** The item; null where nothing tells one from the others. */
export function highlightedItem(evidence: HighlightEvidence): Candidate | null {
  const { candidates, before, itemBefore, cursor } = evidence;
  if (candidates.length <= 1) return candidates[0] ?? null;
  // What moved since the picture before is what a key moved.
  const isNew = (each: Candidate): boolean => !before.some((old) => isSamePlace(old, each));
  const fresh = before.length === 0 ? [] : candidates.filter(isNew);
  if (fresh.length === 1) return fresh[0] ?? null;
  const kept = candidates.find((each) => itemBefore !== null && isSamePlace(itemBefore, each));
  if (fresh.length === 0 && kept !== undefined) return kept;
  const items = candidates.filter(({ isButton: is }) => !is);
  if (items.length === 1) return items[0] ?? null;
  return candidates.find((each) => holdsCursor(each, cursor)) ?? null;
}

function isColumnTitles(text: string): boolean {
  const words = text.trim().split(/\s+/);
  const titles = words.filter((word) => /^[\p{Lu}%+▽△:]{2,}$/u.test(word));
  return titles.length >= TITLE_WORDS && titles.length * 2 > words.length;
}

/** A title in the line of a frame. */
function isInFrame({ from, to }: GroundSpan, text: string): boolean {
  return LINE_DRAWING.test(text.slice(Math.max(0, from - 2), from) + text.slice(to, to + 2));
}

/** `^X`, `M-E` and `F10` tell what a key does. */
function isKeyLabel(text: string): boolean {
  return /^(?:\^.|M-.|F\d{1,2})$/u.test(text);
}

/** A bar of progress fills up behind its number, and cuts it in two. */
function isPartOfMeter({ from, to }: GroundSpan, text: string): boolean {
  if (/^\s*\d{1,3} ?%\s*$/.test(text.slice(from, to))) return true;
  return CUT_WORD.test(text.slice(from - 1, from + 1)) || CUT_WORD.test(text.slice(to - 1, to + 1));
}

function isButton(text: string): boolean {
  return /^(?:<.*>|\[.*\])$/.test(text) && !/^\[.?\]/.test(text);
}

function isSamePlace(one: Candidate, other: Candidate): boolean {
  return one.row === other.row && one.from === other.from && one.ground === other.ground;
}

function holdsCursor(
  { row, from, to }: Candidate,
  cursor: { readonly row: number; readonly column: number },
): boolean {
  return cursor.row === row && cursor.column >= from && cursor.column < to;
}
