/** What differs between two outputs, line by line (E. Myers, "An O(ND) Difference Algorithm", 1986). Pure and bounded. */

/** Added and removed lines together that are found; outputs that differ more are not compared. */
export const CHANGES_LIMIT = 1_000;

/** A line that is only in one of the two outputs. `index` is its 0-based place in the list it came from. */
export interface ChangedLine {
  readonly index: number;
  readonly text: string;
}

/** All differences; `tooMany` when there are more than the limit, and then none is listed. */
export interface LineChanges {
  readonly added: readonly ChangedLine[];
  readonly removed: readonly ChangedLine[];
  readonly tooMany: boolean;
  readonly before: number;
  readonly after: number;
}

/** The fewest added and removed lines that make `after` of `before`, each list in order. */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChanges {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start])
    start += 1;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const one = before.slice(start, before.length - end);
  const other = after.slice(start, after.length - end);
  const steps = shortestEdit(one, other);
  const sizes = { before: before.length, after: after.length };
  if (steps === null) return { added: [], removed: [], tooMany: true, ...sizes };
  const placed = (lines: readonly string[], indexes: readonly number[]): ChangedLine[] =>
    indexes.map((index) => ({ index: index + start, text: lines[index] ?? '' })).reverse();
  return {
    added: placed(other, steps.added),
    removed: placed(one, steps.removed),
    tooMany: false,
    ...sizes,
  };
}

/** Indexes of removed and added lines, last first; null when more are needed than the limit. */
function shortestEdit(
  one: readonly string[],
  other: readonly string[],
): { readonly added: number[]; readonly removed: number[] } | null {
  const limit = Math.min(CHANGES_LIMIT, one.length + other.length);
  // For each diagonal the furthest place in `one` that so many edits reach.
  const reach = new Int32Array(2 * limit + 3);
  const middle = limit + 1;
  const trail: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits += 1) {
    trail.push(reach.slice(middle - edits - 1, middle + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = comesFromAbove(reach, middle + diagonal, edits, diagonal)
        ? at(reach, middle + diagonal + 1)
        : at(reach, middle + diagonal - 1) + 1;
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal])
        x += 1;
      reach[middle + diagonal] = x;
      if (x >= one.length && x - diagonal >= other.length)
        return walkedBack(trail, one.length, other.length);
    }
  }
  return null;
}

/** Whether the edit that leads to a diagonal adds a line (from the diagonal above) or removes one. */
function comesFromAbove(
  reach: Int32Array,
  place: number,
  edits: number,
  diagonal: number,
): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && at(reach, place - 1) < at(reach, place + 1);
}

function walkedBack(
  trail: readonly Int32Array[],
  lastX: number,
  lastY: number,
): { readonly added: number[]; readonly removed: number[] } {
  const added: number[] = [];
  const removed: number[] = [];
  let x = lastX;
  let y = lastY;
  for (let edits = trail.length - 1; edits > 0; edits -= 1) {
    const reach = trail[edits] ?? new Int32Array();
    const diagonal = x - y;
    const isAdded = comesFromAbove(reach, edits + 1 + diagonal, edits, diagonal);
    const from = isAdded ? diagonal + 1 : diagonal - 1;
    x = at(reach, edits + 1 + from);
    y = x - from;
    if (isAdded) added.push(y);
    else removed.push(x);
  }
  return { added, removed };
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}
