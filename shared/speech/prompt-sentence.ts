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
  const ending = [
    ...choiceWords(prompt, words),
    prompt.kind === 'password' ? words.spoken.typingHidden : '',
    unsaidLines > 0 ? words.spoken.linesBefore(unsaidLines) : '',
  ].filter((part) => part !== '');
  const opening = openingWords(prompt, question, place, words);
  const ownText = [opening, ...ending].join(', ');
  if (question === '') return { text: ownText, ownText, serverText: null };
  const tail = ending.join(', ');
  const room = ANNOUNCEMENT_LIMIT - opening.length - ': '.length - ', '.length - tail.length;
  // The end of a long prompt is the question, so its beginning goes.
  const kept = cutBeginning(question, room);
  const isChoiceNext = prompt.kind === 'yes-no' && /[?!.]$/.test(kept);
  const separator = tail === '' ? '' : isChoiceNext ? ' ' : ', ';
  return { text: `${opening}: ${kept}${separator}${tail}`, ownText, serverText: kept };
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

function choiceWords(prompt: ProgramPrompt, words: Words): string[] {
  if (prompt.kind !== 'yes-no') return [];
  const { yesOrNo, presetYes, presetNo } = words.spoken;
  if (prompt.preset === null) return [yesOrNo];
  return [yesOrNo, prompt.preset === 'yes' ? presetYes : presetNo];
}
