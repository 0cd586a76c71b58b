/** What a person has set for the moment: how much is said of a session, whether all speech is held. Gone with the page. */
import type { SessionId } from '../../shared/model/ids.ts';
import { hostPlace } from '../../shared/model/preferences.ts';
import type { Verbosity } from '../../shared/model/verbosity.ts';
import { currentPreferences, type RecordStores } from './records-store.ts';
import type { SessionsStore } from './sessions-store.ts';
import { createStore, type Readable, type Store } from './store.ts';

/** Settings of the moment. */
export interface ListeningState {
  /** Whether speech is held until the person asks for it. */
  readonly isQuiet: boolean;
  /** Levels set for single sessions. */
  readonly verbosity: ReadonlyMap<SessionId, Verbosity>;
}

/** Creates the store with nothing set. */
export function createListeningStore(): Store<ListeningState> {
  return createStore<ListeningState>({ isQuiet: false, verbosity: new Map() });
}

/** The stores that decide how much is said. */
interface VerbosityStores extends Pick<RecordStores, 'preferences'> {
  readonly listening: Readable<ListeningState>;
  readonly sessions: Pick<SessionsStore, 'targetOf'>;
}

/** How much is said of a session: its own level, else its host's, else the app's (null for that). Only a session can be silent. */
export function verbosityOf(stores: VerbosityStores, sessionId: SessionId | null): Verbosity {
  const own = sessionId === null ? undefined : stores.listening.get().verbosity.get(sessionId);
  if (own !== undefined) return own;
  const { verbosity, hostVerbosity } = currentPreferences(stores.preferences);
  const target = sessionId === null ? null : stores.sessions.targetOf(sessionId);
  const level = target === null ? verbosity : (hostVerbosity[hostPlace(target)] ?? verbosity);
  return level === 'silent' ? 'normal' : level;
}
