/** Recognises unified diffs (POSIX diff -u and git's form) by counting each hunk as its header announces it. */
import type { BlockShape } from '../../../../shared/terminal/block-shape.ts';

type DiffShape = Extract<BlockShape, { kind: 'diff' }>;

/** Lines of a commit message or a note that may stand before the first file. */
const LINES_BEFORE = 60;
const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const FILE = /^(?:diff |Index: |--- |rename from |Binary files )/;
const NOTE =
  /^(?:diff |index [0-9a-f]|Index: |={20,}|--- |\+\+\+ |(?:new|deleted) file mode|(?:old|new) mode|similarity index|dissimilarity index|(?:rename|copy) (?:from|to) |Binary files |Only in |\\ No newline|--$|\d+\.\d+)/;

interface Counts {
  files: number;
  hunks: number;
  added: number;
  removed: number;
}

/** The shape, or null where a hunk does not add up or other text stands between the files. */
export function findDiff(lines: readonly string[]): DiffShape | null {
  const start = lines
    .slice(0, LINES_BEFORE)
    .findIndex((line, index) => isFileStart(lines, line, index));
  if (start === -1) return null;
  const counts: Counts = { files: 0, hunks: 0, added: 0, removed: 0 };
  let at = start;
  let isInFile = false;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const hunk = HUNK.exec(line);
    if (hunk !== null) {
      const next = afterHunk(lines, at + 1, { old: size(hunk[1]), new: size(hunk[2]) }, counts);
      if (next === null) return null;
      at = next;
      isInFile = false;
      continue;
    }
    if (line.trim() !== '' && !NOTE.test(line)) return null;
    // `diff --git` and `---` open the same file.
    if (FILE.test(line) && !isInFile) {
      counts.files += 1;
      isInFile = true;
    } else if (line.startsWith('diff ')) counts.files += 1;
    at += 1;
  }
  if (counts.hunks === 0) return null;
  return { kind: 'diff', files: counts.files, added: counts.added, removed: counts.removed };
}

function size(count: string | undefined): number {
  return count === undefined ? 1 : Number(count);
}

function isFileStart(lines: readonly string[], line: string, index: number): boolean {
  if (line.startsWith('diff --git ')) return true;
  return line.startsWith('--- ') && (lines[index + 1] ?? '').startsWith('+++ ');
}

/** Index after the hunk whose lines begin at `at`, or null when it ends before its counts are reached. */
function afterHunk(
  lines: readonly string[],
  at: number,
  left: { old: number; new: number },
  counts: Counts,
): number | null {
  counts.hunks += 1;
  let index = at;
  while (left.old > 0 || left.new > 0) {
    const sign = lines[index]?.[0] ?? (index < lines.length ? ' ' : null);
    if (sign === '+') {
      left.new -= 1;
      counts.added += 1;
    } else if (sign === '-') {
      left.old -= 1;
      counts.removed += 1;
    } else if (sign === ' ') {
      left.old -= 1;
      left.new -= 1;
    } else if (sign !== '\\') return null;
    index += 1;
  }
  return left.old === 0 && left.new === 0 ? index : null;
}
