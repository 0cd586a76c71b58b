/** Following a running command by ear: begins on wish, ends with the command, with a second wish or with the session. */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import type { Announcement } from '../../shared/speech/announcement.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import { runningBlock } from '../../shared/terminal/running-block.ts';
import { listeningWords } from '../../shared/words/listening-words.ts';
import { createLineFollow } from '../announcer/line-follow.ts';
import type { GatewayLink } from '../link/gateway-link.ts';
import type { AppStores } from '../stores/app-stores.ts';
import { readLines } from './block-reading.ts';
import type { ListeningActions } from './listening-actions.ts';

/** Actions on following. */
export interface FollowActions {
  /** Says new lines of the running command from now on, only those that hold `wanted` ('' for all); again: stops. */
  toggle(sessionId: SessionId, wanted: string): void;
}

/** What the actions are made from. */
export interface FollowActionParts {
  readonly clock: Clock;
  readonly stores: AppStores;
  readonly link: GatewayLink;
  readonly listening: Pick<ListeningActions, 'say'>;
  readonly announce: (announcement: Announcement) => void;
}

/** Creates the actions; what is followed ends with `signal`. */
export function createFollowActions(parts: FollowActionParts, signal: AbortSignal): FollowActions {
  const { stores, link, listening } = parts;
  const followed = new Map<SessionId, { readonly end: () => void; readonly printed: () => void }>();

  const running = (sessionId: SessionId): CommandBlock | null => {
    const view = stores.sessions.get().followed.get(sessionId)?.view ?? null;
    return view?.phase.kind === 'open' ? runningBlock(view) : null;
  };
  const end = (sessionId: SessionId): void => {
    followed.get(sessionId)?.end();
    followed.delete(sessionId);
  };
  stores.sessions.onStep(({ sessionId, change }) => {
    if (change.type === 'block.printed') followed.get(sessionId)?.printed();
    else if (followed.has(sessionId) && running(sessionId) === null) end(sessionId);
  }, signal);

  return {
    toggle(sessionId, wanted) {
      if (followed.has(sessionId)) {
        end(sessionId);
        listening.say(listeningWords.followEnds);
        return;
      }
      if (running(sessionId) === null) {
        listening.say(listeningWords.nothingToFollow);
        return;
      }
      const lifetime = childLifetime(signal);
      const printed = createLineFollow(
        {
          clock: parts.clock,
          announce: parts.announce,
          topic: `${sessionId}/follow`,
          wanted,
          running: () => running(sessionId),
          async read(block, from, count) {
            const answer = await readLines(link, { sessionId, block, from, count });
            return answer.ok ? answer.value.lines.map(({ text }) => text) : [];
          },
        },
        lifetime.signal,
      );
      followed.set(sessionId, { end: () => lifetime.abort(), printed });
      listening.say(wanted === '' ? listeningWords.follows : listeningWords.followsMatching);
    },
  };
}
