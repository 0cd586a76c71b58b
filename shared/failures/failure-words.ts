/** The shape of a failure catalogue in one language. A second language is a second file of this type, complete or not compiled. */
import type { Failure, FailureCode } from './failure.ts';

/** The failure that carries `Code`, with its facts. */
export type FailureOf<Code extends FailureCode> = Extract<Failure, { code: Code }>;

/** Words for one kind of failure. */
export interface FailureText<Code extends FailureCode> {
  /** Cause in under 20 words, the important word first, closed by a full stop. Never text of a server. */
  readonly sentence: (facts: FailureOf<Code>) => string;
  /** What to do, in one sentence. */
  readonly advice: string | ((facts: FailureOf<Code>) => string);
  /** Words of the server or the system, after their lead-in; '' when there are none. */
  readonly detail?: (facts: FailureOf<Code>) => string;
}

/** Words for every failure. */
export type FailureWords = { readonly [Code in FailureCode]: FailureText<Code> };
