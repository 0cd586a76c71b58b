/** One logical line of output: wrapped rows joined, escape sequences gone, text exact. */
import * as v from 'valibot';

/** A logical line. `cut` counts characters that were not kept because the line was longer than its limit. */
export interface Line {
  readonly text: string;
  readonly cut?: number;
}

/** Characters kept of one logical line; the rest is counted in `cut`. */
export const LINE_TEXT_LIMIT = 20_000;

/** Schema of a line on the wire. */
export const lineSchema = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(LINE_TEXT_LIMIT)),
  cut: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
