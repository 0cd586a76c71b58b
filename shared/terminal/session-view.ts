/** A session as every page of its owner sees it. The keeper holds the same value; changes keep both equal. */
import * as v from 'valibot';
import { failureSchema } from '../failures/failure.ts';
import { hostKeySchema } from '../model/host-key.ts';
import { deviceIdSchema, pageIdSchema } from '../model/ids.ts';
import { commandBlockSchema, USER_NAME_LIMIT } from './command-block.ts';
import { screenSnapshotSchema } from './screen-snapshot.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const serverText = (limit: number) => v.pipe(v.string(), v.maxLength(limit));

/** Prompts in one keyboard-interactive request (RFC 4256); a server that asks more is refused. */
export const SIGN_IN_PROMPTS_LIMIT = 10;

/** What the server wants to know before it opens a session. Server texts are bounded and free of control characters. */
export const signInQuestionSchema = v.strictObject({
  /** Counts up within a session; an answer to an older question is refused. */
  questionId: count,
  method: v.picklist(['password', 'keyboard-interactive']),
  /** Banner, name and instruction of the server, joined, at most 200 characters. */
  serverSays: serverText(200),
  prompts: v.pipe(
    v.array(v.strictObject({ text: serverText(200), echo: v.boolean() })),
    v.minLength(1),
    v.maxLength(SIGN_IN_PROMPTS_LIMIT),
  ),
  /** Whether the answer before this question was refused. */
  refused: v.boolean(),
  /** How many answers are still taken before Earshot gives up. */
  triesLeft: count,
});
export type SignInQuestion = v.InferOutput<typeof signInQuestionSchema>;

/** Why a session is over. */
export const sessionEndSchema = v.variant('by', [
  v.strictObject({ by: v.literal('person') }),
  /** The shell ended by itself; the code is null when a signal ended it or none was told. */
  v.strictObject({
    by: v.literal('shell'),
    exitCode: v.nullable(v.pipe(v.number(), v.integer())),
    signal: v.nullable(v.pipe(v.string(), v.maxLength(40))),
  }),
  v.strictObject({ by: v.literal('failure'), failure: failureSchema }),
]);
export type SessionEnd = v.InferOutput<typeof sessionEndSchema>;

export const sessionPhaseSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('connecting') }),
  /** Nobody waits for the person here: the connection that showed the key is already closed. */
  v.strictObject({ kind: v.literal('asking-host-key'), hostKey: hostKeySchema }),
  v.strictObject({ kind: v.literal('asking-sign-in'), question: signInQuestionSchema }),
  v.strictObject({ kind: v.literal('open') }),
  v.strictObject({ kind: v.literal('ended'), end: sessionEndSchema }),
]);
export type SessionPhase = v.InferOutput<typeof sessionPhaseSchema>;

export const writerSchema = v.strictObject({
  pageId: pageIdSchema,
  deviceId: deviceIdSchema,
  deviceName: v.pipe(v.string(), v.maxLength(64)),
});
/** The page whose input the session takes. */
export type Writer = v.InferOutput<typeof writerSchema>;

/** What a session connects to. `practice` is the gateway's own practice server, whose port the gateway knows. */
export const sessionTargetSchema = v.strictObject({
  kind: v.picklist(['host', 'practice']),
  /** The person's own name for the host, at most 64 characters. */
  hostName: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  address: v.pipe(v.string(), v.maxLength(255)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  userName: v.pipe(v.string(), v.maxLength(64)),
});
export type SessionTarget = v.InferOutput<typeof sessionTargetSchema>;

/** Offers of a server that are kept, the newest ones. */
export const OFFERS_LIMIT = 10;

/** Something a program asked the terminal to do; it is only recorded, and offered to the person. */
export const serverOfferSchema = v.strictObject({
  /** `notification`: OSC 9 or 777. `clipboard`: text for the clipboard (OSC 52). */
  kind: v.picklist(['notification', 'clipboard']),
  text: serverText(4_096),
});
export type ServerOffer = v.InferOutput<typeof serverOfferSchema>;

/** Everything about a session but its blocks. */
export const sessionHeadSchema = v.strictObject({
  target: sessionTargetSchema,
  phase: sessionPhaseSchema,
  /** Blocks and lines that the keeper no longer has, oldest first. */
  forgotten: v.strictObject({ blocks: count, lines: count }),
  /** Name of the full-screen program, null when none is on the alternate screen. */
  fullScreen: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  /** Its newest picture, null when no full-screen program runs. */
  screen: v.nullable(screenSnapshotSchema),
  /** User where the shell told it, else ''. */
  user: serverText(USER_NAME_LIMIT),
  /** Title that a program gave the window (OSC 0 and 2), else ''. */
  title: serverText(200),
  /** Newest last. */
  offers: v.pipe(v.array(serverOfferSchema), v.maxLength(OFFERS_LIMIT)),
  /** Working directory where the shell told it, else ''. */
  directory: v.pipe(v.string(), v.maxLength(4_096)),
  bells: count,
  writer: v.nullable(writerSchema),
});
export type SessionHead = v.InferOutput<typeof sessionHeadSchema>;

/** The whole state of a session. Blocks in time order, newest last. */
export const sessionViewSchema = v.strictObject({
  ...sessionHeadSchema.entries,
  blocks: v.array(commandBlockSchema),
});
export type SessionView = v.InferOutput<typeof sessionViewSchema>;

/** A session nobody has connected yet. */
export function initialSessionView(target: SessionTarget): SessionView {
  return {
    target,
    phase: { kind: 'connecting' },
    forgotten: { blocks: 0, lines: 0 },
    fullScreen: null,
    screen: null,
    user: '',
    title: '',
    offers: [],
    directory: '',
    bells: 0,
    writer: null,
    blocks: [],
  };
}
