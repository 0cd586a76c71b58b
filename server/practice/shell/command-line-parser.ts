/**
 * Turns a command line into pipelines of simple commands: quotes, variables, redirects, `;`, `&&`, `||` and `|`
 * as in POSIX 2.10, without expanding anything (expand-words.ts does) and without running it.
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

/** Where a stream goes or comes from. `error-to-out` is `2>&1`, `out-to-error` is `>&2`. */
export type Redirect =
  | { readonly kind: 'in' | 'out' | 'out-append' | 'error' | 'error-append'; readonly target: Word }
  | { readonly kind: 'error-to-out' }
  | { readonly kind: 'out-to-error' };

/** One command with its words, before expansion. */
export interface SimpleCommand {
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

/** Commands joined by `|`, and whether they run after what came before. */
export interface Pipeline {
  readonly when: 'always' | 'after-success' | 'after-failure';
  readonly commands: readonly SimpleCommand[];
}

type Token =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'operator'; readonly text: string };

/** Longest first, so that `>>` is not read as two. */
const OPERATORS = [
  '2>&1',
  '1>&2',
  '2>>',
  '&>',
  '>&2',
  '2>',
  '1>',
  '&&',
  '||',
  '>>',
  '<<',
  '>',
  '<',
].concat(['|', ';', '&', '(', ')']);
const SEPARATORS = new Set([';', '&&', '||', '|']);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/** The pipelines of `line`, or the sentence that says what is wrong with it (exit code 2). */
export function parseCommandLine(line: string): Result<readonly Pipeline[], string> {
  const tokens = readTokens(line);
  return tokens.ok ? readPipelines(tokens.value) : tokens;
}

/** Splits a line into words and operators. */
function readTokens(line: string): Result<readonly Token[], string> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const character = line.charAt(at);
    if (/\s/.test(character)) {
      if (character === '\n') tokens.push({ kind: 'operator', text: ';' });
      at += 1;
      continue;
    }
    if (character === '#') {
      const end = line.indexOf('\n', at);
      at = end < 0 ? line.length : end;
      continue;
    }
    const operator = OPERATORS.find((candidate) => line.startsWith(candidate, at));
    if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: operator });
      at += operator.length;
      continue;
    }
    const word = readWord(line, at);
    if (!word.ok) return word;
    tokens.push({ kind: 'word', word: word.value.word });
    at = word.value.end;
  }
  return success(tokens);
}

