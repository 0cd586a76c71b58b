/** The log that every part of the web process takes as an argument. Facts only: no secret, no text a person typed. */
/** Facts beside an event; values are short and never secret. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Writes one line per call, or nothing where the level is below what is wanted. */
export interface Logger {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** For bugs: `problem` is what was thrown. */
  error(event: string, problem: unknown): void;
}
