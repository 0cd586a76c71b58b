/** Recognises a menu above an unfinished line that asks for one of its numbers or letters. */
import { CHOICES_LIMIT } from '../../../../shared/terminal/command-block.ts';
import { choiceOf } from './choices.ts';
import type { Choice } from './choices.ts';

/** Characters of a menu's line that are read. */
const LINE_LIMIT = 400;
/** Lines between menu and prompt, and between two items, that are no items. */
const GAP_LIMIT = 2;

/** A number with its mark, several times in a line that has columns: `1) soup   2) salad`. */
const NUMBERED = /(?:^|\s)([*>]?)\s?[[(]?(\d{1,3})[\]).:]+\s+/g;
/** `* 0   /usr/bin/x   auto mode`: a number without a mark, in a table. */
const TABLED = /^([*>]?)\s{0,4}(\d{1,3})\s{2,}(\S.*)$/;
/** `   p   primary (0 primary, 4 free)`. */
const LETTERED = /^\s{1,8}(\p{L})\s{2,6}(\S.*)$/u;

/** What a prompt below a menu says; `#?` is what the shells' own `select` says. */
const WANTS_ITEM =
  /^#\? $|^\[[\d?q]{2,}\]\? $|\b(?:select|choose|choice|selection|number|option|pick|which|enter|what now|auswahl|nummer|choix|numéro|opción|número|scelta|wybór|выбор|номер)\b/i;
/** The menu's prompt with its answer: the menu is done with. */
const ANSWERED = /[:?>]\s{0,2}\w{1,3}$/;
const ASKS = /[:?>]\s{0,8}$/;
/** `(1-4, default 1)`: the prompt names numbers itself, so letters above it belong to another question. */
const OWN_RANGE = /[[(]\d{1,12}\s?-\s?\d{1,12}\b/;
/** `(default p)`, `[2]`, `[default=N]`. */
const DEFAULT = /[[(](?:default[:= ]\s?)?(\w{1,4})[\])]\s?[?:>]?\s{0,8}$/i;

/** Choices of the menu that stands above the prompt; null where none does. Both at most 1,000 characters a line. */
export function choicesAbove(prompt: string, linesBefore: readonly string[]): Choice[] | null {
  if (!ASKS.test(prompt)) return null;
  const isWanted = WANTS_ITEM.test(prompt);
  const items = itemsAbove(linesBefore, isWanted ? itemsIn : numberedIn, isWanted ? GAP_LIMIT : 1);
  if (!isMenu(items)) return null;
  const areLetters = !/^\d/.test(items[0]?.answer ?? '');
  if (areLetters && OWN_RANGE.test(prompt)) return null;
  const preset = DEFAULT.exec(prompt)?.[1];
  return items.map((item) => ({ ...item, isPreset: item.isPreset || item.answer === preset }));
}

/** Reads upwards until the menu is over. */
function itemsAbove(
  linesBefore: readonly string[],
  read: (line: string) => Choice[],
  gapLimit: number,
): Choice[] {
  const items: Choice[] = [];
  let gap = 0;
  for (const line of linesBefore.toReversed()) {
    const found = read(line.slice(0, LINE_LIMIT));
    if (found.length > 0) {
      items.unshift(...found);
      gap = 0;
    } else if (ANSWERED.test(line.slice(0, LINE_LIMIT))) break;
    else if (line.trim() !== '') gap += 1;
    else gap += items.length > 0 ? gapLimit + 1 : 0;
    if (gap > gapLimit || items.length > CHOICES_LIMIT) break;
  }
  const areNumbers = items.every(({ answer }) => /^\d+$/.test(answer));
  return areNumbers ? items.toSorted((a, b) => Number(a.answer) - Number(b.answer)) : items;
}

/** At least two different answers, of one kind; numbers begin at 0 or 1. */
function isMenu(items: readonly Choice[]): boolean {
  const answers = items.map(({ answer }) => answer);
  if (answers.length < 2 || answers.length > CHOICES_LIMIT) return false;
  if (new Set(answers).size !== answers.length) return false;
  const numbers = answers.filter((answer) => /^\d+$/.test(answer));
  if (numbers.length === 0) return true;
  return numbers.length === answers.length && Number(numbers[0]) <= 1;
}

function itemsIn(line: string): Choice[] {
  const numbered = numberedIn(line);
  if (numbered.length > 0) return numbered;
  const [, mark = '', number, label = ''] = TABLED.exec(line) ?? [];
  if (number !== undefined) return [choiceOf(number, label, mark !== '')];
  const [, letter, meaning = ''] = LETTERED.exec(line) ?? [];
  return letter === undefined ? [] : [choiceOf(letter, meaning, false)];
}

/** Items of a line that begins with one. */
function numberedIn(line: string): Choice[] {
  const marks = [...line.matchAll(NUMBERED)];
  if (marks[0] === undefined || line.slice(0, marks[0].index).trim() !== '') return [];
  return marks.flatMap((mark, index) => {
    const label = line.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    return label.trim() === '' ? [] : [choiceOf(mark[2] ?? '', label, mark[1] !== '')];
  });
}
