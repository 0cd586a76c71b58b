/** Reads the hunks of a unified diff (GNU diffutils, "Detailed Unified") from lines of output. */

/** A line of a hunk, without the sign before it. */
export interface DiffLine {
  readonly kind: 'added' | 'removed' | 'same';
  readonly text: string;
}

/** A hunk. `from` and `to` are lines of the new file, from 1; `to` is before `from` where nothing is left. */
export interface DiffHunk {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly added: number;
  readonly removed: number;
  readonly lines: readonly DiffLine[];
}

/** Hunks that are read; more would make readers slow. */
export const HUNKS_LIMIT = 500;

/** The hunks in order. What stands between them is in none; a hunk that is cut short has the lines that came. */
export function diffHunks(texts: readonly string[]): DiffHunk[] {
  const hunks: DiffHunk[] = [];
  let file = '';
  let place = 0;
  while (place < texts.length && hunks.length < HUNKS_LIMIT) {
    const text = texts[place] ?? '';
    place += 1;
    if (text.startsWith('--- ')) file = fileName(text);
    if (text.startsWith('+++ ') && text !== '+++ /dev/null') file = fileName(text);
    const found = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/.exec(text);
    if (found === null) continue;
    const from = Number(found[2]);
    const counts = { before: countOf(found[1]), after: countOf(found[3]) };
    const lines = hunkLines(texts, place, counts);
    place += lines.length;
    hunks.push({
      file,
      from,
      to: from + counts.after - 1,
      added: lines.filter(({ kind }) => kind === 'added').length,
      removed: lines.filter(({ kind }) => kind === 'removed').length,
      lines,
    });
  }
  return hunks;
}

/** As many lines as the header tells, so that a removed line "-- x" is not taken for the next file. */
function hunkLines(
  texts: readonly string[],
  start: number,
  counts: { readonly before: number; readonly after: number },
): DiffLine[] {
  const lines: DiffLine[] = [];
  let { before, after } = counts;
  for (let place = start; place < texts.length && (before > 0 || after > 0); place += 1) {
    const text = texts[place] ?? '';
    const kind = KINDS.get(text.charAt(0));
    if (kind === undefined) break;
    if (kind !== 'added') before -= 1;
    if (kind !== 'removed') after -= 1;
    lines.push({ kind, text: text.slice(1) });
  }
  return lines;
}
/** Terminals drop the blank of an empty line. */
const KINDS = new Map<string, DiffLine['kind']>([
  ['+', 'added'],
  ['-', 'removed'],
  [' ', 'same'],
  ['', 'same'],
]);

function countOf(digits: string | undefined): number {
  return digits === undefined ? 1 : Number(digits);
}

/** The name after the sign, without the "a/" or "b/" of git and without the time of diff. */
function fileName(text: string): string {
  return (text.slice(4).split('\t')[0] ?? '').replace(/^[ab]\//, '');
}
