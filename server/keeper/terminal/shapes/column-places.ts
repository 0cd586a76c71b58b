/** Finds the gaps that run through a header and all its rows, and the columns between them. */

/** A column's first place and the place before which it ends; null: the end of the line. */
export interface ColumnPlace {
  readonly from: number;
  readonly to: number | null;
}

/** What stands between two gaps. */
interface Part {
  from: number;
  to: number;
  isTitled: boolean;
  filledRows: number;
}

/** Titles of two words with one blank, in headers that part their titles by one blank as well. */
const FIRST_OF_TWO = /(?:^|\s)(?:Local|Foreign|Peer|IMAGE|CONTAINER|NOMINATED|READINESS)$/;
/** Titles of two words that stand in tight headers. */
const TWO_WORDS = /^(?:\p{Lu}\S* \p{Ll}\S*|(?:Local|Foreign|Peer) Address\S*)$/u;
/** A second word like "on" of "Mounted on" begins small. */
const LATER_OF_TWO = /^(?:\p{Ll}|Address)/u;

/** The columns, each with a title, or null where the gaps do not give one column for each title. */
export function columnPlaces(header: string, rows: readonly string[]): ColumnPlace[] | null {
  const parts = partsOf(header, rows);
  const titled = parts.filter((part) => part.isTitled && part.filledRows > 0);
  const isTight = titled.some((part, index) => {
    const next = titled[index + 1];
    return (
      next !== undefined && header.slice(part.from, next.to).trim().split(/ {2,}/).length === 1
    );
  });
  const joined = joinParts(parts, header, rows, isTight);
  if (joined === null || joined.length < 2) return null;
  if (!joined.every((part) => isOneTitle(header.slice(part.from, part.to).trim(), isTight)))
    return null;
  return joined.map((part, index) => ({
    from: index === 0 ? 0 : part.from,
    to: joined[index + 1]?.from ?? null,
  }));
}

/** Whether a title is one: where a wide cell has closed a gap, two titles stand in one part. */
function isOneTitle(title: string, isTight: boolean): boolean {
  if (/\s{2,}/.test(title)) return false;
  return !isTight || !/\s/.test(title) || TWO_WORDS.test(title);
}

function partsOf(header: string, rows: readonly string[]): Part[] {
  const isFilled = filledPlaces(header, rows);
  const parts: Part[] = [];
  let part: Part | null = null;
  for (let at = 0; at < isFilled.length; at += 1) {
    const isTitle = (header[at] ?? ' ') !== ' ' && (isFilled[at] === 1 || !isGlued(header, at));
    if (isFilled[at] === 0 && !isTitle) {
      part = null;
      continue;
    }
    if (part === null) parts.push((part = { from: at, to: at, isTitled: false, filledRows: 0 }));
    part.to = at + 1;
    part.isTitled ||= isTitle;
  }
  for (const one of parts) {
    one.filledRows = rows.filter((row) => row.slice(one.from, one.to).trim() !== '').length;
  }
  return parts;
}

/** One for each place at which a row has something. */
function filledPlaces(header: string, rows: readonly string[]): Uint8Array {
  const longest = rows.reduce((length, row) => Math.max(length, row.length), header.length);
  const isFilled = new Uint8Array(longest);
  for (const row of rows) {
    for (let at = 0; at < row.length; at += 1) if (row[at] !== ' ') isFilled[at] = 1;
  }
  return isFilled;
}

/** The end of the one title that runs into the next: "Peer Address:PortProcess" of `ss` (iproute2 6.1). */
function isGlued(header: string, at: number): boolean {
  return header.slice(at - 3, at + 8) === 'PortProcess';
}

/** One part for each title: parts without one go to the nearer neighbour, second words to the first. */
function joinParts(
  parts: readonly Part[],
  header: string,
  rows: readonly string[],
  isTight: boolean,
): Part[] | null {
  const joined: Part[] = [];
  /** Where a part without title begins that belongs to the next one. */
  let waitingFrom: number | null = null;
  for (const [index, part] of parts.entries()) {
    const last = joined.at(-1);
    if (part.isTitled) {
      if (last !== undefined && isLaterWord(header, last, part, isTight)) last.to = part.to;
      else joined.push({ ...part, from: waitingFrom ?? part.from });
      waitingFrom = null;
      continue;
    }
    const side = waitingFrom === null ? sideOf(part, last, parts[index + 1], rows.length) : 'next';
    if (side === 'own') joined.push({ ...part });
    else if (side === 'next') waitingFrom ??= part.from;
    else if (side === 'last' && last !== undefined) last.to = part.to;
    else return null;
  }
  return joined;
}

/** Where a part without title belongs: a first one that all rows have is a column of labels, as in `free`. */
function sideOf(
  part: Part,
  last: Part | undefined,
  next: Part | undefined,
  rowCount: number,
): 'own' | 'last' | 'next' | 'unclear' {
  if (last === undefined) return part.filledRows === rowCount ? 'own' : 'next';
  if (next === undefined) return 'last';
  const gapBefore = part.from - last.to;
  const gapAfter = next.from - part.to;
  // A cell of many words, as the only row has them: its words stay together.
  if (gapBefore === gapAfter) return next.isTitled ? 'unclear' : 'last';
  return gapBefore < gapAfter ? 'last' : 'next';
}

function isLaterWord(header: string, last: Part, part: Part, isTight: boolean): boolean {
  const before = header.slice(0, part.from).trimEnd();
  const isNear = part.from - before.length <= 1;
  if (!last.isTitled || !isNear) return false;
  const word = header.slice(part.from, part.to).trimStart();
  if (FIRST_OF_TWO.test(before) || (LATER_OF_TWO.test(word) && /^\P{Ll}/u.test(header.trim())))
    return true;
  return !isTight && part.filledRows === 0;
}
