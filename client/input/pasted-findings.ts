/** What a pasted text holds that one would not notice: several lines, invisible characters, bent quotes. Pure. */
import { invisibleName } from '../../shared/words/invisible-words.ts';
import { pasteWords } from '../../shared/words/paste-words.ts';
import { INVISIBLE, withPlainLineEnds } from './pasted-text.ts';
import { BENT } from './straighten.ts';

/** What was found. */
export interface PastedFindings {
  /** The text with `\n` for every line end, without line ends around it. */
  readonly text: string;
  readonly lines: number;
  readonly characters: number;
  /** By name, in order of their first appearance. */
  readonly invisible: readonly { readonly name: string; readonly count: number }[];
  /** Curly quotes, long dashes and the like. */
  readonly bent: number;
}

/** Looks through a text before it goes into the field. */
export function inspectPasted(pasted: string): PastedFindings {
  const text = withPlainLineEnds(pasted);
  const counts = new Map<string, number>();
  for (const [character] of text.matchAll(INVISIBLE)) {
    const name = invisibleName(character);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return {
    text,
    lines: text.split('\n').length,
    characters: [...text].length,
    invisible: [...counts].map(([name, count]) => ({ name, count })),
    bent: text.match(BENT)?.length ?? 0,
  };
}

/** The text without invisible characters; a tab becomes a space. */
export function withoutInvisible(text: string): string {
  return text.replaceAll('\t', ' ').replace(INVISIBLE, '');
}

/** The text with a name in brackets for each invisible character. */
export function withNames(text: string): string {
  return text.replace(INVISIBLE, (character) => pasteWords.invisibleMark(invisibleName(character)));
}
