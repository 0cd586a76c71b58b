/** The region "Messages": everything announced since the page was loaded, newest last, as the announcer keeps it. */
import { createStore, type Store } from './store.ts';

/** One message; `serverText` is shown after "Server text:" and nowhere else. */
export interface Message {
  /** Counts up and is never used twice; a key for the list. */
  readonly number: number;
  readonly atEpochMs: number;
  readonly ownText: string;
  readonly serverText: string | null;
}

/** Creates an empty list of messages. */
export function createMessagesStore(): Store<readonly Message[]> {
  return createStore<readonly Message[]>([]);
}
