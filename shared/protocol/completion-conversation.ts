/** Asking the server what a half typed command line could go on with. */
import * as v from 'valibot';
import { sessionIdSchema } from '../model/ids.ts';
import { requestIdSchema } from './envelope.ts';

/** Candidates in one answer; of more only the number is told. */
export const CANDIDATES_LIMIT = 50;
/** Characters of a line that is to be completed. */
export const COMPLETION_LINE_LIMIT = 4_096;
/** Characters of one candidate; longer ones are left out. */
export const CANDIDATE_LIMIT = 300;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** page → gateway. `line` is what stands before the caret. Answer: completion.listed. */
export const completionAskSchema = v.strictObject({
  type: v.literal('completion.ask'),
  requestId: requestIdSchema,
  sessionId: sessionIdSchema,
  line: v.pipe(v.string(), v.minLength(1), v.maxLength(COMPLETION_LINE_LIMIT)),
});

export const completionCandidateSchema = v.strictObject({
  /** As the server names it, free of control characters. */
  label: v.pipe(v.string(), v.minLength(1), v.maxLength(CANDIDATE_LIMIT)),
  /** What stands in the line from `from` on once it is chosen, quoted for the shell where that is needed. */
  insert: v.pipe(v.string(), v.minLength(1), v.maxLength(4 * CANDIDATE_LIMIT)),
});
/** One way to go on. */
export type CompletionCandidate = v.InferOutput<typeof completionCandidateSchema>;

/** What the server knows. `not-offered`: it runs nothing beside the shell. `late`: no answer within a second. */
export const completionSchema = v.strictObject({
  outcome: v.picklist(['listed', 'not-offered', 'late']),
  /** Where in the line the candidates begin, in UTF-16 units. */
  from: v.pipe(count, v.maxValue(COMPLETION_LINE_LIMIT)),
  /** How many there are, listed or not. */
  total: count,
  /** The first ones by name. */
  candidates: v.pipe(v.array(completionCandidateSchema), v.maxLength(CANDIDATES_LIMIT)),
});
export type Completion = v.InferOutput<typeof completionSchema>;

/** gateway → page. */
export const completionListedSchema = v.strictObject({
  type: v.literal('completion.listed'),
  requestId: requestIdSchema,
  ...completionSchema.entries,
});
