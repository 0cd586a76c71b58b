/** What a person can do in a session: send lines, answers and secrets, stop, take over, read more, leave. */
import type { Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { PageId, SessionId } from '../../shared/model/ids.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';
import { runningBlock } from '../../shared/terminal/running-block.ts';
import { pageWords } from '../../shared/words/page-words.ts';
import type { SessionSpeaker } from '../announcer/session-speaker.ts';
import type { GatewayLink } from '../link/gateway-link.ts';
import type { SessionFollower } from '../link/session-follower.ts';
import type { AppStores } from '../stores/app-stores.ts';
import { readAllLines, readLines, type ReadLines } from './block-reading.ts';
import { createCommandHistories, type CommandHistory } from './command-history.ts';
import type { ListeningActions } from './listening-actions.ts';

/** Actions in one session. */
export interface SessionActions {
  /** Follows the session from now on, also when its view is left. */
  follow(sessionId: SessionId): void;
  /** Sends a command line, or a line to the running program; false when it was not taken, which has been said. */
  sendLine(sessionId: SessionId, text: string): boolean;
  /** Sends what was typed where typing is hidden; it is kept nowhere. */
  sendSecret(sessionId: SessionId, text: string): boolean;
  /** Sends keys as they are (ECMA-48), without Enter; false when they were not taken, which has been said. */
  sendKeys(sessionId: SessionId, keys: string): boolean;
  /** Sends one key to a program; what it does to a full screen is the answer, and is said. */
  pressKey(sessionId: SessionId, bytes: string): boolean;
  /** Ctrl+C, and with the second press for the same command Ctrl+\. */
  stop(sessionId: SessionId): void;
  takeOver(sessionId: SessionId): Promise<void>;
  /** Closes the shell if it is open, takes the session off the list and shows Hosts. */
  end(sessionId: SessionId): Promise<void>;
  readLines(
    sessionId: SessionId,
    block: CommandBlock,
    range: { readonly from: number; readonly count: number },
  ): Promise<Result<ReadLines, Failure>>;
  /** Copies the block's output, as far as it is kept, and says how much. */
  copyOutput(sessionId: SessionId, block: CommandBlock): Promise<void>;
  /** Copies a text that a program offered, and says so. */
  copyText(text: string): Promise<void>;
  history(sessionId: SessionId): CommandHistory;
  /** Whether this page may type into the session. */
  isWriter(view: SessionView): boolean;
}

/** What the actions are made from. */
export interface SessionActionParts {
  readonly stores: AppStores;
  readonly link: GatewayLink;
  readonly follower: SessionFollower;
  readonly speaker: SessionSpeaker;
  readonly listening: ListeningActions;
  readonly pageId: PageId;
  /** Whether the clipboard took the text. */
  readonly copyText: (text: string) => Promise<boolean>;
}

/** Creates the actions. */
export function createSessionActions(
  parts: SessionActionParts,
  signal: AbortSignal,
): SessionActions {
  const { stores, link, follower, speaker, listening } = parts;
  const histories = createCommandHistories();
  /** How often Stop was pressed for the command that runs. */
  const stops = new Map<SessionId, { readonly blockId: number; readonly pressed: number }>();

  /** Sessions that the person ends here: once over, they leave the list by themselves. */
  const leaving = new Set<SessionId>();

  const viewOf = (sessionId: SessionId): SessionView | null =>
    stores.sessions.get().followed.get(sessionId)?.view ?? null;
  const isWriter = (view: SessionView): boolean =>
    view.writer === null || view.writer.pageId === parts.pageId;

  const send = (sessionId: SessionId, input: SessionInput): boolean => {
    const view = viewOf(sessionId);
    if (view !== null && !isWriter(view)) {
      const writer = view.writer?.deviceName ?? '';
      listening.sayFailure({ code: 'session.not-writer', writer });
      return false;
    }
    const sent = follower.send(sessionId, input);
    if (sent.ok) listening.inputHappened(true);
    else listening.sayFailure(sent.failure);
    return sent.ok;
  };
  /** Takes an ended session off the list and shows Hosts in its place. */
  async function close(sessionId: SessionId): Promise<void> {
    leaving.delete(sessionId);
    await link.request({ type: 'session.end', sessionId });
    follower.unfollow(sessionId);
    speaker.forget(sessionId);
    stores.sessions.forget(sessionId);
    histories.forget(sessionId);
    const route = stores.route.get();
    if (route.view === 'session' && route.sessionId === sessionId)
      stores.route.replace({ view: 'hosts' });
  }
  stores.sessions.onStep(({ sessionId, after }) => {
    if (after.phase.kind === 'ended' && leaving.has(sessionId)) void close(sessionId);
  }, signal);

  return {
    follow: (sessionId) => follower.follow(sessionId),
    sendLine: (sessionId, text) => send(sessionId, { kind: 'line', text }),
    sendSecret: (sessionId, text) => send(sessionId, { kind: 'secret', text }),
    sendKeys: (sessionId, keys) => send(sessionId, { kind: 'keys', text: keys }),
    pressKey(sessionId, bytes) {
      speaker.keyPressed(sessionId);
      return send(sessionId, { kind: 'keys', text: bytes });
    },
    stop(sessionId) {
      const view = viewOf(sessionId);
      const blockId = (view === null ? null : runningBlock(view))?.id ?? 0;
      const last = stops.get(sessionId);
      const pressed = last?.blockId === blockId && blockId !== 0 ? last.pressed + 1 : 1;
      stops.set(sessionId, { blockId, pressed });
      // Nothing that runs may keep Stop from being sent: the bounds of a block can be guessed wrong.
      const control = pressed === 2 ? 'quit' : 'interrupt';
      if (send(sessionId, { kind: 'control', control })) speaker.stopRequested(sessionId, pressed);
    },
    async takeOver(sessionId) {
      const done = await link.request({ type: 'session.take-over', sessionId });
      if (!done.ok) listening.sayFailure(done.failure);
      // Attaching again tells what of this page's earlier input the session has taken.
      else follower.attachAgain(sessionId);
    },
    async end(sessionId) {
      if (viewOf(sessionId)?.phase.kind === 'ended') {
        await close(sessionId);
        return;
      }
      leaving.add(sessionId);
      const done = await link.request({ type: 'session.end', sessionId });
      if (done.ok) return;
      leaving.delete(sessionId);
      if (done.failure.code === 'session.unknown') await close(sessionId);
      else listening.sayFailure(done.failure);
    },
    readLines: (sessionId, block, range) => readLines(link, { sessionId, block, ...range }),
    ...createCopying(parts),
    history: (sessionId) => histories.of(sessionId),
    isWriter,
  };
}

/** What goes to the clipboard; each says how it went. */
function createCopying({
  link,
  listening,
  copyText,
}: SessionActionParts): Pick<SessionActions, 'copyOutput' | 'copyText'> {
  return {
    async copyOutput(sessionId, block) {
      const lines = await readAllLines(link, sessionId, block);
      const isCopied = await copyText(lines.map((line) => line.text).join('\n'));
      listening.say(isCopied ? pageWords.copied(lines.length) : pageWords.notCopied);
    },
    async copyText(text) {
      listening.say((await copyText(text)) ? pageWords.textCopied : pageWords.notCopied);
    },
  };
}
