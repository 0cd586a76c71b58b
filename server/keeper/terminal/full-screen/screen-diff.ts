/** Tells which rows of a screen changed from picture to picture; clocks, meters and counters are left out. */

/** Remembers how often cells changed. */
export interface ScreenDiff {
  /** Rows (0-based) whose text changed since the texts given before; none for the first ones. */
  changedRows(texts: readonly string[]): number[];
  reset(): void;
}

/** Each change warms a cell, each picture without one cools it; two changes soon after each other make it restless. */
const WARMTH = 2;
const RESTLESS = 3;
const HEAT_LIMIT = 8;
/** What clocks, meters and spinners are made of. */
const METER = /[\d:.,%|/\\\-+#=*<>\u2580-\u259f\u2800-\u28ff ]+/g;
const TIME_OF_DAY = /\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\b/g;
/** Rows that moved together: the screen scrolled. */
const SCROLLED_ROWS = 3;

/** Nothing seen yet. */
export function createScreenDiff(): ScreenDiff {
  let before: readonly string[] | null = null;
  /** For each row, how often each of its cells changed lately. */
  let heat: number[][] = [];

  return {
    changedRows(texts) {
      const old = before;
      before = texts;
      if (old === null) return [];
      const length = Math.max(old.length, texts.length);
      const rows = Array.from({ length }, (_unused, row) => row);
      const changed = rows.filter((row) => (old[row] ?? '') !== (texts[row] ?? ''));
      if (hasScrolled(old, texts, changed)) {
        heat = [];
        return changed;
      }
      for (const row of rows) {
        heat[row] = warmed(heat[row] ?? [], old[row] ?? '', texts[row] ?? '');
      }
      return changed.filter((row) => differs(old[row] ?? '', texts[row] ?? '', heat[row] ?? []));
    },
    reset() {
      before = null;
      heat = [];
    },
  };
}

/** Whether most of the changed rows were to be seen elsewhere before. */
function hasScrolled(
  old: readonly string[],
  texts: readonly string[],
  changed: readonly number[],
): boolean {
  const seen = new Set(old);
  const moved = changed.filter((row) => {
    const text = texts[row] ?? '';
    return text.trim() !== '' && seen.has(text);
  });
  return moved.length >= SCROLLED_ROWS && moved.length * 2 > changed.length;
}

function warmed(heat: readonly number[], old: string, text: string): number[] {
  const length = Math.max(old.length, text.length);
  return Array.from({ length }, (_unused, at) => {
    const was = heat[at] ?? 0;
    if (cellAt(old, at) === cellAt(text, at)) return Math.max(0, was - 1);
    return Math.min(HEAT_LIMIT, was + WARMTH);
  });
}

/** A cell that nothing was ever written to is as blank as one with a blank. */
function cellAt(text: string, at: number): string {
  return text[at] ?? ' ';
}

/** Whether more than times of day is different; in a row with a restless meter, more than its figures. */
function differs(old: string, text: string, heat: readonly number[]): boolean {
  const isMetered = heat.some(
    (warmth, at) => warmth >= RESTLESS && isMeter(cellAt(old, at)) && isMeter(cellAt(text, at)),
  );
  const pattern = isMetered ? METER : TIME_OF_DAY;
  return old.trimEnd().replace(pattern, '0') !== text.trimEnd().replace(pattern, '0');
}

function isMeter(cell: string): boolean {
  return cell.replace(METER, '') === '';
}
