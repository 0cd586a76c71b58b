/** Everything a person can ask of the page, by subject. Elements call these and nothing else. */
import type { ConnectActions } from './connect-actions.ts';
import type { FollowActions } from './follow-actions.ts';
import type { HostActions } from './host-actions.ts';
import type { ListeningActions } from './listening-actions.ts';
import type { ReadingActions } from './reading-actions.ts';
import type { SessionActions } from './session-actions.ts';
import type { SetupActions } from './setup-actions.ts';
import type { TypingActions } from './typing-actions.ts';

/** The actions by subject. Going to a view is the route store's. */
export interface AppActions {
  readonly setup: SetupActions;
  readonly hosts: HostActions;
  readonly connect: ConnectActions;
  readonly session: SessionActions;
  readonly reading: ReadingActions;
  readonly listening: ListeningActions;
  readonly follow: FollowActions;
  readonly typing: TypingActions;
}
