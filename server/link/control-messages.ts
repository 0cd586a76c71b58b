/** What another `npm` command of the same person says to a running supervisor over its control socket. */
import * as v from 'valibot';
import { failureSchema } from '../../shared/failures/failure.ts';

/** command → supervisor. */
const controlRequestSchema = v.strictObject({
  /** `who`: which process are you? `upgrade`: replace the web process. */
  ask: v.picklist(['who', 'upgrade']),
});
export type ControlRequest = v.InferOutput<typeof controlRequestSchema>;

/** supervisor → command, one for each request. */
const controlAnswerSchema = v.union([
  v.strictObject({ processId: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  v.strictObject({ upgraded: v.literal(true) }),
  v.strictObject({ failed: failureSchema }),
]);
export type ControlAnswer = v.InferOutput<typeof controlAnswerSchema>;

/** What a command asked, null when it is not in the protocol. */
export function readControlRequest(message: unknown): ControlRequest | null {
  const parsed = v.safeParse(controlRequestSchema, message);
  return parsed.success ? parsed.output : null;
}

/** What the supervisor answered, null when it is not in the protocol. */
export function readControlAnswer(message: unknown): ControlAnswer | null {
  const parsed = v.safeParse(controlAnswerSchema, message);
  return parsed.success ? parsed.output : null;
}
