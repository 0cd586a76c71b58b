/** From one change of a session to what is said about it. Timers and queues are left to the announcer. */
import { applySessionChange } from '../terminal/apply-session-change.ts';
import type { CommandBlock, ProgramPrompt } from '../terminal/command-block.ts';
import { runningBlock } from '../terminal/running-block.ts';
import type { SessionChange } from '../terminal/session-change.ts';
import type { SessionView } from '../terminal/session-view.ts';
import type { Verbosity } from '../model/verbosity.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { type Announcement, plainAnnouncement } from './announcement.ts';
import { hasCommandLine } from './block-labels.ts';
import { unheardOutput } from './block-output.ts';
import type { CommandMemory } from './command-memory.ts';
import { fullPieces } from './full-pieces.ts';
import { promptSentence } from './prompt-sentence.ts';
import {
  LAST_LINE_LIMIT,
  mergedResult,
  resultElsewhere,
  resultSentence,
} from './result-sentence.ts';
import { ownSentence, quotingSentence } from './sentence.ts';
import { type ListenerPlace, phaseAnnouncement, writerAnnouncement } from './session-sentence.ts';
import { speechText } from './speech-text.ts';

/** For whom it is said, and what came before. */
export interface SpeechContext extends ListenerPlace {
  readonly verbosity: Verbosity;
  /** The memory before the change. */
  readonly memory: CommandMemory;
}

/** What `change` says to a listener, or null; `before` is the view it applies to. */
export function announcementFor(
  before: SessionView,
  change: SessionChange,
  context: SpeechContext,
  words: Words = en,
): Announcement | null {
  switch (change.type) {
    case 'phase.changed':
      return phaseAnnouncement(before, applySessionChange(before, change), context, words);
    case 'writer.changed':
      return writerAnnouncement(before, change.writer, context, words);
    case 'block.waited':
      return change.prompt === null
        ? null
        : newPrompt(change.prompt, before.target.hostName, context, words);
    case 'block.ended':
      return resultOf(applySessionChange(before, change), change.id, context, words);
    case 'block.quieted':
      return change.isQuiet ? pauseIn(before, change.id, context, words) : null;
    case 'screen.changed':
      return screenAnnouncement(change.fullScreen, context, words);
    case 'bell.rung':
      return bellAnnouncement(before.target.hostName, context, words);
    default:
      return null;
  }
}

/** What the session that comes to the front still wants: the prompt that stands, or null. */
export function standingPrompt(
  view: SessionView,
  context: SpeechContext,
  words: Words = en,
): Announcement | null {
  const status = runningBlock(view)?.status;
  if (view.phase.kind !== 'open' || status?.kind !== 'waiting') return null;
  const place = context.sessionInFront ? null : view.target.hostName;
  return promptAnnouncement(promptSentence(status.prompt, place, 0, words), context);
}

/** A prompt that has just come, with the number of lines before it that nothing was said about. */
function newPrompt(
  prompt: ProgramPrompt,
  hostName: string,
  context: SpeechContext,
  words: Words,
): Announcement {
  const unsaidLines = Math.max(0, prompt.linesBefore - context.memory.heardLines);
  const place = context.sessionInFront ? null : hostName;
  return promptAnnouncement(promptSentence(prompt, place, unsaidLines, words), context);
}

function promptAnnouncement(
  sentence: ReturnType<typeof promptSentence>,
  context: SpeechContext,
): Announcement {
  return plainAnnouncement(sentence.text, 'prompt', context.sessionKey, {
    urgency: 'assertive',
    ownText: sentence.ownText,
    serverText: sentence.serverText,
  });
}

/** The result of the block that has just ended in `after`; a server that greets with nothing has nothing to be told. */
function resultOf(
  after: SessionView,
  id: CommandBlock['id'],
  context: SpeechContext,
  words: Words,
): Announcement | null {
  const block = after.blocks.findLast((candidate) => candidate.id === id);
  if (block === undefined || (block.kind === 'greeting' && block.lineCount === 0)) return null;
  return resultAnnouncement(block, after, context, words);
}

