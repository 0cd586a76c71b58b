/** Lines in a text area: from a caret to a line, to the next error, to the next match. Pure. */
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import type { KeptLine } from '../../actions/block-reading.ts';
import type { Step } from '../../actions/reading-steps.ts';

/** A line of the text area; `index` is its 0-based place among all lines ever printed. */
export interface TextLine {
  readonly index: number;
  readonly text: string;
}

/** Lines are named by their 0-based place in the text area, characters by UTF-16 units. */
export interface TextPlaces {
  readonly text: string;
  readonly lines: readonly TextLine[];
  /** The line that a character stands in. */
  lineAt(character: number): number;
  /** The first character of a line. */
  startOf(line: number): number;
  /** The next line beyond `line` that looks like an error, or null; line -1 is before the first. */
  errorFrom(line: number, step: Step): number | null;
  /** The next line with `text` in any case, round the end to the other; null when there is none. */
  matchFrom(
    line: number,
    text: string,
    step: Step,
  ): { readonly line: number; readonly position: number; readonly count: number } | null;
}

/** Joins lines to one text and keeps where each begins. */
export function createTextPlaces(kept: readonly KeptLine[], block: CommandBlock): TextPlaces {
  // A line's own characters may be none that a text area turns into two.
  const lines = kept.map(({ index, line }) => ({ index, text: line.text.replace(/[\r\n]/g, ' ') }));
  const starts: number[] = [];
  let length = 0;
  for (const { text } of lines) {
    starts.push(length);
    length += text.length + 1;
  }
  const errors = new Set(block.errorLines);
  const errorPlaces = lines.flatMap(({ index }, place) => (errors.has(index) ? [place] : []));

  return {
    text: lines.map(({ text }) => text).join('\n'),
    lines,
    lineAt(character) {
      const after = starts.findIndex((start) => start > character);
      return (after === -1 ? starts.length : after) - 1;
    },
    startOf: (line) => starts[line] ?? 0,
    errorFrom: (line, step) => beyond(errorPlaces, line, step),
    matchFrom(line, text, step) {
      const wanted = text.toLowerCase();
      const matches = lines.flatMap((one, place) =>
        one.text.toLowerCase().includes(wanted) ? [place] : [],
      );
      const found = beyond(matches, line, step) ?? (step === 1 ? matches[0] : matches.at(-1));
      if (found === undefined) return null;
      return { line: found, position: matches.indexOf(found) + 1, count: matches.length };
    },
  };
}

function beyond(places: readonly number[], from: number, step: Step): number | null {
  const isBeyond = (place: number): boolean => (place - from) * step > 0;
  return (step === 1 ? places.find(isBeyond) : places.findLast(isBeyond)) ?? null;
}
