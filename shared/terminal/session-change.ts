/** The numbered changes of a session's state: the only thing about output that ever crosses the wire. */
import * as v from 'valibot';
import { blockIdSchema } from '../model/ids.ts';
import { blockShapeSchema } from './block-shape.ts';
import {
  blockStatusSchema,
  commandBlockSchema,
  ERROR_LINES_LIMIT,
  HEAD_LINES,
  hiddenFailureSchema,
  programPromptSchema,
  TAIL_LINES,
  USER_NAME_LIMIT,
} from './command-block.ts';
import { lineSchema } from './line.ts';
import { screenSnapshotSchema } from './screen-snapshot.ts';
import { serverOfferSchema, sessionPhaseSchema, writerSchema } from './session-view.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const sessionChangeSchema = v.variant('type', [
  v.strictObject({ type: v.literal('phase.changed'), phase: sessionPhaseSchema }),
  v.strictObject({ type: v.literal('writer.changed'), writer: v.nullable(writerSchema) }),
  /** A block begins; a block that still ran is ended by a change before this one, but for the parent of an entry. */
  v.strictObject({ type: v.literal('block.started'), block: commandBlockSchema }),
  /** More output. Sent at once when little comes, a few times a second in a flood. */
  v.strictObject({
    type: v.literal('block.printed'),
    id: blockIdSchema,
    lineCount: count,
    notKept: count,
    /** Lines of the head from index `from` (0-based) on; all after it are replaced. Null: head unchanged. */
    head: v.nullable(
      v.strictObject({
        from: v.pipe(count, v.maxValue(HEAD_LINES)),
        lines: v.pipe(v.array(lineSchema), v.maxLength(HEAD_LINES)),
      }),
    ),
    latest: v.pipe(v.string(), v.maxLength(200)),
    /** As in the block; null: not told by its output. */
    percent: v.nullable(v.pipe(count, v.maxValue(100))),
  }),
  /** A running block printed and now prints nothing for 2 seconds, or (false) goes on. */
  v.strictObject({ type: v.literal('block.quieted'), id: blockIdSchema, isQuiet: v.boolean() }),
  /** A program waits, or (null) goes on after waiting. */
  v.strictObject({
    type: v.literal('block.waited'),
    id: blockIdSchema,
    prompt: v.nullable(programPromptSchema),
  }),
  v.strictObject({
    type: v.literal('block.ended'),
    id: blockIdSchema,
    status: blockStatusSchema,
    durationMs: count,
    directory: v.pipe(v.string(), v.maxLength(4_096)),
    lineCount: count,
    notKept: count,
    tail: v.pipe(v.array(lineSchema), v.maxLength(TAIL_LINES)),
    user: v.pipe(v.string(), v.maxLength(USER_NAME_LIMIT)),
    hiddenFailure: v.nullable(hiddenFailureSchema),
    shape: v.nullable(blockShapeSchema),
    errorLines: v.pipe(v.array(count), v.maxLength(ERROR_LINES_LIMIT)),
    firstError: v.nullable(v.pipe(v.string(), v.maxLength(300))),
  }),
  /** The oldest `blocks` blocks, holding `lines` lines, are gone for lack of room. */
  v.strictObject({ type: v.literal('blocks.forgotten'), blocks: count, lines: count }),
  /** A program took the alternate screen (name of its command), or (null) left it. */
  v.strictObject({
    type: v.literal('screen.changed'),
    fullScreen: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  }),
  /** The full-screen program's screen stands still in a new form. */
  v.strictObject({ type: v.literal('screen.drawn'), screen: screenSnapshotSchema }),
  v.strictObject({
    type: v.literal('user.changed'),
    user: v.pipe(v.string(), v.maxLength(USER_NAME_LIMIT)),
  }),
  v.strictObject({ type: v.literal('title.changed'), title: v.pipe(v.string(), v.maxLength(200)) }),
  v.strictObject({ type: v.literal('offer.received'), offer: serverOfferSchema }),
  v.strictObject({
    type: v.literal('directory.changed'),
    directory: v.pipe(v.string(), v.maxLength(4_096)),
  }),
  v.strictObject({ type: v.literal('bell.rung'), bells: count }),
]);

/** One change of a session's state. */
export type SessionChange = v.InferOutput<typeof sessionChangeSchema>;
