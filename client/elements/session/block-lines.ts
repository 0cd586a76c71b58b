/** Which lines of a block stand on the page, and what the buttons between them say. Pure. */
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import type { Line } from '../../../shared/terminal/line.ts';

/** Lines from the end that always stand there once a block has ended. */
export const TAIL_SHOWN = 10;
/** Lines that one press on a button brings. */
export const LINES_AT_ONCE = 100;

/** Lines that were asked for. All indexes are 0-based and count every line ever printed. */
export interface ShownLines {
  readonly from: number;
  /** Empty where the lines are no longer kept. */
  readonly lines: readonly Line[];
  /** Lines before `from` that were asked for and are no longer kept. */
  readonly goneBefore: number;
}

/** One thing in the list of lines, with a key that is its own for as long as it stands there. */
export type BlockPart =
  | { readonly kind: 'line'; readonly key: string; readonly index: number; readonly line: Line }
  | { readonly kind: 'gone'; readonly key: string; readonly count: number }
  | Gap;

/** Lines that are not on the page, `from` to before `to`; `to` is null while their number still grows. */
export interface Gap {
  readonly kind: 'gap';
  readonly key: string;
  readonly from: number;
  readonly to: number | null;
}

/** The gap before the block's end keeps its key when the block ends, so that its button stays the same. */
const LAST_GAP = 'gap';

/** The list for a block of which the lines in `shown` were asked for, in any order. */
export function linesToShow(block: CommandBlock, shown: readonly ShownLines[]): BlockPart[] {
  const parts: BlockPart[] = [];
  let next = 0;
  const add = ({ from, lines, goneBefore }: ShownLines): void => {
    if (from - goneBefore > next) parts.push(gap(next, from - goneBefore));
    if (goneBefore > 0 && from > next)
      parts.push({
        kind: 'gone',
        key: `gone-${from}`,
        count: from - Math.max(next, from - goneBefore),
      });
    // Lines asked for while the block ran may reach into its end; none stands there twice.
    for (const [offset, line] of lines.entries()) {
      const index = from + offset;
      if (index >= next) parts.push({ kind: 'line', key: `line-${index}`, index, line });
    }
    next = Math.max(next, from + lines.length);
  };
  add({ from: 0, lines: block.head, goneBefore: 0 });
  for (const range of shown.toSorted((one, other) => one.from - other.from)) add(range);
  if (block.durationMs === null) {
    if (block.lineCount > next) parts.push({ ...gap(next, null), key: LAST_GAP });
    return parts;
  }
  const tail = tailShown(block);
  const end = block.lineCount - tail.length;
  if (end > next) parts.push({ ...gap(next, end), key: LAST_GAP });
  next = Math.max(next, end);
  add({ from: end, lines: tail, goneBefore: 0 });
  return parts;
}

/** What the button of a gap brings: its next lines, counted from 1, and how many the gap has. */
export function linesOfGap({
  from,
  to,
}: Gap): { first: number; last: number; count: number } | null {
  if (to === null) return null;
  return { first: from + 1, last: Math.min(from + LINES_AT_ONCE, to), count: to - from };
}

/** The lines to ask for so that the line at `index`, inside `gap`, stands on the page with some around it. */
export function linesAround(gap: Gap, index: number): { from: number; count: number } {
  const isNearStart = index - gap.from < LINES_AT_ONCE / 2;
  const from = isNearStart ? gap.from : index - CONTEXT_BEFORE;
  const to = Math.min(index + 1 + CONTEXT_AFTER, gap.to ?? Infinity);
  return { from, count: to - from };
}
const CONTEXT_BEFORE = 3;
const CONTEXT_AFTER = 10;

function gap(from: number, to: number | null): Gap {
  return { kind: 'gap', key: `gap-${to ?? ''}`, from, to };
}

/** With little between, the button would cost more than the lines: they are all in the view already. */
function tailShown(block: CommandBlock): readonly Line[] {
  const isWhole = block.head.length + block.tail.length >= block.lineCount;
  return isWhole ? block.tail : block.tail.slice(-TAIL_SHOWN);
}
