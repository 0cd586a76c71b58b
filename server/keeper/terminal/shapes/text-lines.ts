/** Lines as the recognisers of shapes look at them: bounded in number and length, without blanks at their ends. */
import type { Line } from '../../../../shared/terminal/line.ts';

/** Lines of an output that are looked at. */
export const SHAPE_LINES = 5_000;
/** Characters of a line that are looked at. */
export const SHAPE_LINE_LIMIT = 2_000;

/** The texts, cut and trimmed at their ends. */
export function shapeTexts(lines: readonly Line[]): string[] {
  return lines.slice(0, SHAPE_LINES).map(({ text }) => text.slice(0, SHAPE_LINE_LIMIT).trimEnd());
}
