/** How a recorded output is listed: the command, and what must be recognised in what it printed. */

/** What stands in a list beside each recording; written from what the tool prints, not from what was recognised. */
export interface ExpectedOutput {
  /** Name of the recording's file, without `.out`. */
  readonly name: string;
  /** What was run, by bash in the recording's home folder. */
  readonly command: string;
  readonly table?: {
    /** Header cells in order; for tables without header their number. */
    readonly columns: readonly string[] | number;
    /** Lines that are not blank and no rows: header, frame, titles, legends. */
    readonly otherLines: number;
    /** One cell: row, column, text. */
    readonly cell?: readonly [number, number, string];
    /** Columns that are right-aligned. */
    readonly right?: readonly number[];
  };
  /** Part of the first error line. */
  readonly error?: string;
  readonly json?: readonly [value: 'object' | 'array' | 'lines', size: number];
  readonly diff?: readonly [files: number, added: number, removed: number];
  /** For the kinds with a line worth saying: the kind and a part of that line. */
  readonly says?: readonly [kind: 'trace' | 'git-status' | 'tests', part: string];
}
