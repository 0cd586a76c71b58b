/** What is said when a program waits for an answer. The choices and the default always survive a cut. */
import type { ProgramPrompt } from '../terminal/command-block.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { ANNOUNCEMENT_LIMIT } from './announcement.ts';
import { cutBeginning } from './clean-text.ts';
import type { Sentence } from './sentence.ts';
import { speechText } from './speech-text.ts';

/** Choices as programs print them: [y/N], (yes/no), (Y/n)? … said as words instead. */
const printedChoices = /\s*[[(]\s*(?:y|yes|j|ja)\s*\/\s*(?:n|no|nein)\s*[\])]/giu;
/** Prompts that say no more than that they want a password. */
const barePassword =
  /^(?:(?:please )?enter )?(?:the |your )?(?:password|passphrase|passwort|kennwort)$/iu;

/** Characters of a list of choices that are said; of a longer one only the number is. */
const CHOICES_TEXT_LIMIT = 150;

/**
 * `waits: Proceed? yes or no, no is default`, `waits for a password, typing is hidden`; `place` names the host when
 * its session is not in front. `unsaidLines` were printed before the prompt and not spoken.
 */
export function promptSentence(
  prompt: ProgramPrompt,
  place: string | null,
  unsaidLines: number,
  words: Words = en,
): Sentence {
  const question = spokenQuestion(prompt, words);
  const listed = listedChoices(prompt, words);
  const ending = [
    ...choiceWords(prompt, words),
    listed,
    typingWords(prompt, words),
    unsaidLines > 0 ? words.spoken.linesBefore(unsaidLines) : '',
  ].filter((part) => part !== '');
  const opening = openingWords(prompt, question, place, words);
  const ownText = [opening, ...ending.filter((part) => part !== listed)].join(', ');
  if (question === '') {
    const text = [opening, ...ending].join(', ');
    return { text, ownText, serverText: listed === '' ? null : listed };
  }
  const tail = ending.join(', ');
  const room = ANNOUNCEMENT_LIMIT - opening.length - ': '.length - ', '.length - tail.length;
  // The end of a long prompt is the question, so its beginning goes.
  const kept = cutBeginning(question, room);
  const isChoiceNext = hasChoices(prompt) && /[?!.]$/.test(kept);
  const separator = tail === '' ? '' : isChoiceNext ? ' ' : ', ';
  const serverText = listed === '' ? kept : `${kept}; ${listed}`;
  return { text: `${opening}: ${kept}${separator}${tail}`, ownText, serverText };
}

function openingWords(
  prompt: ProgramPrompt,
  question: string,
  place: string | null,
  words: Words,
): string {
  const where = place === null ? null : speechText(place, words);
  if (prompt.kind === 'password') return words.spoken.waitsForPassword(where);
  return question === '' && prompt.kind === 'text'
    ? words.spoken.waitsForInput(where)
    : words.spoken.waits(where);
}

/** The prompt's text without what is said in other words, '' where nothing is left. */
function spokenQuestion(prompt: ProgramPrompt, words: Words): string {
  // A pager's own sign says no more than that there is more.
  if (prompt.kind === 'pager') return '';
  // `>` alone says no more than that something may be typed.
  if (prompt.kind === 'text' && !/[\p{L}\p{N}]/u.test(prompt.text)) return '';
  const text = prompt.kind === 'yes-no' ? prompt.text.replace(printedChoices, '') : prompt.text;
  if (prompt.kind !== 'password') return speechText(withoutColon(text), words);
  const plain = withoutColon(text.replace(/[[\]]/g, ''));
  return barePassword.test(plain) ? '' : speechText(plain, words);
}

/** A prompt of nothing but punctuation (`>`) keeps it, so that there is something to say. */
function withoutColon(text: string): string {
  const bare = text.trim().replace(/\s*[:>]+$/, '');
  return bare === '' ? text.trim() : bare;
}

function hasChoices({ kind }: ProgramPrompt): boolean {
  return kind === 'yes-no' || kind === 'choice';
}

/** Hidden as a rule; a prompt that only looks like one for a password is told apart by its echo. */
function typingWords({ kind, echo }: ProgramPrompt, words: Words): string {
  if (kind !== 'password') return '';
  return echo === 'on' ? words.spoken.typingSeen : words.spoken.typingHidden;
}

/** `1 install, 2 remove`, as far as there is room; the number of choices is said in any case. */
function listedChoices({ choices }: ProgramPrompt, words: Words): string {
  const listed = choices
    .map(({ answer, label }) => speechText(label === answer ? answer : `${answer} ${label}`, words))
    .join(', ');
  return listed.length > CHOICES_TEXT_LIMIT ? '' : listed;
}

function choiceWords(prompt: ProgramPrompt, words: Words): string[] {
  if (prompt.kind === 'pager') return [words.spoken.moreToRead];
  if (prompt.kind === 'choice') {
    const preset = prompt.choices.find(({ isPreset }) => isPreset);
    return [
      words.spoken.choices(prompt.choices.length),
      preset === undefined ? '' : words.spoken.presetIs(speechText(preset.answer, words)),
    ];
  }
  if (prompt.kind !== 'yes-no') return [];
  const { yesOrNo, presetYes, presetNo } = words.spoken;
  if (prompt.preset === null) return [yesOrNo];
  return [yesOrNo, prompt.preset === 'yes' ? presetYes : presetNo];
}
