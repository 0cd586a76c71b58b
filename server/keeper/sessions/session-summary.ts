/** A session in a list: what the state says about it in one word. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { SessionSummary } from '../../../shared/protocol/session-conversation.ts';
import { runningBlock } from '../../../shared/terminal/running-block.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';

/** The one word for a state. What the server prints before its first prompt does not count as running. */
export function sessionStateOf(view: SessionView): SessionSummary['state'] {
  switch (view.phase.kind) {
    case 'connecting':
      return 'connecting';
    case 'asking-host-key':
    case 'asking-sign-in':
      return 'asking';
    case 'ended':
      return 'ended';
    case 'open': {
      const block = runningBlock(view);
      if (block?.status.kind === 'waiting') return 'waiting';
      return block === null || block.kind === 'greeting' ? 'quiet' : 'running';
    }
    default:
      return assertNever(view.phase);
  }
}
