/** Takes pictures of a full-screen program's screen: rows, cursor, highlighted item, what changed since the last. */
import { SCREEN_ROWS_LIMIT } from '../../../../shared/terminal/screen-snapshot.ts';
import type { ScreenSnapshot } from '../../../../shared/terminal/screen-snapshot.ts';
import { onlyBoldRow } from './bold-rows.ts';
import { barTest } from './bars.ts';
import { groundSpans } from './ground-spans.ts';
import type { GroundSpan } from './ground-spans.ts';
import { highlightedItem, itemCandidates } from './highlighted-item.ts';
import type { Candidate } from './highlighted-item.ts';
import { createScreenDiff } from './screen-diff.ts';
import type { ScreenRow } from './screen-row.ts';

/** The screen as pictures need it. */
export interface PicturedScreen {
  /** Rows from the top, without blank ones at the end. */
  readRows(): readonly ScreenRow[];
  /** 0-based, from the top left corner. */
  cursor(): { readonly row: number; readonly column: number };
  /** Rows that the screen has, blank ones too. */
  rowCount(): number;
}

/** Pictures of one program's screen after another. */
export interface ScreenPictures {
  /** A picture, or null when it would be the same as the last. */
  take(): ScreenSnapshot | null;
  /** Another program has the screen now, or none. */
  reset(): void;
}

/** Characters of a highlighted item that are told. */
const ITEM_TEXT_LIMIT = 500;

/** No picture was taken yet. */
export function createScreenPictures(screen: PicturedScreen): ScreenPictures {
  const diff = createScreenDiff();
  let last = '';
  let spans: readonly GroundSpan[] = [];
  let candidates: readonly Candidate[] = [];
  let item: Candidate | null = null;
  let boldRow: number | null = null;
  let hasBoldMoved = false;

  /** The highlighted part, or the only bold row once it has moved: bold alone may mean anything. */
  function highlighted(
    rows: readonly ScreenRow[],
    cursor: ScreenSnapshot['cursor'],
  ): ScreenSnapshot['highlighted'] {
    const before = candidates;
    const spansBefore = spans;
    spans = groundSpans(rows);
    const isBar = barTest({
      rows,
      spans,
      spansBefore,
      itemBefore: item,
      rowCount: screen.rowCount(),
    });
    candidates = itemCandidates(rows, spans, isBar);
    item = highlightedItem({ candidates, before, itemBefore: item, cursor });
    const boldBefore = boldRow;
    boldRow = onlyBoldRow(rows);
    if (boldRow === null) hasBoldMoved = false;
    else if (boldBefore !== null && boldBefore !== boldRow) hasBoldMoved = true;
    if (item !== null) return { row: item.row, text: item.text.slice(0, ITEM_TEXT_LIMIT) };
    if (candidates.length > 0 || boldRow === null || !hasBoldMoved) return null;
    const text = rows[boldRow]?.line.text.trim() ?? '';
    return { row: boldRow, text: text.slice(0, ITEM_TEXT_LIMIT) };
  }

  return {
    take() {
      const rows = screen.readRows().slice(0, SCREEN_ROWS_LIMIT);
      const lines = rows.map(({ line }) => line);
      const cursor = screen.cursor();
      // Before a program draws anything there is nothing to show.
      if (last === '' && rows.length === 0) return null;
      const picture = { rows: lines, cursor, highlighted: highlighted(rows, cursor) };
      const text = JSON.stringify(picture);
      if (text === last) return null;
      last = text;
      return { ...picture, changedRows: diff.changedRows(lines.map((line) => line.text)) };
    },
    reset() {
      diff.reset();
      last = '';
      spans = [];
      candidates = [];
      item = null;
      boldRow = null;
      hasBoldMoved = false;
    },
  };
}
