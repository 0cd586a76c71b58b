/** Text for speech, which is not text for the eye: no box drawing, no long runs, named symbols, short hashes, always a word. */
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { cleanText } from './clean-text.ts';

/** Box drawing, block elements and braille patterns (spinners): pictures, not text. */
const drawing = /[\u2500-\u259f\u2801-\u28ff]+/g;
/** A progress bar in brackets: `[####    ]`, `[===>   ]`. Where there are words beside it, these tell how far it is. */
const bar = /\[(?=[ .>]*[#=*-]{3})[#=*>. -]+\]/g;
const uuid = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const longHex = /\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{32,}\b/gi;
/** More than three equal symbols; digits never, a number is a number; letters only when there are very many. */
const symbolRun = /([^\p{L}\p{N}\p{M}\s])\1{3,}/gu;
const letterRun = /(\p{L})\1{9,}/gu;
const word = /[\p{L}\p{N}]/u;
/** Longest text that is looked at; the announcement is far shorter. */
const LOOKED_AT = 4_000;
/** Symbols that are named one by one where there is no word at all. */
const NAMED_SYMBOLS = 8;
const HASH_BEGINNING = 7;

/**
 * What a voice should say for a piece of server text: one line, free of control and invisible characters (these
 * are counted at its end), with at least one word; '' only for text that is blank.
 */
export function speechText(text: string, words: Words = en): string {
  const { text: visible, hidden } = cleanText(text.slice(0, LOOKED_AT));
  const shortened = visible
    .replace(uuid, (_match, beginning: string) => words.spoken.uniqueId(beginning))
    .replace(longHex, (hash) => words.spoken.hash(hash.slice(0, HASH_BEGINNING)));
  const drawn = withoutBars(shortened.replace(drawing, ' '));
  const counted = drawn
    .replace(symbolRun, (run, symbol: string) => ` ${countedSymbol(run, symbol, words)} `)
    .replace(letterRun, (run, letter: string) => words.spoken.repeated(run.length, letter));
  const spoken = counted.replace(/\s+/g, ' ').trim();
  const parts = [word.test(spoken) ? spoken : namedSymbols(spoken, shortened, words)];
  if (hidden > 0) parts.push(words.spoken.hiddenCharacters(hidden));
  return parts.filter((part) => part !== '').join(', ');
}

function withoutBars(text: string): string {
  const rest = text.replace(bar, ' ');
  return word.test(rest) ? rest : text;
}

/** `20 dashes`. */
function countedSymbol(run: string, symbol: string, words: Words): string {
  const count = run.length / symbol.length;
  return `${String(count)} ${(words.symbols[symbol] ?? words.otherSymbol)[1]}`;
}

/** Names for text without a word: `greater than`, `separator line` where only drawing stood, '' for nothing. */
function namedSymbols(symbols: string, original: string, words: Words): string {
  if (symbols === '') return original === '' ? '' : words.spoken.separatorLine;
  return [...symbols.replace(/\s/g, '')]
    .slice(0, NAMED_SYMBOLS)
    .map((symbol) => (words.symbols[symbol] ?? words.otherSymbol)[0])
    .join(' ');
}
