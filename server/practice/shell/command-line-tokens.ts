/**
 * Splits a command line of the practice shell into words and operators: quotes, backslashes, variables and
 * comments as in POSIX 2.2 and 2.3. What the tokens mean together is command-line-parser.ts.
 */
import { failed, success } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { practiceNotSupported, practiceShell } from '../../../shared/words/practice-words.ts';

/** A piece of a word; quoted pieces are neither split nor matched against file names. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly isQuoted: boolean };

/** A word before expansion. */
export type Word = readonly WordPart[];

/** A word or an operator such as `|` or `2>&1`. */
export type Token =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'operator'; readonly text: string };

/** What a variable or an assignment may be called. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/** Longest first, so that `>>` is not read as two. */
const OPERATOR = /(?:2>&1|1>&2|2>>|&>|>&2|2>|1>|&&|\|\||>>|<<|[><|;&()])/y;
const COMMENT = /#[^\n]*/y;
const BLANKS = /[^\S\n]+/y;

/** The tokens of `line`; a line feed counts as `;`. Gives the sentence of what is wrong instead. */
export function readTokens(line: string): Result<readonly Token[], string> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const skipped = matchAt(BLANKS, line, at) ?? matchAt(COMMENT, line, at);
    const operator = line.charAt(at) === '\n' ? '\n' : matchAt(OPERATOR, line, at);
    if (skipped !== null) at += skipped.length;
    else if (operator !== null) {
      tokens.push({ kind: 'operator', text: operator === '\n' ? ';' : operator });
      at += operator.length;
    } else {
      const word = readWord(line, at);
      if (!word.ok) return word;
      tokens.push({ kind: 'word', word: word.value.word });
      at = word.value.end;
    }
  }
  return success(tokens);
}

/** What `pattern` (sticky) matches at `at`, null for nothing. */
function matchAt(pattern: RegExp, line: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0] ?? null;
}

/** A part of a word and where it ends. */
interface ReadPart {
  readonly parts: readonly WordPart[];
  readonly end: number;
}

/** Reads one word from `start` to the next blank or operator outside quotes. */
function readWord(
  line: string,
  start: number,
): Result<{ readonly word: Word; readonly end: number }, string> {
  const parts: WordPart[] = [];
  let at = start;
  while (at < line.length && !/[\s;&|<>()]/.test(line.charAt(at))) {
    const character = line.charAt(at);
    const part =
      character === "'"
        ? readSingleQuoted(line, at)
        : character === '"'
          ? readDoubleQuoted(line, at)
          : readPart(line, at, false);
    if (!part.ok) return part;
    parts.push(...part.value.parts);
    at = part.value.end;
  }
  return success({ word: joinTexts(parts), end: at });
}

function readSingleQuoted(line: string, start: number): Result<ReadPart, string> {
  const end = line.indexOf("'", start + 1);
  if (end < 0) return failed(practiceShell.unclosedQuote("'"));
  const text = line.slice(start + 1, end);
  return success({ parts: [{ kind: 'text', text, isQuoted: true }], end: end + 1 });
}

function readDoubleQuoted(line: string, start: number): Result<ReadPart, string> {
  // Even "" is a word, so there is a part in any case.
  const parts: WordPart[] = [{ kind: 'text', text: '', isQuoted: true }];
  let at = start + 1;
  while (at < line.length) {
    if (line.charAt(at) === '"') return success({ parts, end: at + 1 });
    const part = readPart(line, at, true);
    if (!part.ok) return part;
    parts.push(...part.value.parts);
    at = part.value.end;
  }
  return failed(practiceShell.unclosedQuote('"'));
}

/** Reads a variable, a backslash and what it guards, or one character. */
function readPart(line: string, at: number, isQuoted: boolean): Result<ReadPart, string> {
  const character = line.charAt(at);
  if (character === '`' || line.startsWith('$(', at)) {
    return failed(practiceShell.notSupported(practiceNotSupported.substitution));
  }
  if (character === '$') return success(readVariable(line, at, isQuoted));
  if (character === '\\') {
    // Within double quotes a backslash only guards what is special there (POSIX 2.2.3).
    const isLiteral = isQuoted && !/["\\$`]/.test(line.charAt(at + 1));
    const text = line.slice(isLiteral ? at : at + 1, at + 2);
    return success({ parts: [{ kind: 'text', text, isQuoted: true }], end: at + 2 });
  }
  return success({ parts: [{ kind: 'text', text: character, isQuoted }], end: at + 1 });
}

/** Reads `$NAME`, `${NAME}` or `$?`; a lone dollar sign is text. */
function readVariable(line: string, at: number, isQuoted: boolean): ReadPart {
  const isBraced = line.charAt(at + 1) === '{';
  const from = at + (isBraced ? 2 : 1);
  const rest = line.slice(from);
  const name = /^[?$#]/.exec(rest)?.[0] ?? VARIABLE_NAME.exec(rest)?.[0];
  const end = from + (name?.length ?? 0) + (isBraced ? 1 : 0);
  if (name === undefined || (isBraced && line.charAt(end - 1) !== '}')) {
    return { parts: [{ kind: 'text', text: '$', isQuoted }], end: at + 1 };
  }
  return { parts: [{ kind: 'variable', name, isQuoted }], end };
}

/** Joins neighbouring texts of one kind. */
function joinTexts(parts: readonly WordPart[]): Word {
  const joined: WordPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text' && last.isQuoted === part.isQuoted) {
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    } else joined.push(part);
  }
  return joined;
}
