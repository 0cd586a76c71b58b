/** What a language must bring so that everything spoken can be said in it. */
import type { SpokenWords } from './spoken-words.ts';

/** The spoken words of one language. */
export interface Words {
  readonly spoken: SpokenWords;
  /** Singular and plural names by symbol. */
  readonly symbols: Readonly<Record<string, readonly [one: string, many: string]>>;
  /** Name of a symbol that has none of its own. */
  readonly otherSymbol: readonly [one: string, many: string];
  /** Patterns of phrases that only Earshot may say unmarked. */
  readonly ownPhrases: readonly RegExp[];
}