/** A stop is the answer to a key; everything else about the end of a command is a result. */
function resultAnnouncement(
  block: CommandBlock,
  after: SessionView,
  context: SpeechContext,
  words: Words,
): Announcement {
  const { status, hiddenFailure } = block;
  const isFailure = status.kind === 'failed' || status.kind === 'lost' || hiddenFailure !== null;
  const isSilent = context.verbosity === 'silent';
  if (!context.sessionInFront) {
    const sentence = resultElsewhere(block, after.target.hostName, words);
    return plainAnnouncement(sentence.text, 'result', context.sessionKey, { isFailure, isSilent });
  }
  const sentence = resultSentence(
    { block, memory: context.memory, verbosity: context.verbosity },
    words,
  );
  if (status.kind === 'stopped')
    return plainAnnouncement(sentence.text, 'answer', context.sessionKey, { urgency: 'assertive' });
  // A greeting that still waits when the first result comes has lost its worth; a result keeps its own.
  const kind = block.kind === 'greeting' ? 'progress' : 'result';
  return plainAnnouncement(sentence.text, kind, context.sessionKey, {
    ...fullExtra(block, sentence, context, words),
    mergedText: mergedResult(block, words),
    isFailure,
    isSilent,
  });
}

/** Messages parts of a result, and at verbosity full the pieces with the output after a plain count. */
function fullExtra(
  block: CommandBlock,
  sentence: ReturnType<typeof resultSentence>,
  context: SpeechContext,
  words: Words,
): Partial<Announcement> {
  const { ownText, serverText } = sentence;
  const output = unheardOutput(block, context.memory);
  const saysAll = output.lineCount === 0 || (serverText !== null && output.lineCount <= 3);
  if (context.verbosity !== 'full' || saysAll) return { ownText, serverText };
  const brief = resultSentence({ block, memory: context.memory, verbosity: 'brief' }, words);
  const pieces = fullPieces(output.first, words);
  return {
    text: brief.text,
    ownText: brief.text,
    serverText: pieces.join(' ') || null,
    more: pieces,
  };
}

function screenAnnouncement(
  program: string | null,
  context: SpeechContext,
  words: Words,
): Announcement | null {
  if (!context.sessionInFront) return null;
  const topic = `${context.sessionKey}/screen`;
  const isSilent = context.verbosity === 'silent';
  if (program === null)
    return plainAnnouncement(words.spoken.fullScreenClosed, 'progress', topic, { isSilent });
  const name = speechText(program, words);
  const text = name === '' ? words.spoken.fullScreenUnnamed : words.spoken.fullScreen(name);
  return plainAnnouncement(text, 'progress', topic, { isSilent });
}

function bellAnnouncement(hostName: string, context: SpeechContext, words: Words): Announcement {
  const text = context.sessionInFront
    ? words.spoken.bell
    : words.spoken.bellOn(speechText(hostName, words));
  return plainAnnouncement(text, 'progress', `${context.sessionKey}/bell`, {
    isSilent: context.verbosity === 'silent',
  });
}

/** `running`, or `running, 40 percent`, said of a command that has run for 10 seconds. */
export function runningAnnouncement(
  block: CommandBlock,
  context: SpeechContext,
  words: Words = en,
): Announcement {
  const { status, percent } = words.spoken;
  const text =
    block.percent === null ? status.running : `${status.running}, ${percent(block.percent)}`;
  return plainAnnouncement(text, 'progress', context.sessionKey, {
    isSilent: context.verbosity === 'silent',
  });
}

/** `60 percent`, said every 10 seconds of a command that tells how far it is. */
export function percentAnnouncement(
  percent: number,
  context: SpeechContext,
  words: Words = en,
): Announcement {
  return plainAnnouncement(words.spoken.percent(percent), 'progress', context.sessionKey, {
    isSilent: context.verbosity === 'silent',
  });
}

/** What is said once of a command that runs on and prints nothing for the moment. */
function pauseIn(
  view: SessionView,
  id: CommandBlock['id'],
  context: SpeechContext,
  words: Words,
): Announcement | null {
  const block = view.blocks.findLast((candidate) => candidate.id === id);
  const { toldPause, usedFullScreen } = context.memory;
  if (block === undefined || !hasCommandLine(block) || toldPause || usedFullScreen) return null;
  return context.sessionInFront ? pausedAnnouncement(block, context, words) : null;
}

/** `running, 3 lines, last: Listening on port 3000`; null where nothing was printed. */
function pausedAnnouncement(
  block: CommandBlock,
  context: SpeechContext,
  words: Words,
): Announcement | null {
  const output = unheardOutput(block, context.memory);
  if (output.lineCount === 0) return null;
  const opening = [words.spoken.status.running, words.spoken.lines(output.lineCount)];
  const isSilent = context.verbosity === 'silent';
  const last = speechText(block.latest, words);
  if (context.verbosity === 'brief' || last === '')
    return plainAnnouncement(ownSentence(opening).text, 'progress', context.sessionKey, {
      isSilent,
    });
  const sentence = quotingSentence(opening, words.spoken.last, last, LAST_LINE_LIMIT);
  return plainAnnouncement(sentence.text, 'progress', context.sessionKey, {
    ownText: sentence.ownText,
    serverText: sentence.serverText,
    isSilent,
  });
}
