/** The port for text that is not sent yet and should survive a reload of this tab, and nothing longer. */

/** Keeps one text per key. */
export interface DraftStore {
  /** The text, '' where none is kept. */
  read(key: string): string;
  /** Keeps the text; '' forgets it. */
  write(key: string, text: string): void;
}
