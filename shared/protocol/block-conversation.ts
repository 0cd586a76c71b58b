/** Reading lines of a block that the page does not hold. */
import * as v from 'valibot';
import { blockIdSchema, sessionIdSchema } from '../model/ids.ts';
import { lineSchema } from '../terminal/line.ts';
import { requestIdSchema } from './envelope.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Lines in one answer. */
export const BLOCK_READ_LIMIT = 200;

/** page → gateway. Lines from index `from` (0-based, counted over all lines ever printed). Answer: block.read-lines. */
export const blockReadSchema = v.strictObject({
  type: v.literal('block.read'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
  blockId: blockIdSchema,
  from: count,
  count: v.pipe(count, v.minValue(1), v.maxValue(BLOCK_READ_LIMIT)),
});
/** gateway → page: `lines` begin at `from`, which is later than asked where lines in between are no longer kept. */
export const blockReadLinesSchema = v.strictObject({
  type: v.literal('block.read-lines'),
  requestId: requestIdSchema,
  from: count,
  lines: v.pipe(v.array(lineSchema), v.maxLength(BLOCK_READ_LIMIT)),
});
