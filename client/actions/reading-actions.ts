/**
 * Walking through output: errors, commands, the lines before a prompt, finding, comparing two runs. A page cannot see a
 * reader's own cursor, so all of it starts from the last place that Earshot itself focused.
 */
import {
  ANNOUNCEMENT_LIMIT,
  plainAnnouncement,
  type Announcement,
} from '../../shared/speech/announcement.ts';
import { cutEnd } from '../../shared/speech/clean-text.ts';
import { speechText } from '../../shared/speech/speech-text.ts';
import type { BlockId, SessionId } from '../../shared/model/ids.ts';
import { ERROR_LINES_LIMIT, type CommandBlock } from '../../shared/terminal/command-block.ts';
import { readingWords } from '../../shared/words/reading-words.ts';
import type { GatewayLink } from '../link/gateway-link.ts';
import type { AppStores } from '../stores/app-stores.ts';
import { readingOf, type ReadingPlace, type SessionReading } from '../stores/reading-store.ts';
import type { SessionStep } from '../stores/sessions-store.ts';
import { readKeptLines, type KeptLines } from './block-reading.ts';
import type { ListeningActions } from './listening-actions.ts';
import type { MatchWish } from './reading-find.ts';
import { commandPlaces, errorPlaces, nextPlace, type Step } from './reading-steps.ts';
import type { SessionActions } from './session-actions.ts';

/** Actions on the output of a session. */
export interface ReadingActions {
  /** Tells where the focus is now; places that Earshot itself chose count as well as a click. */
  focused(sessionId: SessionId, place: ReadingPlace): void;
  /** Goes to the next (1) or previous (-1) line that looks like an error, or says that there is none. */
  goToError(sessionId: SessionId, step: Step): void;
  /** Goes to the next (1) or previous (-1) heading of a command, or says that there is none. */
  goToCommand(sessionId: SessionId, step: Step): void;
  /** Goes to the first line that was printed and not said before the prompt that waits. */
  goToLinesBefore(sessionId: SessionId): void;
  /** Opens Find for one block, or (null) for all. */
  openFind(sessionId: SessionId, blockId: BlockId | null): void;
  closeFind(sessionId: SessionId): void;
  /** Goes on with what was looked for last; opens Find where it is closed. */
  findAgain(sessionId: SessionId, step: Step): void;
  /** Goes to a line that matches and says which of how many it is. */
  goToMatch(sessionId: SessionId, wish: MatchWish): Promise<void>;
  /** All lines of a block that are kept, within bounds. */
  lines(sessionId: SessionId, block: CommandBlock): Promise<KeptLines>;
  /** Says where one is in Earshot's words, and the line there in the server's. */
  sayLine(where: string, line: string): void;
  /** Runs the block's command again and says at its end what changed; false when it was not sent, which has been said. */
  runAgainAndCompare(sessionId: SessionId, block: CommandBlock): Promise<boolean>;
}

/** What the actions are made from. */
export interface ReadingActionParts {
  readonly stores: AppStores;
  readonly link: GatewayLink;
  readonly listening: ListeningActions;
  readonly session: Pick<SessionActions, 'sendLine' | 'history'>;
  readonly announce: (announcement: Announcement) => void;
}

/** Creates the actions; what is only needed on demand is loaded when it is first asked for. */
export function createReadingActions(
  parts: ReadingActionParts,
  signal: AbortSignal,
): ReadingActions {
  const { stores, link, listening } = parts;
  const places = new Map<SessionId, ReadingPlace>();
  const unsaidBy = createUnsaid();

  const blocksOf = (sessionId: SessionId): readonly CommandBlock[] =>
    stores.sessions.get().followed.get(sessionId)?.view?.blocks ?? [];
  const change = (sessionId: SessionId, changed: Partial<SessionReading>): void => {
    const state = stores.reading.get();
    const reading = { ...readingOf(state, sessionId), ...changed };
    stores.reading.set(new Map(state).set(sessionId, reading));
  };
  /** Moves on from the last place, to one of `places`; says `none` when there is nothing further. */
  const walk = (
    sessionId: SessionId,
    wish: { readonly step: Step; readonly to: readonly ReadingPlace[]; readonly none: string },
  ): void => {
    const from = places.get(sessionId) ?? null;
    const goTo = nextPlace(blocksOf(sessionId), wish.to, { from, step: wish.step });
    if (goTo === null) listening.say(wish.none);
    else change(sessionId, { goTo });
  };
  const lines = (sessionId: SessionId, block: CommandBlock): Promise<KeptLines> =>
    readKeptLines(link, sessionId, block);
  const compare = lazily(() =>
    import('./reading-compare.ts').then((loaded) => loaded.createComparing(parts, lines, signal)),
  );
  stores.sessions.onStep((step) => {
    // A new command is what one wants to hear of next.
    if (step.change.type === 'block.started') places.delete(step.sessionId);
    const unsaid = unsaidBy(step);
    if (unsaid !== undefined) change(step.sessionId, { unsaid });
  }, signal);

  return {
    focused: (sessionId, place) => void places.set(sessionId, place),
    goToError(sessionId, step) {
      const blocks = blocksOf(sessionId);
      const to = errorPlaces(blocks);
      const areAllTold = blocks.every(({ errorLines }) => errorLines.length < ERROR_LINES_LIMIT);
      const noMore = areAllTold ? readingWords.noMoreErrors : readingWords.noMoreErrorsTold;
      walk(sessionId, { step, to, none: step === 1 ? noMore : readingWords.noEarlierErrors });
    },
    goToCommand(sessionId, step) {
      const none = step === 1 ? readingWords.noMoreCommands : readingWords.noEarlierCommands;
      walk(sessionId, { step, none, to: commandPlaces(blocksOf(sessionId)) });
    },
    goToLinesBefore(sessionId) {
      const { unsaid } = readingOf(stores.reading.get(), sessionId);
      if (unsaid === null) listening.say(readingWords.noLinesBefore);
      else change(sessionId, { goTo: { ...unsaid } });
    },
    ...createFinding({
      listening,
      change,
      blocksOf,
      lines,
      placeOf: (id) => places.get(id) ?? null,
    }),
    lines,
    sayLine(where, line) {
      const serverText = cutEnd(speechText(line), ANNOUNCEMENT_LIMIT - where.length - 2);
      const text = serverText === '' ? where : `${where}: ${serverText}`;
      const said = { ownText: where, serverText: serverText === '' ? null : serverText };
      parts.announce(plainAnnouncement(text, 'answer', 'reading', said));
    },
    async runAgainAndCompare(sessionId, block) {
      const comparing = await loaded(listening, compare);
      if (comparing === null) return false;
      return comparing.runAgain(sessionId, block, (blockId, changes) => {
        const known = readingOf(stores.reading.get(), sessionId).changes;
        change(sessionId, { changes: new Map(known).set(blockId, changes) });
      });
    },
  };
}

