/** The screen of a full-screen program as lines, with the cursor and what is highlighted. */
import * as v from 'valibot';
import { lineSchema } from './line.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Rows that a screen can have. */
export const SCREEN_ROWS_LIMIT = 200;

export const screenSnapshotSchema = v.strictObject({
  /** Rows from the top, without empty ones at the end. */
  rows: v.pipe(v.array(lineSchema), v.maxLength(SCREEN_ROWS_LIMIT)),
  /** 0-based. */
  cursor: v.strictObject({ row: count, column: count }),
  /** What is highlighted (inverse, own background, or the only bold row): its row and text; null where nothing is, or several are. */
  highlighted: v.nullable(
    v.strictObject({ row: count, text: v.pipe(v.string(), v.maxLength(500)) }),
  ),
  /** Rows whose text changed since the snapshot before, cells that change all the time (clocks, meters) ignored. */
  changedRows: v.pipe(v.array(count), v.maxLength(SCREEN_ROWS_LIMIT)),
});
/** One picture of the screen, taken when it stood still. */
export type ScreenSnapshot = v.InferOutput<typeof screenSnapshotSchema>;
