/** One logical line of output: wrapped rows joined, escape sequences gone, text exact; how it looks stands beside the text. */
import * as v from 'valibot';

/** Characters kept of one logical line; the rest is counted in `cut`. */
export const LINE_TEXT_LIMIT = 20_000;
/** Differently looking parts and links that are kept of one line. */
export const LINE_STYLES_LIMIT = 32;
export const LINE_LINKS_LIMIT = 8;
/** Characters of a link's address; a longer one is no link. */
export const LINK_ADDRESS_LIMIT = 2_000;

/** The eight colours that have names everywhere (ECMA-48 SGR 30 to 37); brighter and mixed ones count as the nearest. */
export const colourNames = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
] as const;
export type ColourName = (typeof colourNames)[number];

const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LINE_TEXT_LIMIT));

/** A part of a line, `from` (0-based) to before `to`, that does not look like the rest. */
export const lineStyleSchema = v.strictObject({
  from: place,
  to: place,
  colour: v.exactOptional(v.picklist(colourNames)),
  bold: v.exactOptional(v.literal(true)),
  /** Foreground and background changed places, or a background of its own: how programs highlight. */
  inverse: v.exactOptional(v.literal(true)),
});
export type LineStyle = v.InferOutput<typeof lineStyleSchema>;

/** A part of a line that the server made a link (OSC 8). The address is the server's; nothing follows it by itself. */
export const lineLinkSchema = v.strictObject({
  from: place,
  to: place,
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(LINK_ADDRESS_LIMIT)),
});
export type LineLink = v.InferOutput<typeof lineLinkSchema>;

/** A logical line. `cut` counts characters that were not kept because the line was longer than its limit. */
export interface Line {
  readonly text: string;
  readonly cut?: number;
  /** In order, not overlapping; absent where all looks plain. */
  readonly styles?: LineStyle[];
  readonly links?: LineLink[];
}

/** Schema of a line on the wire. */
export const lineSchema = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(LINE_TEXT_LIMIT)),
  cut: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  styles: v.exactOptional(v.pipe(v.array(lineStyleSchema), v.maxLength(LINE_STYLES_LIMIT))),
  links: v.exactOptional(v.pipe(v.array(lineLinkSchema), v.maxLength(LINE_LINKS_LIMIT))),
});
