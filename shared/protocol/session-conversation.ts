/** Opening, attaching, following and ending sessions. */
import * as v from 'valibot';
import { hostKeySchema } from '../model/host-key.ts';
import { sessionIdSchema } from '../model/ids.ts';
import { commandBlockSchema } from '../terminal/command-block.ts';
import { sessionChangeSchema } from '../terminal/session-change.ts';
import {
  SIGN_IN_PROMPTS_LIMIT,
  sessionHeadSchema,
  sessionTargetSchema,
} from '../terminal/session-view.ts';
import { requestIdSchema } from './envelope.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Bytes of facts about a session that may be under way to one page without an acknowledgement. */
export const IN_FLIGHT_LIMIT_BYTES = 256 * 1024;
/** A page acknowledges at the latest after this many milliseconds … */
export const ACKNOWLEDGE_AFTER_MS = 250;
/** … or after this many characters of facts. */
export const ACKNOWLEDGE_AFTER_CHARACTERS = 32 * 1024;

/** A session in a list: enough for the navigation and for results spoken from elsewhere. */
export const sessionSummarySchema = v.strictObject({
  sessionId: sessionIdSchema,
  hostName: v.pipe(v.string(), v.maxLength(64)),
  userName: v.pipe(v.string(), v.maxLength(64)),
  address: v.pipe(v.string(), v.maxLength(255)),
  /** `quiet`: open, nothing runs. `asking`: a host-key or sign-in question stands. */
  state: v.picklist(['connecting', 'asking', 'quiet', 'running', 'waiting', 'ended']),
  startedAtEpochMs: count,
});
export type SessionSummary = v.InferOutput<typeof sessionSummarySchema>;

/**
 * page → gateway. Connects to the target; `pin` is the host key the person trusts, null on a first connection.
 * Answer: session.opened at once; all else comes as changes after session.attach.
 */
export const sessionOpenSchema = v.strictObject({
  type: v.literal('session.open'),
  requestId: requestIdSchema,
  target: sessionTargetSchema,
  pin: v.nullable(hostKeySchema),
});
/** gateway → page. */
export const sessionOpenedSchema = v.strictObject({
  type: v.literal('session.opened'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
});

/**
 * page → gateway. Follows a session from `since` (the last seq applied, null: nothing yet). `write`: the page
 * wants to be the writer if no other connected page is. Answer: session.attached, then changes or a restore.
 */
export const sessionAttachSchema = v.strictObject({
  type: v.literal('session.attach'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
  since: v.nullable(count),
  write: v.boolean(),
});
/** gateway → page. `inputConfirmed`: number of the last input of this page that the session has taken, 0 for none. */
export const sessionAttachedSchema = v.strictObject({
  type: v.literal('session.attached'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
  inputConfirmed: count,
  /** Whether the facts that follow begin with session.restored rather than session.changed. */
  restores: v.boolean(),
});
/** page → gateway. Stops following; the session goes on. No answer. */
export const sessionDetachSchema = v.strictObject({
  type: v.literal('session.detach'),
  sessionId: sessionIdSchema,
});
/** page → gateway. Everything up to `delivery` has been applied. No answer. */
export const sessionAcknowledgeSchema = v.strictObject({
  type: v.literal('session.acknowledge'),
  sessionId: sessionIdSchema,
  delivery: count,
});
/** page → gateway. Makes this page the writer. Answer: request.done. */
export const sessionTakeOverSchema = v.strictObject({
  type: v.literal('session.take-over'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
});
/** page → gateway. Closes the shell and the connection; an ended session is removed from the list. Answer: request.done. */
export const sessionEndSchemaRequest = v.strictObject({
  type: v.literal('session.end'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
});
/** page → gateway. The person trusts exactly this key (or, null, does not connect). Answer: request.done. */
export const hostKeyDecideSchema = v.strictObject({
  type: v.literal('host-key.decide'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
  trusted: v.nullable(hostKeySchema),
});
/** page → gateway. Answers in the order of the prompts, or null to cancel. Secret: never logged. Answer: request.done. */
export const signInAnswerSchema = v.strictObject({
  type: v.literal('sign-in.answer'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
  questionId: count,
  answers: v.nullable(
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(1_024))), v.maxLength(SIGN_IN_PROMPTS_LIMIT)),
  ),
});

/** gateway → page: changes `firstSeq`, `firstSeq` + 1, … of a session the page is attached to. */
export const sessionChangedSchema = v.strictObject({
  type: v.literal('session.changed'),
  sessionId: sessionIdSchema,
  /** Counts up from 1 per attachment; echoed by session.acknowledge. */
  delivery: count,
  firstSeq: count,
  changes: v.array(sessionChangeSchema),
});
/**
 * gateway → page: the whole state at `seq`, because the changes since are no longer there. It comes in
 * `parts`; the page joins the blocks in order and replaces its state when part `parts` (counted from 1) is there.
 */
export const sessionRestoredSchema = v.strictObject({
  type: v.literal('session.restored'),
  sessionId: sessionIdSchema,
  delivery: count,
  seq: count,
  part: v.pipe(count, v.minValue(1)),
  parts: v.pipe(count, v.minValue(1)),
  head: sessionHeadSchema,
  blocks: v.array(commandBlockSchema),
});
/** gateway → page: all sessions of the owner that the keeper in `slot` holds; sent whenever one of them changes. */
export const sessionsListedSchema = v.strictObject({
  type: v.literal('sessions.listed'),
  slot: v.pipe(count, v.maxValue(63)),
  sessions: v.array(sessionSummarySchema),
});
/** gateway → page: the keeper in `slot` died with its sessions; ids with this slot are void. */
export const keeperLostSchema = v.strictObject({
  type: v.literal('keeper.lost'),
  slot: v.pipe(count, v.maxValue(63)),
});
