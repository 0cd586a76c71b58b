/** The answers to "What now?", "Who is speaking?" and "Sessions": one sentence each, by Earshot alone. Pure. */
import type { CommandBlock } from '../terminal/command-block.ts';
import { runningBlock } from '../terminal/running-block.ts';
import type { SessionView } from '../terminal/session-view.ts';
import { durationWords } from '../words/duration.ts';
import { en } from '../words/en.ts';
import { listeningWords } from '../words/listening-words.ts';
import type { SpokenWords } from '../words/spoken-words.ts';
import type { Words } from '../words/words.ts';
import { hasCommandLine, linesOrNone } from './block-labels.ts';
import { commandTitle } from './command-title.ts';
import { promptSentence } from './prompt-sentence.ts';
import { LAST_LINE_LIMIT, mergedResult } from './result-sentence.ts';
import { ownSentence, quotingSentence, type Sentence } from './sentence.ts';
import { speechText } from './speech-text.ts';

/**
 * What a session does now: of a running command how long, how many lines, how far and its last line; of a waiting one
 * what it waits for; at the prompt the last result. `nowEpochMs` is the page's clock.
 */
export function whatNow(view: SessionView, nowEpochMs: number, words: Words = en): Sentence {
  const { phase } = view;
  if (phase.kind !== 'open') {
    const isAsking = phase.kind === 'asking-host-key' || phase.kind === 'asking-sign-in';
    return ownSentence([words.spoken.sessionState[isAsking ? 'asking' : phase.kind]]);
  }
  const block = runningBlock(view);
  if (block === null) return atPrompt(view, words);
  if (block.status.kind === 'waiting') return promptSentence(block.status.prompt, null, 0, words);
  const age = durationWords(nowEpochMs - block.startedAtEpochMs);
  if (view.fullScreen !== null) {
    const program = speechText(view.fullScreen, words);
    const { fullScreen, fullScreenUnnamed } = words.spoken;
    return ownSentence([program === '' ? fullScreenUnnamed : fullScreen(program), age]);
  }
  return running(block, age, words);
}

function running(block: CommandBlock, age: string, words: Words): Sentence {
  const { status, percent, last } = words.spoken;
  const title = hasCommandLine(block) ? speechText(commandTitle(block.commandLine, words)) : '';
  const parts = [
    status.running,
    title,
    age,
    linesOrNone(block.lineCount, words),
    block.percent === null ? '' : percent(block.percent),
  ];
  return quotingSentence(parts, last, speechText(block.latest, words), LAST_LINE_LIMIT);
}

function atPrompt({ blocks }: SessionView, words: Words): Sentence {
  const last = blocks.findLast(hasCommandLine);
  const result = last === undefined ? listeningWords.noCommandYet : mergedResult(last, words);
  return ownSentence([listeningWords.ready, result]);
}

/** Who speaks, and where: `Earshot speaks, in the session web1 as amy, the last message held server text`. */
export function whoIsSpeaking(
  view: SessionView | null,
  lastQuoted: boolean | null,
  words: Words = en,
): string {
  const host = speechText(view?.target.hostName ?? '', words);
  // What the shell tells of its user is the server's word, which has no place in this answer.
  const user = speechText(view?.target.userName ?? '', words);
  const place = listeningWords.inSessionAs(host, user);
  const { earshotSpeaks, inNoSession, lastWasOwn, lastQuoted: quoted } = listeningWords;
  const last = lastQuoted === null ? '' : lastQuoted ? quoted : lastWasOwn;
  return ownSentence([earshotSpeaks, view === null ? inNoSession : place, last]).text;
}

/** A session as the navigation lists it. */
export interface NamedSession {
  readonly hostName: string;
  readonly state: keyof SpokenWords['sessionState'];
}

/** All sessions with their states, those that wait first: `2 sessions, web1 waiting, web2 running`. */
export function sessionsSentence(sessions: readonly NamedSession[], words: Words = en): string {
  if (sessions.length === 0) return listeningWords.noSessions;
  const urgent = ['waiting', 'asking', 'running'];
  const rank = ({ state }: NamedSession): number =>
    urgent.includes(state) ? urgent.indexOf(state) : urgent.length;
  const named = [...sessions]
    .sort((one, other) => rank(one) - rank(other))
    .map(
      ({ hostName, state }) => `${speechText(hostName, words)} ${words.spoken.sessionState[state]}`,
    );
  return ownSentence([listeningWords.sessionCount(sessions.length), ...named]).text;
}
