/** Reading lines of a block that the page does not hold, from the keeper that does. */
import { success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import { BLOCK_READ_LIMIT } from '../../shared/protocol/block-conversation.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import type { Line } from '../../shared/terminal/line.ts';
import type { GatewayLink } from '../link/gateway-link.ts';

/** Lines that "Copy output" takes at most, so that a flood cannot fill the phone. */
export const COPY_LINES_LIMIT = 10_000;

/** Lines of a block from index `from`, which is later than asked where lines are no longer kept. */
export interface ReadLines {
  readonly from: number;
  readonly lines: readonly Line[];
}

/** Which lines are wanted: `count` of them from index `from` (0-based), 200 at most in one answer. */
export interface LineRange {
  readonly sessionId: SessionId;
  readonly block: CommandBlock;
  readonly from: number;
  readonly count: number;
}

/** Asks for lines once. */
export async function readLines(
  link: GatewayLink,
  { sessionId, block, from, count }: LineRange,
): Promise<Result<ReadLines, Failure>> {
  const answer = await link.request({
    type: 'block.read',
    sessionId,
    blockId: block.id,
    from,
    count: Math.min(count, BLOCK_READ_LIMIT),
  });
  return answer.ok ? success({ from: answer.value.from, lines: answer.value.lines }) : answer;
}

/** A line with its 0-based place among all lines ever printed. */
export interface KeptLine {
  readonly index: number;
  readonly line: Line;
}

/** Lines of a block that are kept, in order; `isWhole` tells that none of those printed is missing. */
export interface KeptLines {
  readonly lines: readonly KeptLine[];
  readonly isWhole: boolean;
}

/** All lines that are kept, at most 10,000; those the page holds itself where the keeper does not answer. */
export async function readKeptLines(
  link: GatewayLink,
  sessionId: SessionId,
  block: CommandBlock,
): Promise<KeptLines> {
  const { head, tail, lineCount } = block;
  const tailFrom = lineCount - tail.length;
  const inView = [
    ...head.map((line, index) => ({ index, line })),
    ...tail.map((line, offset) => ({ index: tailFrom + offset, line })),
  ];
  if (lineCount <= inView.length) return { lines: inView, isWhole: true };
  const lines: KeptLine[] = [];
  let from = 0;
  while (from < lineCount && lines.length < COPY_LINES_LIMIT) {
    const read = await readLines(link, { sessionId, block, from, count: lineCount - from });
    if (!read.ok || read.value.lines.length === 0) break;
    const { from: first, lines: page } = read.value;
    lines.push(...page.map((line, offset) => ({ index: first + offset, line })));
    from = first + page.length;
  }
  return lines.length === 0
    ? { lines: inView, isWhole: false }
    : { lines, isWhole: lines.length >= lineCount };
}

/** The same as lines alone. */
export async function readAllLines(
  link: GatewayLink,
  sessionId: SessionId,
  block: CommandBlock,
): Promise<readonly Line[]> {
  const { lines } = await readKeptLines(link, sessionId, block);
  return lines.map(({ line }) => line);
}
