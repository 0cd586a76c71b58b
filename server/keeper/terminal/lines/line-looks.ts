/** Puts together how a line looks from how its rows look: styles and links by the places of their letters. */
import {
  LINE_LINKS_LIMIT,
  LINE_STYLES_LIMIT,
  LINE_TEXT_LIMIT,
} from '../../../../shared/terminal/line.ts';
import type { Line, LineLink, LineStyle } from '../../../../shared/terminal/line.ts';

/** How a row or a line looks; places are letters of its text. */
export interface LineLooks {
  readonly styles: readonly LineStyle[];
  readonly links: readonly LineLink[];
}

/** `before` with `row` behind it, whose text begins at letter `offset` of the line. Null: all is plain. */
export function joinLooks(
  before: LineLooks | null,
  offset: number,
  row: LineLooks | null,
): LineLooks | null {
  if (row === null || offset >= LINE_TEXT_LIMIT) return before;
  const styles = joinParts(before?.styles ?? [], moved(row.styles, offset), hasSameStyle);
  const links = joinParts(before?.links ?? [], moved(row.links, offset), hasSameAddress);
  return {
    styles: styles.slice(0, LINE_STYLES_LIMIT),
    links: links.slice(0, LINE_LINKS_LIMIT),
  };
}

/** A line of plain parts or with its looks; `cut` counts letters that were not kept. */
export function lineWithLooks(text: string, cut: number, looks: LineLooks | null): Line {
  const styles = looks?.styles ?? [];
  const links = looks?.links ?? [];
  return {
    text,
    ...(cut > 0 ? { cut } : {}),
    ...(styles.length > 0 ? { styles: [...styles] } : {}),
    ...(links.length > 0 ? { links: [...links] } : {}),
  };
}

interface Part {
  readonly from: number;
  readonly to: number;
}

function moved<Each extends Part>(parts: readonly Each[], offset: number): Each[] {
  return parts
    .map((part) => ({
      ...part,
      from: part.from + offset,
      to: Math.min(LINE_TEXT_LIMIT, part.to + offset),
    }))
    .filter(({ from, to }) => from < to);
}

/** What goes on in the next row is one part. */
function joinParts<Each extends Part>(
  before: readonly Each[],
  after: readonly Each[],
  isSame: (one: Each, other: Each) => boolean,
): Each[] {
  const last = before.at(-1);
  const [next, ...rest] = after;
  const goesOn = last !== undefined && next?.from === last.to && isSame(last, next);
  if (!goesOn) return [...before, ...after];
  return [...before.slice(0, -1), { ...last, to: next.to }, ...rest];
}

function hasSameStyle(one: LineStyle, other: LineStyle): boolean {
  return one.colour === other.colour && one.bold === other.bold && one.inverse === other.inverse;
}

function hasSameAddress(one: LineLink, other: LineLink): boolean {
  return one.address === other.address;
}