/** Reads one word from `start` to the next blank or operator outside quotes. */
function readWord(
  line: string,
  start: number,
): Result<{ readonly word: Word; readonly end: number }, string> {
  const parts: WordPart[] = [];
  let quote: '' | "'" | '"' = '';
  let at = start;
  while (at < line.length) {
    const character = line.charAt(at);
    if (quote === '' && /[\s;&|<>()]/.test(character)) break;
    if (quote === '' && (character === "'" || character === '"')) {
      quote = character;
      parts.push({ kind: 'text', text: '', isQuoted: true });
      at += 1;
    } else if (character === quote) {
      quote = '';
      at += 1;
    } else if (character === '\\' && quote !== "'") {
      // Within double quotes a backslash only guards what is special there (POSIX 2.2.3).
      const isLiteral = quote === '"' && !/["\\$`]/.test(line.charAt(at + 1));
      parts.push({
        kind: 'text',
        text: isLiteral ? line.slice(at, at + 2) : line.charAt(at + 1),
        isQuoted: true,
      });
      at += 2;
    } else if (quote !== "'" && (character === '`' || line.startsWith('$(', at))) {
      return failed(practiceShell.notSupported(practiceNotSupported.substitution));
    } else if (character === '$' && quote !== "'") {
      const variable = readVariable(line, at);
      parts.push({ ...variable.part, isQuoted: quote !== '' });
      at = variable.end;
    } else {
      parts.push({ kind: 'text', text: character, isQuoted: quote !== '' });
      at += 1;
    }
  }
  if (quote !== '') return failed(practiceShell.unclosedQuote(quote));
  return success({ word: joinTexts(parts), end: at });
}

/** Reads `$NAME`, `${NAME}` or `$?`; a lone dollar sign is text. */
function readVariable(line: string, at: number): { readonly part: WordPart; readonly end: number } {
  const isQuoted = false;
  const isBraced = line.charAt(at + 1) === '{';
  const from = at + (isBraced ? 2 : 1);
  const name = /^[?$#]/.exec(line.slice(from))?.[0] ?? NAME.exec(line.slice(from))?.[0];
  const end = from + (name?.length ?? 0) + (isBraced ? 1 : 0);
  if (name === undefined || (isBraced && line.charAt(end - 1) !== '}')) {
    return { part: { kind: 'text', text: '$', isQuoted }, end: at + 1 };
  }
  return { part: { kind: 'variable', name, isQuoted }, end };
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

/** Puts tokens together; every separator but a last `;` needs a command on both sides. */
function readPipelines(tokens: readonly Token[]): Result<readonly Pipeline[], string> {
  const pipelines: Pipeline[] = [];
  let when: Pipeline['when'] = 'always';
  let commands: SimpleCommand[] = [];
  let at = 0;
  while (at < tokens.length) {
    const command = readSimpleCommand(tokens, at);
    if (!command.ok) return command;
    const separator = tokens[command.value.end];
    const sign = separator?.kind === 'operator' ? separator.text : ';';
    const isEmpty = command.value.end === at;
    // A line feed after `;` or an empty line is nothing; an empty command elsewhere is an error.
    if (isEmpty && !(sign === ';' && when === 'always' && commands.length === 0)) {
      return failed(practiceShell.unexpected(separator === undefined ? 'newline' : sign));
    }
    if (!isEmpty) commands.push(command.value.command);
    at = command.value.end + 1;
    if (sign === '|') {
      if (at >= tokens.length) return failed(practiceShell.unexpected('newline'));
      continue;
    }
    if (commands.length > 0) pipelines.push({ when, commands });
    commands = [];
    when = sign === '&&' ? 'after-success' : sign === '||' ? 'after-failure' : 'always';
    if (when !== 'always' && at >= tokens.length)
      return failed(practiceShell.unexpected('newline'));
  }
  return success(pipelines);
}

/** Reads words, assignments and redirects up to the next separator. */
function readSimpleCommand(
  tokens: readonly Token[],
  start: number,
): Result<{ readonly command: SimpleCommand; readonly end: number }, string> {
  const assignments: { name: string; value: Word }[] = [];
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  let at = start;
  for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
    if (token.kind === 'word') {
      const assignment = words.length === 0 ? asAssignment(token.word) : null;
      if (assignment === null) words.push(token.word);
      else assignments.push(assignment);
      at += 1;
      continue;
    }
    if (SEPARATORS.has(token.text)) break;
    const redirect = readRedirect(token.text, tokens[at + 1]);
    if (!redirect.ok) return redirect;
    redirects.push(...redirect.value);
    at += redirect.value.some((one) => 'target' in one) ? 2 : 1;
  }
  return success({ command: { assignments, words, redirects }, end: at });
}

/** `NAME=VALUE` at the beginning of a command, null for any other word. */
function asAssignment(word: Word): { name: string; value: Word } | null {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || first.isQuoted) return null;
  const name = NAME.exec(first.text)?.[0];
  if (name === undefined || first.text.charAt(name.length) !== '=') return null;
  return { name, value: [{ ...first, text: first.text.slice(name.length + 1) }, ...rest] };
}

function readRedirect(sign: string, next: Token | undefined): Result<readonly Redirect[], string> {
  switch (sign) {
    case '2>&1':
      return success([{ kind: 'error-to-out' }]);
    case '>&2':
    case '1>&2':
      return success([{ kind: 'out-to-error' }]);
    case '<<':
      return failed(practiceShell.notSupported(practiceNotSupported.hereDocument));
    case '&':
      return failed(practiceShell.notSupported(practiceNotSupported.background));
    case '(':
    case ')':
      return failed(practiceShell.notSupported(practiceNotSupported.grouping));
  }
  if (next?.kind !== 'word') return failed(practiceShell.unexpected(next?.text ?? 'newline'));
  const target = next.word;
  switch (sign) {
    case '<':
      return success([{ kind: 'in', target }]);
    case '2>':
      return success([{ kind: 'error', target }]);
    case '2>>':
      return success([{ kind: 'error-append', target }]);
    case '>>':
      return success([{ kind: 'out-append', target }]);
    case '&>':
      return success([{ kind: 'out', target }, { kind: 'error-to-out' }]);
    default:
      return success([{ kind: 'out', target }]);
  }
}
