/** How texts are compared that a terminal may have broken or padded. */

/** A text without its blanks. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
