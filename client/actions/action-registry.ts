/** The one list of what a person can do: in the app, in a session, in the field of a session. Keys, the dialog and Help read it. */
import type { SessionId } from '../../shared/model/ids.ts';
import { runningBlock } from '../../shared/terminal/running-block.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';
import { actionWords } from '../../shared/words/action-words.ts';
import { listeningWords } from '../../shared/words/listening-words.ts';
import { pageWords } from '../../shared/words/page-words.ts';
import { typingWords } from '../../shared/words/typing-words.ts';
import { withChanges } from '../input/keymap.ts';
import type { AppStores } from '../stores/app-stores.ts';
import { currentPreferences } from '../stores/records-store.ts';
import type { AppActions } from './app-actions.ts';
import { readingChords } from './reading-chords.ts';

/** Where an action is asked for. */
export interface ActionContext {
  readonly actions: AppActions;
  readonly stores: AppStores;
  /** The session on the page, or null. */
  readonly sessionId: SessionId | null;
}

/** One action. */
export interface RegisteredAction {
  readonly id: string;
  readonly words: string;
  /** As `input/key-chord.ts` writes it; null for none unless a person gives it one. */
  readonly chord: string | null;
  /** `field`: a key of the command field, which does it itself; it cannot be changed. */
  readonly place: 'app' | 'session' | 'field';
  /** Whether it makes sense here and now. */
  readonly isPossible: (context: ActionContext) => boolean;
  readonly run: (context: ActionContext) => void;
}

/** The id of the action that opens the list itself. */
export const OPEN_ACTIONS = 'open-actions';
/** The id of Stop, whose default chord copies where something is selected. */
export const STOP = 'stop';

/** Words a minute. */
const PACE_STEP = 20;

const always = (): boolean => true;
const nothing = (): void => undefined;
const field = (id: string, words: string, chord: string): RegisteredAction => ({
  ...{ id, words, chord, place: 'field' },
  isPossible: always,
  run: nothing,
});

function app(
  id: string,
  words: string,
  chord: string | null,
  run: RegisteredAction['run'],
): RegisteredAction {
  return { id, words, chord, place: 'app', isPossible: always, run };
}

/** What runs in an open session and knows its id. */
type RunInSession = (context: ActionContext, sessionId: SessionId) => void;

/** Id, words, chord and what it does. */
type SessionAction = readonly [id: string, words: string, chord: string | null, run: RunInSession];

function session(
  [id, words, chord, run]: SessionAction,
  isPossible: (view: SessionView) => boolean = () => true,
): RegisteredAction {
  return {
    ...{ id, words, chord, place: 'session' },
    isPossible: ({ stores, sessionId }) => {
      const view = sessionId === null ? null : viewOf(stores, sessionId);
      return view !== null && isPossible(view);
    },
    run: (context) => {
      if (context.sessionId !== null) run(context, context.sessionId);
    },
  };
}

const isOpen = ({ phase }: SessionView): boolean => phase.kind === 'open';
const isAtPrompt = (view: SessionView): boolean => isOpen(view) && runningBlock(view) === null;

/** All actions, in the order in which they are listed. */
export const registeredActions: readonly RegisteredAction[] = [
  field('send-line', pageWords.actionSendLine, 'Enter'),
  session(
    [STOP, pageWords.actionStop, 'Ctrl+C', ({ actions }, id) => actions.session.stop(id)],
    isOpen,
  ),
  field('older-command', pageWords.actionOlder, 'ArrowUp'),
  field('newer-command', pageWords.actionNewer, 'ArrowDown'),
  field('complete', typingWords.actionComplete, 'Tab'),
  field('add-line', typingWords.addLine, 'Shift+Enter'),
  session(
    ['history', typingWords.history, null, ({ actions }, id) => actions.typing.wish(id, 'history')],
    isAtPrompt,
  ),
  session(
    [
      'edit-last',
      typingWords.editLast,
      null,
      ({ actions }, id) => actions.typing.wish(id, 'edit-last'),
    ],
    isAtPrompt,
  ),
  // The dialog is opened by whoever shows it.
  app(OPEN_ACTIONS, actionWords.actions, 'F2', nothing),
  ...readingChords.map(({ id, words, chord, run }) =>
    session([id, words, chord, ({ actions }, sessionId) => run(actions.reading, sessionId)]),
  ),
  session(['run-last-again', actionWords.runLastAgain, null, runLastAgain], isAtPrompt),
  app('repeat-last', pageWords.repeatLast, 'F4', ({ actions }) => actions.listening.repeatLast()),
  ...listeningRows(),
  session([
    'end-session',
    pageWords.endSession,
    null,
    ({ actions }, id) => void actions.session.end(id),
  ]),
  app('go-to-hosts', actionWords.goToHosts, null, ({ stores }) =>
    stores.route.go({ view: 'hosts' }),
  ),
  app('go-to-help', actionWords.goToHelp, null, ({ stores }) => stores.route.go({ view: 'help' })),
];

/** What is asked of the voice, but for saying again. */
function listeningRows(): readonly RegisteredAction[] {
  const words = listeningWords;
  return [
    session(['what-now', words.whatNow, 'Shift+F4', (c, id) => c.actions.listening.whatNow(id)]),
    session(
      ['follow', words.follow, null, ({ actions }, id) => actions.follow.toggle(id, '')],
      isOpen,
    ),
    app('who-is-speaking', words.whoIsSpeaking, 'Shift+F1', ({ actions, sessionId }) =>
      actions.listening.whoIsSpeaking(sessionId),
    ),
    app('sessions', words.sessions, null, ({ actions }) => actions.listening.sessions()),
    app('quiet', words.quietOrSpeak, 'Shift+F2', (c) => c.actions.listening.toggleQuiet()),
    session([
      ...(['verbosity-session', words.verbosityForSession, 'Alt+PageDown'] as const),
      ({ actions }, id) => actions.listening.cycleVerbosity('session', id),
    ]),
    session([
      ...(['verbosity-host', words.verbosityForHost, null] as const),
      ({ actions }, id) => actions.listening.cycleVerbosity('host', id),
    ]),
    app('verbosity-app', words.verbosityForApp, null, ({ actions }) =>
      actions.listening.cycleVerbosity('app', null),
    ),
    app('pace-faster', words.faster, null, (c) => c.actions.listening.changePace(PACE_STEP)),
    app('pace-slower', words.slower, null, (c) => c.actions.listening.changePace(-PACE_STEP)),
  ];
}

/** All actions with the chords that hold for this person. */
export function actionsWithChords(
  stores: Pick<AppStores, 'preferences'>,
): readonly RegisteredAction[] {
  return withChanges(registeredActions, currentPreferences(stores.preferences).chords);
}

/** The actions that can be run here and now, without keys of the field. */
export function possibleActions(context: ActionContext): readonly RegisteredAction[] {
  return actionsWithChords(context.stores).filter(
    (action) => action.place !== 'field' && action.isPossible(context),
  );
}

function viewOf(stores: AppStores, sessionId: SessionId): SessionView | null {
  return stores.sessions.get().followed.get(sessionId)?.view ?? null;
}

function runLastAgain({ actions, stores }: ActionContext, sessionId: SessionId): void {
  const last = viewOf(stores, sessionId)?.blocks.findLast(({ kind }) => kind === 'command');
  if (last === undefined) actions.listening.say(actionWords.nothingToRun);
  else actions.session.sendLine(sessionId, last.commandLine);
}
