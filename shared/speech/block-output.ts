/** The part of a block's output that was not told of yet: how many lines, and which of them the page holds. */
import type { CommandBlock } from '../terminal/command-block.ts';
import type { CommandMemory } from './command-memory.ts';
import { speechText } from './speech-text.ts';

/** What a result speaks of. */
export interface BlockOutput {
  /** Lines printed since the last answered prompt, all lines where there was none. */
  readonly lineCount: number;
  /** Those of them from the beginning that are held, exact; all of them when there are at most 50. */
  readonly first: readonly string[];
  /** Speech text of the last line that is not blank, or ''. */
  readonly last: string;
  /** Characters of the only line, kept or not; 0 where there are several. */
  readonly onlyLineCharacters: number;
}

/** The line of an answered prompt, which a pager takes away when it ends. */
const PROMPT_LINES = 1;

/** What of `block`'s output is still to be told. */
export function unheardOutput(block: CommandBlock, memory: CommandMemory): BlockOutput {
  // Where fewer lines are left than were heard, these were drawn over, and what stands there now is new.
  const isDrawnOver = memory.heardLines - PROMPT_LINES > block.lineCount;
  const heard = isDrawnOver ? 0 : Math.min(memory.heardLines, block.lineCount);
  const rest = heard === 0 ? '' : restOfPasswordLine(block, memory);
  const lines = linesAfter(block, heard);
  const first = [...(rest === '' ? [] : [rest]), ...lines.map((line) => line.text)];
  const held = [...first, ...block.tail.map((line) => line.text)];
  const last = held.findLast((line) => line.trim() !== '');
  const lineCount = block.lineCount - heard + (rest === '' ? 0 : 1);
  const [only] = lines;
  return {
    lineCount,
    first,
    last: speechText(last ?? block.latest),
    onlyLineCharacters:
      lineCount === 1 && only !== undefined ? only.text.length + (only.cut ?? 0) : 0,
  };
}

/** Held lines from index `heard` on without a gap; after a long beginning they stand in the tail. */
function linesAfter(block: CommandBlock, heard: number): CommandBlock['head'] {
  const left = block.lineCount - heard;
  if (heard < block.head.length || left > block.tail.length) return block.head.slice(heard);
  return left === 0 ? [] : block.tail.slice(-left);
}

/** Typing at a password prompt is not echoed, so output may go on in the prompt's own line. */
function restOfPasswordLine(block: CommandBlock, memory: CommandMemory): string {
  const prompt = memory.passwordPrompt.trimEnd();
  const line = block.head[memory.heardLines - 1]?.text;
  if (prompt === '' || line?.startsWith(prompt) !== true) return '';
  return line.slice(prompt.length).trim();
}
