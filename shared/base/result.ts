/** The outcome of an operation that may be expected to fail. Bugs are thrown; failures are returned. */
export type Result<Value, Problem> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Problem };

/** Wraps a value as success. */
export function success<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

/** Wraps a failure, usually a `Failure` of shared/failures. */
export function failed<Problem>(failure: Problem): Result<never, Problem> {
  return { ok: false, failure };
}
