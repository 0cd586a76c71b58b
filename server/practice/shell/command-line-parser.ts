/**
 * Turns the tokens of a command line into pipelines of simple commands: redirects, assignments, `;`, `&&`, `||`
 * and `|` as in POSIX 2.10, without expanding anything (expand-words.ts does) and without running it.
 */
import { failed, success } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { practiceNotSupported, practiceShell } from '../../../shared/words/practice-words.ts';
import { readTokens, VARIABLE_NAME } from './command-line-tokens.ts';
import type { Token, Word } from './command-line-tokens.ts';

/** Where a stream goes to or comes from by name of a file. */
export interface FileRedirect {
  readonly kind: 'in' | 'out' | 'out-append' | 'error' | 'error-append';
  readonly target: Word;
}

/** A redirect; `error-to-out` is `2>&1`, `out-to-error` is `>&2`. */
export type Redirect =
  FileRedirect | { readonly kind: 'error-to-out' } | { readonly kind: 'out-to-error' };

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

const WHEN_AFTER: Readonly<Record<string, Pipeline['when']>> = {
  ';': 'always',
  '&&': 'after-success',
  '||': 'after-failure',
};
const SEPARATORS = new Set(['|', ...Object.keys(WHEN_AFTER)]);

/** Redirects that name a file. */
const FILE_REDIRECTS: Readonly<Record<string, FileRedirect['kind']>> = {
  '<': 'in',
  '>': 'out',
  '1>': 'out',
  '&>': 'out',
  '>>': 'out-append',
  '2>': 'error',
  '2>>': 'error-append',
};

/** Operators this shell knows and refuses. */
const REFUSED: Readonly<Record<string, string>> = {
  '<<': practiceNotSupported.hereDocument,
  '&': practiceNotSupported.background,
  '(': practiceNotSupported.grouping,
  ')': practiceNotSupported.grouping,
};

/** The pipelines of `line`, or the sentence that says what is wrong with it (exit code 2). */
export function parseCommandLine(line: string): Result<readonly Pipeline[], string> {
  const tokens = readTokens(line);
  if (!tokens.ok) return tokens;
  const pipelines: Pipeline[] = [];
  let when: Pipeline['when'] = 'always';
  let at = 0;
  while (at < tokens.value.length) {
    const read = readPipeline(tokens.value, at);
    if (!read.ok) return read;
    const { commands, end, sign } = read.value;
    // A line feed after `;` or an empty line is nothing; a missing command elsewhere is an error.
    const isMissing = commands.length === 0 && (sign !== ';' || when !== 'always');
    if (isMissing) return failed(practiceShell.unexpected(sign));
    if (commands.length > 0) pipelines.push({ when, commands });
    when = WHEN_AFTER[sign] ?? 'always';
    at = end + 1;
  }
  return when === 'always' ? success(pipelines) : failed(practiceShell.unexpected('newline'));
}

/** What `readPipeline` found: commands, the place of the separator behind them, and that separator. */
interface ReadPipeline {
  readonly commands: readonly SimpleCommand[];
  readonly end: number;
  readonly sign: string;
}

/** Reads commands joined by `|`, each of which must be there once there is a `|`. */
function readPipeline(tokens: readonly Token[], start: number): Result<ReadPipeline, string> {
  const commands: SimpleCommand[] = [];
  for (let at = start; ;) {
    const command = readSimpleCommand(tokens, at);
    if (!command.ok) return command;
    const { end } = command.value;
    const separator = tokens[end];
    const sign = separator?.kind === 'operator' ? separator.text : ';';
    if (end > at) commands.push(command.value.command);
    else if (sign === '|' || commands.length > 0) {
      return failed(practiceShell.unexpected(separator === undefined ? 'newline' : sign));
    }
    if (sign !== '|') return success({ commands, end, sign });
    at = end + 1;
  }
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
  const name = VARIABLE_NAME.exec(first.text)?.[0];
  if (name === undefined || first.text.charAt(name.length) !== '=') return null;
  return { name, value: [{ ...first, text: first.text.slice(name.length + 1) }, ...rest] };
}

/** The redirects that an operator stands for; `&>` is two. */
function readRedirect(sign: string, next: Token | undefined): Result<readonly Redirect[], string> {
  const refused = REFUSED[sign];
  if (refused !== undefined) return failed(practiceShell.notSupported(refused));
  if (sign === '2>&1') return success([{ kind: 'error-to-out' }]);
  const kind = FILE_REDIRECTS[sign];
  if (kind === undefined) return success([{ kind: 'out-to-error' }]);
  if (next?.kind !== 'word') return failed(practiceShell.unexpected(next?.text ?? 'newline'));
  const redirect = { kind, target: next.word };
  return success(sign === '&>' ? [redirect, { kind: 'error-to-out' }] : [redirect]);
}
