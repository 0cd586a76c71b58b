/** What is said when a command ends, by level: status first, then what matters. */
import { SECOND_MS } from '../base/units.ts';
import type { Verbosity } from '../model/verbosity.ts';
import type { CommandBlock } from '../terminal/command-block.ts';
import { durationWords } from '../words/duration.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { ANNOUNCEMENT_LIMIT } from './announcement.ts';
import { linesOrNone } from './block-labels.ts';
import { type BlockOutput, unheardOutput } from './block-output.ts';
import { hasCommandLine } from './block-labels.ts';
import type { CommandMemory } from './command-memory.ts';
import { commandTitle } from './command-title.ts';
import { exitMeaning } from './exit-meaning.ts';
import { isMeter } from './meter-line.ts';
import { shapeSentence } from './shape-sentence.ts';
import { answerSentence, ownSentence, quotingSentence, type Sentence } from './sentence.ts';
import { speechText } from './speech-text.ts';
import { statusWord } from './status-word.ts';

/** From this on, a result tells its command and duration, because the person may have moved on. */
export const LONG_COMMAND_MS = 10 * SECOND_MS;
/** Lines whose text is said instead of their number. */
const SHORT_LINES = 3;
/** Lines from which on the last line is said too. */
const MANY_LINES = 20;
/** Characters of a last line that are said. */
export const LAST_LINE_LIMIT = 60;
const FIRST_ERROR_LIMIT = 200;
const DIRECTORY_LIMIT = 60;
/** For the commas and blanks between the parts of a sentence. */
const SEPARATORS_ROOM = 6;
const COMMAND_NOT_RUN = new Set([126, 127]);

/** What a result is made from. `block` has ended. */
export interface ResultFacts {
  readonly block: CommandBlock;
  readonly memory: CommandMemory;
  readonly verbosity: Verbosity;
}

/** The result of a command in the session that is in front. */
export function resultSentence(facts: ResultFacts, words: Words = en): Sentence {
  const { block, memory } = facts;
  const output = unheardOutput(block, memory);
  const status = speechStatus(block, words);
  if (block.kind === 'greeting' || block.kind === 'late')
    return textOrCount([status], output, words);
  switch (block.status.kind) {
    case 'stopped':
      return ownSentence([status, linesOrNone(output.lineCount, words)]);
    case 'suspended':
    case 'lost':
      return ownSentence([status, speechTitle(block, words)]);
    case 'failed':
      return failureSentence(facts, block.status.code, output, words);
    default:
      return successSentence(facts, output, words);
  }
}

function successSentence(facts: ResultFacts, output: BlockOutput, words: Words): Sentence {
  const { block, memory, verbosity } = facts;
  const opening = openingParts(facts, '', words);
  if (output.lineCount > 0)
    return verbosity === 'brief'
      ? ownSentence([...opening, linesOrNone(output.lineCount, words)])
      : (shortOutput(opening, output, words) ??
          shapeSentence(opening, block, output.lineCount, words) ??
          counted(opening, output, words));
  // A new directory or a closed screen is what the command was for; "no output" would only be noise.
  const isToldOtherwise =
    changedDirectory(block, memory) !== '' ||
    changedUser(block, memory) !== '' ||
    memory.usedFullScreen ||
    memory.hadEntries ||
    block.hiddenFailure !== null;
  return ownSentence(isToldOtherwise ? opening : [...opening, words.spoken.noOutput]);
}

function failureSentence(
  facts: ResultFacts,
  code: number,
  output: BlockOutput,
  words: Words,
): Sentence {
  const { block, memory, verbosity } = facts;
  const meaning = exitMeaning(code, block.commandLine, words);
  const opening = openingParts(facts, meaning ?? '', words);
  if (output.lineCount === 0 && memory.hadEntries) return ownSentence(opening);
  const size = linesOrNone(output.lineCount, words);
  if (meaning !== null) {
    const isShellsOwnLine = output.lineCount === 1 && COMMAND_NOT_RUN.has(code);
    return ownSentence(output.lineCount === 0 || isShellsOwnLine ? opening : [...opening, size]);
  }
  return verbosity === 'brief' || output.lineCount === 0
    ? ownSentence([...opening, size])
    : failureText(opening, block, output, words);
}

/** Status, meaning of its code, command and duration if it took long, and where the shell is now if that changed. */
function openingParts({ block, memory }: ResultFacts, meaning: string, words: Words): string[] {
  const directory = changedDirectory(block, memory);
  const user = changedUser(block, memory);
  return [
    speechStatus(block, words),
    meaning,
    hiddenFailurePart(block, words),
    ...longCommandParts(block, memory, words),
    user === '' ? '' : words.spoken.nowUser(user),
    directory === '' ? '' : words.spoken.nowIn(directory),
  ].filter((part) => part !== '');
}

/** How a result is said among others: `failed 2, make`; `ok, ls, 3 lines`. */
export function mergedResult(block: CommandBlock, words: Words = en): string {
  const parts = [speechStatus(block, words), hiddenFailurePart(block, words)].filter(
    (part) => part !== '',
  );
  if (hasCommandLine(block)) parts.push(speechTitle(block, words));
  if (block.status.kind !== 'failed' && block.status.kind !== 'lost')
    parts.push(linesOrNone(block.lineCount, words));
  return parts.join(', ');
}

