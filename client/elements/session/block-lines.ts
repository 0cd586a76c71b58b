/** Which lines of a block stand on the page, and what the button between them says. Pure. */
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import type { Line } from '../../../shared/terminal/line.ts';

/** Lines from the end that always stand there once a block has ended. */
export const TAIL_SHOWN = 10;
/** Lines that one press on the button brings. */
export const LINES_AT_ONCE = 100;

/** What stands after the head and the lines that were asked for. */
export interface LinesToShow {
  /** Lines between, not on the page; 0 while the block runs and its length is open. */
  readonly notShown: number;
  /** First and last line (from 1) that the next press brings. */
  readonly first: number;
  readonly last: number;
  /** There are more lines, and their number still grows. */
  readonly isOpenEnded: boolean;
  readonly tail: readonly Line[];
  /** The last line that the page holds, or null. */
  readonly newest: Line | null;
}

/** The parts for a block of which `shown` lines after the head are on the page and `gone` were no longer kept. */
export function linesToShow(
  block: CommandBlock,
  { shown, gone }: { readonly shown: number; readonly gone: number },
): LinesToShow {
  const next = block.head.length + gone + shown;
  if (block.durationMs === null) {
    const isOpenEnded = block.lineCount > next;
    const newest = isOpenEnded ? null : (block.head.at(-1) ?? null);
    return { notShown: 0, first: 0, last: 0, isOpenEnded, tail: [], newest };
  }
  // With little between, the button would cost more than the lines: they are all in the view already.
  const isWhole = block.head.length + block.tail.length >= block.lineCount && shown === 0;
  const last = isWhole ? block.tail : block.tail.slice(-TAIL_SHOWN);
  const end = block.lineCount - last.length;
  // Lines asked for while the block ran may reach into its end; none stands there twice.
  const tail = last.slice(Math.max(0, next - end));
  const notShown = Math.max(0, end - next);
  return {
    notShown,
    first: next + 1,
    last: Math.min(next + LINES_AT_ONCE, end),
    isOpenEnded: false,
    tail,
    newest: tail.at(-1) ?? block.head.at(-1) ?? null,
  };
}
