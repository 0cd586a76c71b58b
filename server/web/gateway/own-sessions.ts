/** How many sessions a page's owner has, as its lane has heard it. The keepers hold the sessions themselves. */
import type { SessionSummary } from '../../../shared/protocol/session-conversation.ts';

/** Sessions that one owner may have open. */
export const SESSIONS_PER_OWNER_LIMIT = 20;

/** Counts sessions over all keepers. */
export interface OwnSessions {
  /** What the keeper in `slot` holds now. */
  note(slot: number, sessions: readonly SessionSummary[]): void;
  /** Sessions that have not ended. */
  openCount(): number;
}

/** Nothing heard yet. */
export function createOwnSessions(): OwnSessions {
  const openBySlot = new Map<number, number>();
  return {
    note(slot, sessions) {
      openBySlot.set(slot, sessions.filter(({ state }) => state !== 'ended').length);
    },
    openCount: () => [...openBySlot.values()].reduce((sum, count) => sum + count, 0),
  };
}
