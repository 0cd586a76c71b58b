/** What helps to type a command: completions from the server, and drafts that survive a reload. */
import { createEmitter } from '../../shared/base/emitter.ts';
import { describeFailure } from '../../shared/failures/catalogue.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import {
  COMPLETION_LINE_LIMIT,
  type Completion,
} from '../../shared/protocol/completion-conversation.ts';
import { typingWords } from '../../shared/words/typing-words.ts';
import type { GatewayLink } from '../link/gateway-link.ts';
import type { ListeningActions } from './listening-actions.ts';

/** What the command region of a session is asked to do from elsewhere. */
export type TypingWish = 'history' | 'edit-last';

/** Actions on what is being typed. */
export interface TypingActions {
  /** What the line could go on with, at least one candidate; null where there is none, which has been said. */
  complete(sessionId: SessionId, line: string): Promise<Completion | null>;
  /** Asks the session's command region, which does it where it is shown. */
  wish(sessionId: SessionId, wish: TypingWish): void;
  onWish(
    listener: (asked: { readonly sessionId: SessionId; readonly wish: TypingWish }) => void,
    signal: AbortSignal,
  ): void;
  /** The command that was being typed before a reload, '' where there is none. */
  draft(sessionId: SessionId): string;
  /** Keeps a command that is being typed; '' once it is sent. Never an answer, never anything hidden. */
  keepDraft(sessionId: SessionId, text: string): void;
}

/** Creates the actions. */
export function createTypingActions(parts: {
  readonly link: GatewayLink;
  readonly listening: ListeningActions;
  /** Texts by key that survive a reload; '' where none is kept. */
  readonly drafts: { read(key: string): string; write(key: string, text: string): void };
}): TypingActions {
  const { link, listening, drafts } = parts;
  const wished = createEmitter<{ readonly sessionId: SessionId; readonly wish: TypingWish }>();
  return {
    wish: (sessionId, wish) => wished.emit({ sessionId, wish }),
    onWish: (listener, signal) => wished.listen(listener, signal),
    async complete(sessionId, line) {
      if (line.length > COMPLETION_LINE_LIMIT) {
        listening.say(typingWords.noMatch);
        return null;
      }
      const answer = await link.request({ type: 'completion.ask', sessionId, line });
      if (!answer.ok) {
        listening.say(describeFailure(answer.failure).sentence);
        return null;
      }
      const problem = problemOf(answer.value);
      if (problem === null) return answer.value;
      listening.say(problem);
      return null;
    },
    draft: (sessionId) => drafts.read(sessionId),
    keepDraft: (sessionId, text) => drafts.write(sessionId, text),
  };
}

/** Why nothing can be offered, or null. */
function problemOf({ outcome, candidates }: Completion): string | null {
  if (outcome === 'not-offered') return typingWords.completionNotOffered;
  if (outcome === 'late') return typingWords.completionLate;
  return candidates.length === 0 ? typingWords.noMatch : null;
}
