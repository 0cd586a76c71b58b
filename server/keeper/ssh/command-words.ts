/** Takes a half typed command line apart, as far as completion needs it, and quotes what is put in. Pure; runs nothing. */

/** The command that the caret stands in. */
export interface CommandWords {
  /** Its words without quotes; the last is the one before the caret and may be empty. */
  readonly words: readonly string[];
  /** The line from the command's first word on, as typed. */
  readonly text: string;
  /** Where the last word begins in the whole line, in UTF-16 units. */
  readonly from: number;
}

/** Commands that run the command after them. */
const RUNNERS = new Set([
  'sudo',
  'doas',
  'env',
  'nohup',
  'time',
  'exec',
  'command',
  'nice',
  'xargs',
]);
const ASSIGNMENT = /^[A-Za-z_]\w*=/;
/** Words that need no quotes in any shell. */
const PLAIN = /^[\w@%+=:,./-]+$/;

interface Word {
  readonly text: string;
  readonly start: number;
}

/** A word as typed, or a character that stands between two commands or redirects. */
const WORD = /(?:'[^']*(?:'|$)|"(?:\\.|[^"\\])*(?:"|\\?$)|\\.|\\$|[^\s|&;()<>'"\\])+|[|&;(<>]/gsu;
/** What a word is made of: quoted one way or the other, escaped, plain. */
const PIECE = /'([^']*)'?|"((?:\\.|[^"\\])*)["\\]?|\\(.)|([^'"\\]+|\\$)/gsu;

/** Finds words and quotes by the rules that POSIX shells share; an open quote reaches to the caret. */
export function commandWords(line: string): CommandWords {
  let words: Word[] = [];
  let end = 0;
  for (const { 0: typed, index } of line.matchAll(WORD)) {
    const isBetween = /^[|&;(<>]$/.test(typed);
    if (/^[|&;(]$/.test(typed)) words = [];
    else words.push({ text: isBetween ? typed : unquoted(typed), start: index });
    end = isBetween ? 0 : index + typed.length;
  }
  if (end < line.length) words.push({ text: '', start: line.length });
  const own = withoutRunners(words);
  const from = own.at(-1)?.start ?? line.length;
  return { words: own.map((word) => word.text), text: line.slice(own[0]?.start ?? from), from };
}

function unquoted(typed: string): string {
  const parts = [...typed.matchAll(PIECE)].map(
    ([, single, double, escaped, plain]) =>
      single ?? double?.replace(/\\(.)/gsu, '$1') ?? escaped ?? plain ?? '',
  );
  return parts.join('');
}

/** Without assignments and runners in front, as long as another word follows. */
function withoutRunners(words: readonly Word[]): readonly Word[] {
  const isBefore = ({ text }: Word): boolean => RUNNERS.has(text) || ASSIGNMENT.test(text);
  const first = words.findIndex((word, index) => index === words.length - 1 || !isBefore(word));
  return words.slice(Math.max(0, first));
}

/** A word for the shell's line; `~/` in front keeps its meaning. */
export function quotedWord(word: string, isFish: boolean): string {
  const home = word.startsWith('~/') ? '~/' : '';
  const rest = word.slice(home.length);
  if (rest === '' || PLAIN.test(rest)) return word;
  const escaped = isFish
    ? rest.replace(/[\\']/g, (character) => `\\${character}`)
    : rest.replaceAll("'", `'\\''`);
  return `${home}'${escaped}'`;
}