/** A result in a session that is not in front: `failed 2 on web1, make, 340 lines`. */
export function resultElsewhere(
  block: CommandBlock,
  hostName: string,
  words: Words = en,
): Sentence {
  return ownSentence([
    words.spoken.on(speechStatus(block, words), speechText(hostName, words)),
    hiddenFailurePart(block, words),
    hasCommandLine(block) ? speechTitle(block, words) : '',
    linesOrNone(block.lineCount, words),
  ]);
}

/** The command's short name as it is spoken. */
export function speechTitle(block: CommandBlock, words: Words = en): string {
  return speechText(commandTitle(block.commandLine, words), words);
}

function speechStatus(block: CommandBlock, words: Words): string {
  if (block.kind === 'greeting') return words.spoken.greeting;
  if (block.kind === 'late') return words.spoken.lateOutput;
  return statusWord(block.status, block.bounds, words);
}

/** `but make failed 2`, where the code of a pipeline hides it. */
function hiddenFailurePart({ hiddenFailure, status }: CommandBlock, words: Words): string {
  if (hiddenFailure === null || status.kind !== 'ok') return '';
  return words.spoken.butFailed(speechText(hiddenFailure.command, words), hiddenFailure.code);
}

/** Command and duration, where it took long without counting the time it waited for the person. */
function longCommandParts(block: CommandBlock, memory: CommandMemory, words: Words): string[] {
  const ownMs = (block.durationMs ?? 0) - memory.waitedMs;
  const isLong = ownMs > LONG_COMMAND_MS && !memory.usedFullScreen;
  return isLong ? [speechTitle(block, words), durationWords(ownMs)] : [];
}

function changedUser(block: CommandBlock, memory: CommandMemory): string {
  const isChanged = memory.user !== '' && block.user !== '' && block.user !== memory.user;
  return isChanged ? speechText(block.user) : '';
}

function changedDirectory(block: CommandBlock, memory: CommandMemory): string {
  const isChanged =
    memory.directory !== '' && block.directory !== '' && block.directory !== memory.directory;
  if (!isChanged) return '';
  const directory = speechText(block.directory);
  return directory.length <= DIRECTORY_LIMIT ? directory : directory.slice(-DIRECTORY_LIMIT);
}

/** Short output as it is, longer output as a count, with its last line where there is much. */
function textOrCount(opening: readonly string[], output: BlockOutput, words: Words): Sentence {
  return shortOutput(opening, output, words) ?? counted(opening, output, words);
}

/** The number of lines, with the last one where there are many. */
function counted(opening: readonly string[], output: BlockOutput, words: Words): Sentence {
  const count = words.spoken.lines(output.lineCount);
  if (output.onlyLineCharacters > 0)
    return ownSentence([...opening, count, words.spoken.characters(output.onlyLineCharacters)]);
  if (output.lineCount <= MANY_LINES) return ownSentence([...opening, count]);
  return quotingSentence([...opening, count], words.spoken.last, output.last, LAST_LINE_LIMIT);
}

function failureText(
  opening: readonly string[],
  block: CommandBlock,
  output: BlockOutput,
  words: Words,
): Sentence {
  const short = shortOutput(opening, output, words);
  if (short !== null) return short;
  const count = [...opening, words.spoken.lines(output.lineCount)];
  if (block.shape?.kind === 'tests')
    return shapeSentence(opening, block, output.lineCount, words) ?? ownSentence(count);
  if (block.firstError !== null) {
    const error = speechText(block.firstError, words);
    return quotingSentence(count, words.spoken.firstError, error, FIRST_ERROR_LIMIT);
  }
  return output.onlyLineCharacters > 0
    ? ownSentence([...count, words.spoken.characters(output.onlyLineCharacters)])
    : quotingSentence(count, words.spoken.last, output.last, LAST_LINE_LIMIT);
}

/** The lines themselves, joined, if they are few and short; else null. */
function shortOutput(
  opening: readonly string[],
  output: BlockOutput,
  words: Words,
): Sentence | null {
  if (output.lineCount > SHORT_LINES || output.first.length < output.lineCount) return null;
  const told = output.first.filter((line) => !isMeter(line));
  // A bar that has come to its end is counted, not read.
  if (told.length === 0 && output.first.length > 0)
    return ownSentence([...opening, words.spoken.lines(output.lineCount)]);
  const spokenLines = told.map((line) => speechText(line, words)).filter((line) => line !== '');
  if (spokenLines.length === 0)
    return ownSentence([...opening, words.spoken.blankLines(output.lineCount)]);
  const spoken = spokenLines.join('; ');
  const rawCharacters =
    output.onlyLineCharacters > 0
      ? output.onlyLineCharacters
      : output.first.reduce((sum, line) => sum + line.length, 0);
  if (rawCharacters > ANNOUNCEMENT_LIMIT) return null;
  const leadInRoom = words.spoken.says.length + SEPARATORS_ROOM;
  if (opening.join(', ').length + leadInRoom + spoken.length > ANNOUNCEMENT_LIMIT) return null;
  return answerSentence(opening, spoken, output.first, words);
}
