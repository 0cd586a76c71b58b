/** Curly quotes and long dashes that a phone's keyboard puts in while one types, made plain; a shell means the plain ones. */

const plainFor: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u201B': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u201F': '"',
  '\u2013': '-',
  // Two hyphens are what the keyboard turned into one long dash.
  '\u2014': '--',
  '\u2015': '--',
  '\u2026': '...',
  '\u00A0': ' ',
};
/** What is made plain. */
export const BENT = /[\u2018-\u201F\u2013-\u2015\u2026\u00A0]/g;

/** A text with plain quotes and dashes. */
export function straightened(text: string): string {
  return text.replace(BENT, (character) => plainFor[character] ?? character);
}

/** A field's text and its caret, in UTF-16 units. */
export interface FieldText {
  readonly value: string;
  readonly caret: number;
}

/** The field after `typed` was inserted before the caret, made plain; null when there is nothing to change. */
export function straightenTyped(field: FieldText, typed: string): FieldText | null {
  const start = field.caret - typed.length;
  if (start < 0 || field.value.slice(start, field.caret) !== typed) return null;
  const plain = straightened(typed);
  if (plain === typed) return null;
  return {
    value: field.value.slice(0, start) + plain + field.value.slice(field.caret),
    caret: start + plain.length,
  };
}
