/** Recognises prompts that want one of several answers named in the prompt itself: `[y,n,q]`, `(N)ame, (E)mail`. */
import type { ProgramPrompt } from '../../../../shared/terminal/command-block.ts';
import { CHOICES_LIMIT } from '../../../../shared/terminal/command-block.ts';
import { isPair } from './yes-no.ts';

/** One answer with what it means, '' where that is not told. */
export type Choice = ProgramPrompt['choices'][number];

/** `[y,n,q,a,d,/,e,?]?`, `(Y/I/N/O/D/Z) [default=N] ?`. */
const LIST = /[[(]([^\s[\]()]{3,100})[\])]\s?(?:[[(]default[= ](\w{1,12})[\])]\s?)?[?:>]?\s{0,8}$/;
/** `Fix/Ignore?`, `e/n/d/r/c/s/q>`: the whole line, as a prompt of its own. */
const BARE = /^([\w?]{1,12}(?:\/[\w?]{1,12}){1,15})\s?[?>:]\s*$/;
/** `[1-3]:`, `(1-4, default 1)` is a range of sizes rather than of choices where it is long. */
const RANGE =
  /\b(?:select|choose|choice|selection|option)\b.{0,80}[[(](\d)\s?-\s?(\d{1,2})[\])]\s?[?:>]?\s{0,8}$/i;
/** `[y]es, [n]o`, `(O)kay/(Q)uit`, `A(u)to rename all`. */
const MARKED = /(\p{L}{0,12})[[(](\p{L})[\])](\p{L}{0,20}(?: \p{Ll}{1,12}){0,3})/gu;

/** Choices that the line names; null where it names fewer than two, or only yes and no. At most 1,000 characters. */
export function choicesInPrompt(text: string): Choice[] | null {
  return markedLetters(text) ?? listed(text) ?? ranged(text);
}

/** A choice as the protocol takes it. */
export function choiceOf(answer: string, label: string, isPreset: boolean): Choice {
  return { answer: answer.slice(0, 40), label: label.trim().slice(0, 200), isPreset };
}

function listed(text: string): Choice[] | null {
  const list = LIST.exec(text);
  const inner = list?.[1] ?? BARE.exec(text)?.[1] ?? '';
  const answers = inner.split(inner.includes(',') ? ',' : '/');
  if (!areAnswers(answers)) return null;
  // Words in brackets are common in any text; a list of them asks only where the line does.
  const areLetters = answers.every((answer) => answer.length === 1);
  if (!areLetters && !/[?:>]\s*$/.test(text)) return null;
  // Where commas part the letters, a capital is a command of its own: git's `k` and `K`.
  const preset = list?.[2] ?? (inner.includes(',') ? null : onlyCapital(answers));
  return answers.map((answer) => choiceOf(answer, '', answer === preset));
}

/** A path has an empty part before its first stroke; yes and no are another kind of question. */
function areAnswers(answers: readonly string[]): boolean {
  const [one = '', other = ''] = answers;
  if (answers.length < 2 || answers.length > CHOICES_LIMIT) return false;
  if (isPair(one, other) && answers.length <= 3) return false;
  return answers.every((answer) => /^[\w?/+-]{1,16}$/.test(answer));
}

/** In `[a/b/C]` the capital is what Enter means. */
function onlyCapital(answers: readonly string[]): string | null {
  const capitals = answers.filter((answer) => /^\p{Lu}$/u.test(answer));
  const [capital] = capitals;
  const areLetters = answers.every((answer) => answer.length === 1);
  const isAlone = capitals.length === 1 && !answers.includes(capital?.toLowerCase() ?? '');
  return areLetters && isAlone ? (capital ?? null) : null;
}

function ranged(text: string): Choice[] | null {
  const [, first, last] = RANGE.exec(text) ?? [];
  const from = Number(first);
  const count = Number(last) - from + 1;
  if (!(count >= 2 && count <= CHOICES_LIMIT)) return null;
  return Array.from({ length: count }, (_, index) => choiceOf(String(from + index), '', false));
}

function markedLetters(text: string): Choice[] | null {
  if (!/[?:>]\s{0,8}$/.test(text)) return null;
  const marked = [...text.slice(-400).matchAll(MARKED)].slice(0, CHOICES_LIMIT);
  const found = marked.flatMap(([, before = '', letter = '', after = '']) => {
    const label = before + letter + after.replace(/ or$/, '');
    return label === letter ? [] : [choiceOf(letter, label, false)];
  });
  const [one, other] = found;
  if (one === undefined || other === undefined) return null;
  const isYesNo = found.length === 2 && isPair(one.answer, other.answer);
  const areDistinct = new Set(found.map(({ answer }) => answer)).size === found.length;
  return isYesNo || !areDistinct ? null : found;
}
