/** The way to the system's clipboard. */

/** Writes text for the person to paste elsewhere. */
export interface Clipboard {
  /** Whether the browser took the text; it may refuse without a key press or on insecure pages. */
  write(text: string): Promise<boolean>;
}
