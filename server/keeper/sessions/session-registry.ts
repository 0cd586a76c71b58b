/** All sessions of one keeper. Whoever asks names the owner: a foreign id and one that never was look the same. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../shared/base/clock.ts';
import { failed, success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { HostKey } from '../../../shared/model/host-key.ts';
import type { OwnerId, PageId, SessionId } from '../../../shared/model/ids.ts';
import type { SessionSummary } from '../../../shared/protocol/session-conversation.ts';
import type { SessionEnd, SessionTarget } from '../../../shared/terminal/session-view.ts';
import { limits } from '../../config/limits.ts';
import type { SessionSurroundings } from './session-connection.ts';
import { createTerminalSession, type TerminalSession } from './terminal-session.ts';

/** A lane as the registry knows it: a connected page that wants to hear of its owner's sessions. */
export interface ListFollower {
  readonly ownerId: OwnerId;
  readonly pageId: PageId;
  /** Something in the list has changed. */
  listChanged(): void;
  /** A newer lane speaks for the same page; this one is over. */
  superseded(): void;
}

/** The sessions of a keeper and the pages that are connected to it. */
export interface SessionRegistry {
  /** Number of this keeper; it stands in front of every id. */
  readonly slot: number;
  open(ownerId: OwnerId, target: SessionTarget, pin: HostKey | null): Result<SessionId, Failure>;
  /** The session if it exists and belongs to this owner, else null. */
  find(ownerId: OwnerId, sessionId: SessionId): TerminalSession | null;
  /** Forgets a session that has ended. */
  remove(session: TerminalSession): void;
  /** The owner's sessions, oldest first. */
  list(ownerId: OwnerId): SessionSummary[];
  follow(follower: ListFollower): void;
  unfollow(follower: ListFollower): void;
  isConnected(ownerId: OwnerId, pageId: PageId): boolean;
  /** Ends all sessions for the same reason; their pages hear it. */
  endAll(end: SessionEnd): void;
  /** Sessions that have not ended. */
  openCount(): number;
}

/** 128 bits are beyond guessing; an id is still no capability. */
const SESSION_ID_BYTES = 16;

/** An empty registry of the keeper with number `slot`. */
export function createSessionRegistry(
  slot: number,
  surroundings: SessionSurroundings,
): SessionRegistry {
  const sessions = new Map<SessionId, TerminalSession>();
  const followers = new Set<ListFollower>();
  const announceList = createListPacer(surroundings.clock, (ownerId) => {
    for (const follower of [...followers]) {
      if (follower.ownerId === ownerId) follower.listChanged();
    }
  });
  const ofOwner = (ownerId: OwnerId): TerminalSession[] =>
    [...sessions.values()].filter((session) => session.ownerId === ownerId);

  const remove = (session: TerminalSession): void => {
    if (!sessions.delete(session.sessionId)) return;
    session.dispose();
    announceList(session.ownerId);
  };
  /** Makes room by forgetting the oldest session that has ended; false when all are still open. */
  const makeRoom = (candidates: readonly TerminalSession[], limit: number): boolean => {
    if (candidates.length < limit) return true;
    const ended = candidates.find((session) => session.isEnded);
    if (ended === undefined) return false;
    remove(ended);
    return true;
  };

  return {
    slot,
    open(ownerId, target, pin) {
      if (!makeRoom(ofOwner(ownerId), limits.sessionsPerOwner)) {
        return failed({ code: 'gateway.sessions-full', limit: limits.sessionsPerOwner });
      }
      if (!makeRoom([...sessions.values()], limits.sessionsPerKeeper)) {
        return failed({ code: 'keeper.full', limit: limits.sessionsPerKeeper });
      }
      const sessionId = newSessionId(slot);
      let lastState = '';
      const session = createTerminalSession(
        { sessionId, ownerId, target, pin },
        surroundings,
        () => {
          const { state } = session.summary;
          if (state === lastState) return;
          lastState = state;
          announceList(ownerId);
        },
      );
      sessions.set(sessionId, session);
      announceList(ownerId);
      return success(sessionId);
    },
    find(ownerId, sessionId) {
      const session = sessions.get(sessionId);
      return session?.ownerId === ownerId ? session : null;
    },
    remove,
    list: (ownerId) => ofOwner(ownerId).map((session) => session.summary),
    follow(follower) {
      for (const other of [...followers]) {
        if (other.ownerId === follower.ownerId && other.pageId === follower.pageId) {
          followers.delete(other);
          other.superseded();
        }
      }
      followers.add(follower);
    },
    unfollow: (follower) => void followers.delete(follower),
    isConnected: (ownerId, pageId) =>
      [...followers].some((one) => one.ownerId === ownerId && one.pageId === pageId),
    endAll(end) {
      for (const session of sessions.values()) session.end(end);
    },
    openCount: () => [...sessions.values()].filter((session) => !session.isEnded).length,
  };
}

function newSessionId(slot: number): SessionId {
  return `${slot}.${randomBytes(SESSION_ID_BYTES).toString('base64url')}` as SessionId;
}

/** Tells of an owner's changes at once, then at most once per pace: a list is whole, so none in between is missed. */
function createListPacer(
  clock: Clock,
  tell: (ownerId: OwnerId) => void,
): (ownerId: OwnerId) => void {
  const paces = new Map<OwnerId, { isDue: boolean }>();
  const announce = (ownerId: OwnerId): void => {
    const pace = paces.get(ownerId);
    if (pace !== undefined) {
      pace.isDue = true;
      return;
    }
    const own = { isDue: false };
    paces.set(ownerId, own);
    clock.after(limits.sessionListPaceMs, () => {
      paces.delete(ownerId);
      if (own.isDue) announce(ownerId);
    });
    tell(ownerId);
  };
  return announce;
}
