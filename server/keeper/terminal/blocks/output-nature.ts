/** What is told of an output when its block ends: its shape, its errors. How they are found is the recognisers'. */
import { ERROR_LINES_LIMIT } from '../../../../shared/terminal/command-block.ts';
import type { BlockStatus, CommandBlock } from '../../../../shared/terminal/command-block.ts';
import type { BlockShape } from '../../../../shared/terminal/block-shape.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import type { KeptLines } from '../kept-lines.ts';
import { errorLinesOf, errorTextOf } from '../shapes/error-lines.ts';
import { recogniseShape } from '../shapes/recognise-shape.ts';

/** What is told of an output as a whole. Indexes of lines count every line of the block, also those in a gap. */
export type OutputNature = Pick<CommandBlock, 'shape' | 'errorLines' | 'firstError'>;

/** Looks once over the kept lines of a block that is over. */
export function natureOf(commandLine: string, kept: KeptLines, status: BlockStatus): OutputNature {
  const { lines, gapAt, missing } = allKept(kept);
  const placeOf = (index: number): number => (index < gapAt ? index : index + missing);
  const shape = recogniseShape({ commandLine, lines, isComplete: missing === 0 });
  const found = errorLinesOf(lines, status.kind === 'failed').slice(0, ERROR_LINES_LIMIT);
  const first = lines[found[0] ?? -1];
  const isTold = first !== undefined && status.kind !== 'ok';
  return {
    shape: shape === null ? null : placedIn(shape, placeOf),
    errorLines: found.map(placeOf),
    firstError: isTold ? errorTextOf(first) : null,
  };
}

/** Tables are told of complete outputs only, so that their indexes need no change. */
function placedIn(shape: BlockShape, placeOf: (index: number) => number): BlockShape {
  return 'line' in shape ? { ...shape, line: placeOf(shape.line) } : shape;
}

/** Beginning and end of a block as one list; lines from `gapAt` on stand `missing` lines further down in the block. */
function allKept(kept: KeptLines): { lines: Line[]; gapAt: number; missing: number } {
  const head = kept.read(0, kept.total).lines;
  const missing = kept.total - kept.kept;
  if (missing === 0) return { lines: head, gapAt: head.length, missing };
  const tail = kept.read(head.length + missing, kept.total).lines;
  return { lines: [...head, ...tail], gapAt: head.length, missing };
}