/** What finding needs of the rest. */
interface FindingParts {
  readonly listening: ListeningActions;
  readonly change: (sessionId: SessionId, changed: Partial<SessionReading>) => void;
  readonly blocksOf: (sessionId: SessionId) => readonly CommandBlock[];
  readonly lines: ReadingActions['lines'];
  readonly placeOf: (sessionId: SessionId) => ReadingPlace | null;
}

function createFinding(
  parts: FindingParts,
): Pick<ReadingActions, 'openFind' | 'closeFind' | 'findAgain' | 'goToMatch'> {
  const { listening, change, blocksOf, lines, placeOf } = parts;
  /** What was looked for last, by sessions in which Find is open. */
  const wishes = new Map<SessionId, MatchWish>();
  const find = lazily(() =>
    import('./reading-find.ts').then((module) => module.createFinder(lines)),
  );
  const openFind = (sessionId: SessionId, blockId: BlockId | null): void =>
    change(sessionId, { find: { blockId } });
  const goToMatch = async (sessionId: SessionId, wish: MatchWish): Promise<void> => {
    if (wish.text !== '') wishes.set(sessionId, wish);
    const finder = await loaded(listening, find);
    if (finder === null) return;
    const from = placeOf(sessionId);
    const found = await finder.find(sessionId, blocksOf(sessionId), { ...wish, from });
    if (found.place !== null) change(sessionId, { goTo: found.place });
    // Polite: it must not cut the line that the reader says as the focus comes to it.
    listening.say(found.sentence, found.place === null ? 'assertive' : 'polite');
  };
  return {
    openFind,
    closeFind(sessionId) {
      wishes.delete(sessionId);
      change(sessionId, { find: null });
    },
    findAgain(sessionId, step) {
      const wish = wishes.get(sessionId);
      if (wish === undefined) openFind(sessionId, null);
      else void goToMatch(sessionId, { ...wish, step });
    },
    goToMatch,
  };
}

/** What `load` gives, or null, which has been said. */
async function loaded<Part>(
  listening: ListeningActions,
  load: () => Promise<Part>,
): Promise<Part | null> {
  return load().catch(() => {
    listening.say(readingWords.loadFailed);
    return null;
  });
}

/** Makes something when it is first asked for; a try that failed is forgotten. */
function lazily<Part>(make: () => Promise<Part>): () => Promise<Part> {
  let made: Promise<Part> | null = null;
  return () => {
    made ??= make();
    made.catch(() => (made = null));
    return made;
  };
}

/** Tells where the lines begin that a prompt left unsaid, null for none; undefined where a change says nothing about it. */
function createUnsaid(): (step: SessionStep) => ReadingPlace | null | undefined {
  /** Up to where prompts have told of a session's newest block. */
  const told = new Map<SessionId, ReadingPlace>();
  return ({ sessionId, change }) => {
    if (change.type === 'block.started') return null;
    if (change.type === 'block.ended') return null;
    if (change.type !== 'block.waited') return undefined;
    if (change.prompt === null) return null;
    const { linesBefore } = change.prompt;
    const last = told.get(sessionId);
    const line = last?.blockId === change.id ? (last.line ?? 0) : 0;
    told.set(sessionId, { blockId: change.id, line: linesBefore + 1 });
    return linesBefore > line ? { blockId: change.id, line } : null;
  };
}
