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

/** All lines that are kept, at most 10,000; those the page holds itself where the keeper does not answer. */
export async function readAllLines(
  link: GatewayLink,
  sessionId: SessionId,
  block: CommandBlock,
): Promise<readonly Line[]> {
  const inView = [...block.head, ...block.tail];
  if (block.lineCount <= inView.length) return inView;
  const lines: Line[] = [];
  let from = 0;
  const end = Math.min(block.lineCount, COPY_LINES_LIMIT);
  while (from < end) {
    const read = await readLines(link, { sessionId, block, from, count: end - from });
    if (!read.ok || read.value.lines.length === 0) break;
    lines.push(...read.value.lines);
    from = read.value.from + read.value.lines.length;
  }
  return lines.length === 0 ? inView : lines;
}
