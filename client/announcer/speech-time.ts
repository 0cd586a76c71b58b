/** How long a voice needs for a text, so that the next one waits instead of cutting it. */

/** Characters of an average spoken word with its blank; long words and numbers count as more than one. */
const CHARACTERS_PER_WORD = 6;
const MINUTE_MS = 60_000;
/** Readers start a little after the text changed. */
const START_MS = 150;
/** No announcement makes the next one wait longer. */
export const LONGEST_WAIT_MS = 4_000;

/** Estimated milliseconds to say `text` at `wordsPerMinute`, at most 4,000. */
export function speechTimeMs(text: string, wordsPerMinute: number): number {
  const words = Math.max(text.split(/\s+/).length, text.length / CHARACTERS_PER_WORD);
  return Math.min(LONGEST_WAIT_MS, Math.round(START_MS + (words / wordsPerMinute) * MINUTE_MS));
}
