/** What is told of an output when its block ends: its shape, its errors. How they are found is the recognisers'. */
import type { BlockStatus, CommandBlock } from '../../../../shared/terminal/command-block.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import type { KeptLines } from '../kept-lines.ts';
import { firstErrorOf } from '../shapes/error-lines.ts';

/** Looks once over the kept lines of a block that is over. Indexes of error lines count every line of the block. */
export function natureOf(
  kept: KeptLines,
  status: BlockStatus,
): Pick<CommandBlock, 'shape' | 'errorLines' | 'firstError'> {
  const { lines } = allKept(kept);
  return {
    shape: null,
    errorLines: [],
    firstError: status.kind === 'ok' ? null : firstErrorOf(lines),
  };
}

/** Beginning and end of a block as one list; lines from `gapAt` on stand `missing` lines further down in the block. */
function allKept(kept: KeptLines): { lines: Line[]; gapAt: number; missing: number } {
  const head = kept.read(0, kept.total).lines;
  const missing = kept.total - kept.kept;
  if (missing === 0) return { lines: head, gapAt: head.length, missing };
  const tail = kept.read(head.length + missing, kept.total).lines;
  return { lines: [...head, ...tail], gapAt: head.length, missing };
}
