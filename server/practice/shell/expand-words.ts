/**
 * Expands parsed words: variables, `~`, splitting at blanks and matching of `*` and `?` against the tree
 * (POSIX 2.6), with limits so that a short line cannot grow without bound.
 */
import { failed, success } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { KIB } from '../../../shared/base/units.ts';
import { practiceShell } from '../../../shared/words/practice-words.ts';
import type { Word } from './command-line-tokens.ts';
import { HOME_FOLDER } from './first-tree.ts';
import { resolvePath } from './memory-tree.ts';
import type { MemoryTree } from './memory-tree.ts';
import { variableOf } from './shell-state.ts';
import type { ShellState } from './shell-state.ts';

const WORDS_LIMIT = 4096;
const CHARACTERS_LIMIT = 256 * KIB;
/** Names looked at for all patterns of a command, so that no line keeps the process busy. */
const NAMES_LIMIT = 50_000;

/** How many names may still be looked at. */
interface MatchBudget {
  namesLeft: number;
}

/** A character and whether quotes keep it from being a pattern. */
interface Glyph {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** All words of a command, or the sentence that it is too long (exit code 126). */
export function expandWords(
  state: ShellState,
  words: readonly Word[],
): Result<readonly string[], string> {
  const expanded: string[] = [];
  const budget: MatchBudget = { namesLeft: NAMES_LIMIT };
  let characters = 0;
  for (const word of words) {
    for (const field of splitFields(state, word)) {
      for (const match of matchPaths(state, field, budget)) {
        expanded.push(match);
        characters += match.length;
        if (expanded.length > WORDS_LIMIT || characters > CHARACTERS_LIMIT) {
          return failed(practiceShell.tooManyWords);
        }
      }
    }
  }
  return success(expanded);
}

/** One word without splitting and matching, as the value of an assignment. */
export function expandValue(state: ShellState, word: Word): string {
  return glyphsOf(state, word)
    .map((glyph) => glyph.text)
    .join('');
}

/** The glyphs of a word after variables and tilde. */
function glyphsOf(state: ShellState, word: Word): Glyph[] {
  const glyphs: Glyph[] = [];
  word.forEach((part, index) => {
    let text = part.kind === 'text' ? part.text : variableOf(state, part.name);
    if (index === 0 && part.kind === 'text' && !part.isQuoted && /^~(?=\/|$)/.test(text)) {
      text = HOME_FOLDER + text.slice(1);
    }
    for (const character of text) glyphs.push({ text: character, isQuoted: part.isQuoted });
  });
  return glyphs;
}

/** Splits unquoted variables at blanks; a quoted empty part still makes a word. */
function splitFields(state: ShellState, word: Word): readonly (readonly Glyph[])[] {
  const fields: Glyph[][] = [];
  let field: Glyph[] = [];
  const hasQuotes = word.some((part) => part.isQuoted);
  for (const glyph of glyphsOf(state, word)) {
    // Blanks typed into the line never reach here unquoted: they ended the word.
    if (glyph.isQuoted || !/\s/.test(glyph.text)) {
      field.push(glyph);
    } else if (field.length > 0) {
      fields.push(field);
      field = [];
    }
  }
  if (field.length > 0 || (fields.length === 0 && hasQuotes)) fields.push(field);
  return fields;
}

/** Paths that match an unquoted `*` or `?`; the word itself when none does or the budget is used up. */
function matchPaths(
  state: ShellState,
  field: readonly Glyph[],
  budget: MatchBudget,
): readonly string[] {
  const literal = field.map((glyph) => glyph.text).join('');
  if (!field.some(isPattern)) return [literal];
  const isAbsolute = literal.startsWith('/');
  let found: readonly string[] = [isAbsolute ? '/' : ''];
  for (const step of stepsOf(field)) {
    found = found.flatMap((path) => stepInto(state, path, step, budget));
  }
  return found.length > 0 && budget.namesLeft > 0 ? found : [literal];
}

function isPattern(glyph: Glyph): boolean {
  return !glyph.isQuoted && (glyph.text === '*' || glyph.text === '?');
}

/** The names between the slashes. */
function stepsOf(field: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const steps: Glyph[][] = [[]];
  for (const glyph of field) {
    if (glyph.text === '/') steps.push([]);
    else steps.at(-1)?.push(glyph);
  }
  return steps.filter((step) => step.length > 0);
}

function stepInto(
  state: ShellState,
  path: string,
  step: readonly Glyph[],
  budget: MatchBudget,
): readonly string[] {
  if (budget.namesLeft <= 0) return [];
  const join = (name: string): string => (path === '' || path === '/' ? path : `${path}/`) + name;
  const folder = resolvePath(state.folder, path === '' ? '.' : path);
  const literal = step.map((glyph) => glyph.text).join('');
  if (!step.some(isPattern)) {
    budget.namesLeft -= 1;
    return state.tree.look(resolvePath(folder, literal)).ok ? [join(literal)] : [];
  }
  const names = namesIn(state.tree, folder);
  budget.namesLeft -= names.length;
  return names
    .filter((name) => (literal.startsWith('.') || !name.startsWith('.')) && isMatch(name, step))
    .map(join);
}

function namesIn(tree: MemoryTree, folder: string): readonly string[] {
  const listed = tree.list(folder);
  return listed.ok ? listed.value.map(([name]) => name) : [];
}

/** Wildcard match in linear memory and at most name times pattern steps. */
function isMatch(name: string, pattern: readonly Glyph[]): boolean {
  const characters = [...name];
  let at = 0;
  let step = 0;
  let starStep = -1;
  let starAt = 0;
  while (at < characters.length) {
    const glyph = pattern[step];
    if (glyph !== undefined && isPattern(glyph) && glyph.text === '*') {
      starStep = step;
      starAt = at;
      step += 1;
    } else if (glyph !== undefined && (isPattern(glyph) || glyph.text === characters[at])) {
      at += 1;
      step += 1;
    } else if (starStep >= 0) {
      starAt += 1;
      at = starAt;
      step = starStep + 1;
    } else {
      return false;
    }
  }
  return pattern.slice(step).every((glyph) => isPattern(glyph) && glyph.text === '*');
}
