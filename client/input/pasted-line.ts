/** Pasted text as one line: a single-line field would join lines without a gap and make another command of them. */

/** Text without line ends around it; each line end within becomes one space. */
export function pastedLine(text: string): string {
  return text.replace(/^[\r\n]+|[\r\n]+$/g, '').replace(/\r\n|\r|\n/g, ' ');
}
