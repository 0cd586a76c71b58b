/** Reading output: where the focus is to go, what was not said before a prompt, what changed between two runs, where one finds. */
import type { BlockId, SessionId } from '../../shared/model/ids.ts';
import type { LineChanges } from '../../shared/terminal/line-changes.ts';
import { createStore, type Store } from './store.ts';

/** A line of a block, 0-based over all lines ever printed; null stands for the block's heading. */
export interface ReadingPlace {
  readonly blockId: BlockId;
  readonly line: number | null;
}

/** What an open Find looks through: one block, or (null) all. */
export interface FindScope {
  readonly blockId: BlockId | null;
}

/** Reading in one session. */
export interface SessionReading {
  /** A new object for each wish to go somewhere. */
  readonly goTo: ReadingPlace | null;
  /** First of the lines that were printed and not said before the prompt that waits. */
  readonly unsaid: ReadingPlace | null;
  /** By the newer of the two blocks that were compared. */
  readonly changes: ReadonlyMap<BlockId, LineChanges>;
  /** Null while Find is closed. */
  readonly find: FindScope | null;
}

/** Sessions in which something was read. */
export type ReadingState = ReadonlyMap<SessionId, SessionReading>;

const nothingRead: SessionReading = { goTo: null, unsaid: null, changes: new Map(), find: null };

/** Creates the store with nothing read. */
export function createReadingStore(): Store<ReadingState> {
  return createStore<ReadingState>(new Map());
}

/** Reading in a session, empty where nothing was read yet. */
export function readingOf(state: ReadingState, sessionId: SessionId): SessionReading {
  return state.get(sessionId) ?? nothingRead;
}
