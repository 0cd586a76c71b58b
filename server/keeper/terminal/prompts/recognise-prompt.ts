/**
 * Tells from the unfinished last line of a quiet program, and from what stands above it, whether it waits for an
 * answer, and for what kind. When to ask, and the evidence of the terminal's echo, are block-assembler's.
 */
import type { ProgramPrompt } from '../../../../shared/terminal/command-block.ts';
import { choicesInPrompt } from './choices.ts';
import type { Choice } from './choices.ts';
import { isKnownEntryPrompt } from './entry-prompt.ts';
import { asksForText, isLogLine } from './free-text.ts';
import { choicesAbove } from './menu-above.ts';
import { asksForKey, isPagerFoot } from './paging.ts';
import { asksForSecret } from './password-words.ts';
import { readYesNo } from './yes-no.ts';

/** What a prompt is, without its place in the output. */
export type RecognisedPrompt = Omit<ProgramPrompt, 'linesBefore'>;

/** Characters of a prompt that are told, and of a line above it that are read. */
const PROMPT_TEXT_LIMIT = 1_000;
const LINE_ABOVE_LIMIT = 1_000;
/** Lines above the prompt in which its menu may stand. */
const LINES_ABOVE = 40;

/**
 * The prompt that an unfinished line is when its program stays quiet behind it, or null when it rather works.
 * `linesBefore`: what stands above it, newest last; the last 40 are looked at. `echo` is always 'unknown'.
 */
export function recognisePrompt(
  unfinishedLine: string,
  linesBefore: readonly string[] = [],
): RecognisedPrompt | null {
  const text = cleaned(unfinishedLine.slice(-PROMPT_TEXT_LIMIT));
  if (text.trim() === '' || isLogLine(text)) return null;
  const above = linesBefore
    .slice(-LINES_ABOVE)
    .map((line) => cleaned(line.slice(0, LINE_ABOVE_LIMIT)));
  if (asksForSecret(text)) return promptOf('password', text);
  if (isPagerFoot(text, above)) return promptOf('pager', text);
  return answerPrompt(text, above);
}

/** A prompt that is answered with more than one key, or with any. */
function answerPrompt(text: string, above: readonly string[]): RecognisedPrompt | null {
  const choices = choicesInPrompt(text);
  if (choices !== null) return promptOf('choice', text, withMeanings(choices, above));
  const question = readYesNo(text);
  if (question !== null) return { ...promptOf('yes-no', text), preset: question.preset };
  const menu = isKnownEntryPrompt(text) ? null : choicesAbove(text, above);
  if (menu !== null) return promptOf('choice', text, menu);
  if (asksForKey(text)) return promptOf('key', text);
  return isKnownEntryPrompt(text) || asksForText(text, above) ? promptOf('text', text) : null;
}

function promptOf(
  kind: RecognisedPrompt['kind'],
  text: string,
  choices: Choice[] = [],
): RecognisedPrompt {
  return { kind, text, preset: null, choices, echo: 'unknown' };
}

function cleaned(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, '');
}

/** `Y or I  : install it`: dpkg explains the letters of its prompt above it. */
const MEANING = /^\s{1,12}(\p{L})(?: or (\p{L}))?\s{1,12}: (\S.*)$/u;

function withMeanings(choices: Choice[], above: readonly string[]): Choice[] {
  const meanings = new Map<string, string>();
  for (const line of above) {
    const [, one, other, meaning = ''] = MEANING.exec(line) ?? [];
    for (const letter of [one, other]) {
      if (letter !== undefined) meanings.set(letter, meaning.slice(0, 200));
    }
  }
  return choices.map((choice) =>
    choice.label === '' ? { ...choice, label: meanings.get(choice.answer) ?? '' } : choice,
  );
}
