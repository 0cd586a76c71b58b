/** English: every catalogue of words in one value. A second language is another file that gives a complete `Words`. */
import { ownPhrasesEn } from './own-phrases.ts';
import { spokenWordsEn } from './spoken-words.ts';
import { otherSymbolEn, symbolWordsEn } from './symbol-words.ts';
import type { Words } from './words.ts';

/** All English words that are spoken. */
export const en: Words = {
  spoken: spokenWordsEn,
  symbols: symbolWordsEn,
  otherSymbol: otherSymbolEn,
  ownPhrases: ownPhrasesEn,
};
