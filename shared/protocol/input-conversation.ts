/** What the person types. Numbered per page and session, so that nothing is ever delivered twice. */
import * as v from 'valibot';
import { failureSchema } from '../failures/failure.ts';
import { sessionIdSchema } from '../model/ids.ts';

/** Characters in one input. */
export const INPUT_TEXT_LIMIT = 8_192;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(INPUT_TEXT_LIMIT));

export const sessionInputSchema = v.variant('kind', [
  /** A command line or an answer, without its line end; the keeper sends it with a carriage return. */
  v.strictObject({ kind: v.literal('line'), text }),
  /** Like `line`, but typed where typing is hidden: never logged, stored or spoken. */
  v.strictObject({ kind: v.literal('secret'), text }),
  /** Bytes of keys (ECMA-48); cursor keys in their normal form, which the keeper fits to the terminal's mode. */
  v.strictObject({ kind: v.literal('keys'), text }),
  /** Ctrl+C, Ctrl+\ and Ctrl+D of the terminal line discipline (termios VINTR, VQUIT, VEOF). */
  v.strictObject({
    kind: v.literal('control'),
    control: v.picklist(['interrupt', 'quit', 'end-of-file']),
  }),
]);
export type SessionInput = v.InferOutput<typeof sessionInputSchema>;

/**
 * page → gateway. The session takes number n only after n - 1; a number it has already taken is confirmed
 * again, not written again. Answer: input.confirmed or input.refused.
 */
export const inputSendSchema = v.strictObject({
  type: v.literal('input.send'),
  sessionId: sessionIdSchema,
  /** Counts up from 1 per page and session. */
  number: v.pipe(count, v.minValue(1)),
  input: sessionInputSchema,
});
/** gateway → page: everything up to `number` was handed to the SSH channel. */
export const inputConfirmedSchema = v.strictObject({
  type: v.literal('input.confirmed'),
  sessionId: sessionIdSchema,
  number: count,
});
/**
 * gateway → page: nothing from `number` on was taken, and why. The page gives up what it has sent from `number` on;
 * its next input carries `number` again.
 */
export const inputRefusedSchema = v.strictObject({
  type: v.literal('input.refused'),
  sessionId: sessionIdSchema,
  number: v.pipe(count, v.minValue(1)),
  failure: failureSchema,
});
