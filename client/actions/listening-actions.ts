/** What a person can ask of the voice, and how other actions answer a key through it. */
import type { Failure } from '../../shared/failures/failure.ts';
import { describeFailure } from '../../shared/failures/catalogue.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import { FASTEST_PACE, hostPlace, SLOWEST_PACE } from '../../shared/model/preferences.ts';
import { verbositySchema, type Verbosity } from '../../shared/model/verbosity.ts';
import {
  ANNOUNCEMENT_LIMIT,
  plainAnnouncement,
  type Urgency,
} from '../../shared/speech/announcement.ts';
import { sessionsSentence, whatNow, whoIsSpeaking } from '../../shared/speech/what-now.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';
import { listeningWords } from '../../shared/words/listening-words.ts';
import { pageWords } from '../../shared/words/page-words.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import type { Announcer } from '../announcer/announcer.ts';
import type { AppStores } from '../stores/app-stores.ts';
import { verbosityOf } from '../stores/listening-store.ts';
import { currentPreferences } from '../stores/records-store.ts';
import { listSummaries } from '../stores/sessions-store.ts';
import { createPreferenceWriter } from './preference-writer.ts';
import type { RecordWriter } from './record-writer.ts';

/** What a level of verbosity holds for. */
export type VerbosityScope = 'app' | 'host' | 'session';

/** Actions on what is heard. */
export interface ListeningActions {
  repeatLast(): void;
  /** Goes to the next level, says and stores it; a session's own level, which can be silent, ends with the session. */
  cycleVerbosity(scope: VerbosityScope, sessionId: SessionId | null): void;
  /** Changes how fast announcements follow each other, by words a minute, and says how fast that is. */
  changePace(byWordsPerMinute: number): void;
  /** Gives an action a chord, none (null), or (undefined) its default again. Whether that is free is asked before. */
  setChord(actionId: string, chord: string | null | undefined): void;
  /** Holds all speech but answers to keys, or says what was held. */
  toggleQuiet(): void;
  /** Says in one sentence what the session does. */
  whatNow(sessionId: SessionId): void;
  /** Says that Earshot speaks, where, and whether the last message quoted the server. */
  whoIsSpeaking(sessionId: SessionId | null): void;
  /** Says the states of all sessions. */
  sessions(): void;
  /** Says a sentence of Earshot's own as the answer to a key (assertive unless told otherwise). */
  say(text: string, urgency?: Urgency): void;
  /** Says a failure's cause and advice as the answer to a key. */
  sayFailure(failure: Failure): void;
  /** Tells and lists what was typed into a session that is gone and never confirmed; secrets are only counted. */
  sayUnconfirmed(inputs: readonly SessionInput[]): void;
  /** A key, a click or a touch; speech makes room for its echo. */
  inputHappened(sentCommand: boolean): void;
}

const TOPIC = 'page';
/** Silence belongs to a session. */
const LASTING_LEVELS: readonly Verbosity[] = ['brief', 'normal', 'full'];

/** What the actions are made from. */
export interface ListeningActionParts {
  readonly announcer: Announcer;
  readonly stores: AppStores;
  readonly records: RecordWriter;
  readonly newId: () => string;
  readonly epochMs: () => number;
}

/** Creates the actions on one announcer. */
export function createListeningActions(
  parts: ListeningActionParts,
  signal: AbortSignal,
): ListeningActions {
  const { announcer, stores } = parts;
  const say = (text: string, urgency: Urgency = 'assertive'): void => {
    const short = text.slice(0, ANNOUNCEMENT_LIMIT);
    announcer.announce(plainAnnouncement(short, 'answer', TOPIC, { urgency }));
  };
  const applyPace = (): void => announcer.setPace(currentPreferences(stores.preferences).pace);
  stores.preferences.listen(applyPace, signal);
  return {
    repeatLast: () => announcer.repeatLast(),
    ...createSettings(parts, say, signal),
    ...createQuestions(parts, say),
    say,
    sayFailure(failure) {
      const { sentence, advice } = describeFailure(failure);
      say(`${sentence} ${advice}`);
    },
    sayUnconfirmed(inputs) {
      const text = pageWords.notConfirmed(inputs.length);
      const ownText = `${text}. ${pageWords.notConfirmedLines(inputs.map(inputName))}`;
      announcer.announce(plainAnnouncement(text, 'connection', `${TOPIC}/input`, { ownText }));
    },
    inputHappened: (sentCommand) => announcer.inputHappened({ sentCommand }),
  };
}

type Settings = 'cycleVerbosity' | 'changePace' | 'setChord' | 'toggleQuiet';

