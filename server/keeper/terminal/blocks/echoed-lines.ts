/** Keeps the echo of a pasted entry out of its output: its lines come back first, each behind a prompt. */
import type { Line } from '../../../../shared/terminal/line.ts';
import type { KeptLines } from '../kept-lines.ts';

/** Lines that are kept but for the echo before them. */
export interface EchoedLines {
  /** Takes the lines in place of those it keeps. */
  readonly kept: KeptLines;
  /** The lines that follow those taken so far, without what is still echo. */
  withoutEcho(lines: readonly Line[]): Line[];
}

/** `isEcho` tells whether a line is the echo of line `index` of what was entered, from 1: the first is known already. */
export function createEchoedLines(
  kept: KeptLines,
  isEcho: (text: string, index: number) => boolean,
): EchoedLines {
  let echoed = 0;
  let isOver = false;

  return {
    kept: {
      push(line) {
        if (!isOver && isEcho(line.text, echoed + 1)) {
          echoed += 1;
          return;
        }
        isOver = true;
        kept.push(line);
      },
      pushPlain: (run) => {
        kept.pushPlain(run);
      },
      skip: (count) => {
        kept.skip(count);
      },
      trim: () => {
        kept.trim();
      },
      read: (from, count) => kept.read(from, count),
      get total() {
        return kept.total;
      },
      get kept() {
        return kept.kept;
      },
      get bytes() {
        return kept.bytes;
      },
      get isHeadOpen() {
        return kept.isHeadOpen;
      },
    },
    withoutEcho(lines) {
      if (isOver) return [...lines];
      let first = 0;
      while (first < lines.length && isEcho(lines[first]?.text ?? '', echoed + first + 1))
        first += 1;
      return lines.slice(first);
    },
  };
}
