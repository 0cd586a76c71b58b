/**
 * The clock port that every wing takes as an argument. Real clocks live in adapters; tests pass a fake one.
 * `shared` declares the shape only, because keeper, web process and page need the same one.
 */
export interface Clock {
  /** Milliseconds that never go backwards, for durations and deadlines. */
  monotonicMs(): number;
  /** Milliseconds since 1970-01-01 UTC, for what people read. */
  epochMs(): number;
  /** Calls once after `delayMs` (0 or more) unless `signal` aborts first. */
  after(delayMs: number, call: () => void, signal?: AbortSignal): void;
}