function createSettings(
  { announcer, stores, records, newId }: ListeningActionParts,
  say: (text: string) => void,
  signal: AbortSignal,
): Pick<ListeningActions, Settings> {
  const onFailure = (failure: Failure): void => say(describeFailure(failure).sentence);
  const preferences = createPreferenceWriter({ stores, records, newId, onFailure });
  const setOwnLevel = (sessionId: SessionId, level: Verbosity | null): void => {
    const state = stores.listening.get();
    const verbosity = new Map(state.verbosity);
    if (level === null) verbosity.delete(sessionId);
    else verbosity.set(sessionId, level);
    stores.listening.set({ ...state, verbosity });
  };
  stores.sessions.onStep(({ sessionId, after }) => {
    if (after.phase.kind === 'ended' && stores.listening.get().verbosity.has(sessionId))
      setOwnLevel(sessionId, null);
  }, signal);
  return {
    cycleVerbosity(scope, sessionId) {
      const target = sessionId === null ? null : stores.sessions.targetOf(sessionId);
      if (scope === 'session' && sessionId !== null) {
        const level = after(verbosityOf(stores, sessionId), verbositySchema.options);
        setOwnLevel(sessionId, level);
        say(listeningWords.verbosityIsForSession(level));
        return;
      }
      const { verbosity, hostVerbosity } = preferences.wanted();
      if (scope === 'host' && target !== null) {
        const place = hostPlace(target);
        const level = after(hostVerbosity[place] ?? verbosity, LASTING_LEVELS);
        say(listeningWords.verbosityIsForHost(level, target.hostName));
        preferences.change({ hostVerbosity: { ...hostVerbosity, [place]: level } });
      } else {
        const level = after(verbosity, LASTING_LEVELS);
        say(listeningWords.verbosityIsForApp(level));
        preferences.change({ verbosity: level });
      }
    },
    changePace(by) {
      const wish = preferences.wanted().pace + by;
      const pace = Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, wish));
      say(listeningWords.paceIs(pace));
      preferences.change({ pace });
    },
    setChord(actionId, chord) {
      const { chords } = preferences.wanted();
      const others = Object.entries(chords).filter(([id]) => id !== actionId);
      const own = chord === undefined ? [] : [[actionId, chord] as const];
      preferences.change({ chords: Object.fromEntries([...others, ...own]) });
    },
    toggleQuiet() {
      const isQuiet = !stores.listening.get().isQuiet;
      stores.listening.set({ ...stores.listening.get(), isQuiet });
      if (isQuiet) announcer.setQuiet(true);
      say(isQuiet ? listeningWords.isQuiet : listeningWords.speaks);
      if (!isQuiet) announcer.setQuiet(false);
    },
  };
}

function createQuestions(
  { announcer, stores, epochMs }: ListeningActionParts,
  say: (text: string) => void,
): Pick<ListeningActions, 'whatNow' | 'whoIsSpeaking' | 'sessions'> {
  const viewOf = (sessionId: SessionId): SessionView | null =>
    stores.sessions.get().followed.get(sessionId)?.view ?? null;
  return {
    whatNow(sessionId) {
      const view = viewOf(sessionId);
      if (view === null) return;
      const { text, ownText, serverText } = whatNow(view, epochMs());
      const extra = { urgency: 'assertive', ownText, serverText } as const;
      announcer.announce(plainAnnouncement(text, 'answer', TOPIC, extra));
    },
    whoIsSpeaking(sessionId) {
      const last = announcer.log.messages.at(-1);
      const lastQuoted = last === undefined ? null : last.serverText !== null;
      say(whoIsSpeaking(sessionId === null ? null : viewOf(sessionId), lastQuoted));
    },
    sessions() {
      const counts = new Map<string, number>();
      const named = listSummaries(stores.sessions.get()).map(({ hostName, state }) => {
        const number = (counts.get(hostName) ?? 0) + 1;
        counts.set(hostName, number);
        const name = number === 1 ? hostName : pageWords.numberedName(hostName, number);
        return { hostName: name, state };
      });
      say(sessionsSentence(named));
    },
  };
}

/** The level after `level`, from the last to the first. */
function after(level: Verbosity, levels: readonly Verbosity[]): Verbosity {
  return levels[(levels.indexOf(level) + 1) % levels.length] ?? 'normal';
}

/** An input for the list in Messages: a line as it was typed by the person, anything secret only by its kind. */
function inputName(input: SessionInput): string {
  if (input.kind === 'line') return input.text;
  return input.kind === 'secret' ? pageWords.secretInput : pageWords.controlInput;
}
