/**
 * The one voice: takes announcements as they come and says them one at a time through the sink, at a pace a
 * screen reader can follow, out of the way of typing. What is said is decided in shared/speech.
 */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import {
  type Announcement,
  plainAnnouncement,
  type Urgency,
} from '../../shared/speech/announcement.ts';
import { en } from '../../shared/words/en.ts';
import type { SpeechSink } from '../ports/speech-sink.ts';
import { createMessageLog, type MessageLog } from './message-log.ts';
import { speechTimeMs } from './speech-time.ts';
import { createWaitingAnnouncements } from './waiting-announcements.ts';

/** After a key that does not send a command, polite speech waits so that the key's echo is heard. */
export const ECHO_HOLD_MS = 1_000;
/** However much is typed, an announcement is not held back longer. */
export const LONGEST_HOLD_MS = 5_000;
/** Text stands in its region for this long; readers that look late still find it. */
export const TEXT_STANDS_MS = 1_000;
/** A region stays empty for this long before the same text is said again (WebKit needs 100 ms, Orca 250 ms). */
export const EMPTY_BEFORE_REPEAT_MS = 300;
/** Two changes closer than this may reach a reader as one. */
export const BETWEEN_CHANGES_MS = 150;

/** The voice of the page. */
export interface Announcer {
  /** Says it when its turn comes, and puts it into the log at once. */
  announce(announcement: Announcement): void;
  /** A key or a touch: ends the wait for the last announcement; unless it sent a command, polite speech is held for 1 s. */
  inputHappened(input: { readonly sentCommand: boolean }): void;
  /** Says the last announcement again, as the answer to a key. */
  repeatLast(): void;
  /** How fast the listener's voice speaks, in words per minute; 60 to 900. */
  setPace(wordsPerMinute: number): void;
  readonly log: MessageLog;
}

/** What an announcer is made from. */
export interface AnnouncerParts {
  readonly clock: Clock;
  readonly sink: SpeechSink;
  readonly wordsPerMinute: number;
}

/** What the two regions were told last. */
interface Region {
  text: string;
  /** When it was emptied; null while text stands in it. */
  emptySinceMs: number | null;
}

const SLOWEST_PACE = 60;
const FASTEST_PACE = 900;
const LONG_AGO_MS = Number.NEGATIVE_INFINITY;

/** Creates the voice; when `signal` aborts it falls silent and drops what waits. */
export function createAnnouncer(
  { clock, sink, wordsPerMinute: initialPace }: AnnouncerParts,
  { signal }: { readonly signal: AbortSignal },
): Announcer {
  const log = createMessageLog(clock);
  const waiting = createWaitingAnnouncements();
  const regions: Record<Urgency, Region> = {
    polite: { text: '', emptySinceMs: LONG_AGO_MS },
    assertive: { text: '', emptySinceMs: LONG_AGO_MS },
  };
  let pace = initialPace;
  let lastChangeMs = LONG_AGO_MS;
  let lastUrgency: Urgency = 'polite';
  let speakingUntilMs = LONG_AGO_MS;
  let heldUntilMs = LONG_AGO_MS;
  let pieces: readonly string[] = [];
  let lastSaid: { text: string; more: readonly string[] } | null = null;
  let turn: AbortController | null = null;
  let clearing: AbortController | null = null;

  const clear = (urgency: Urgency): void => {
    const region = regions[urgency];
    if (region.emptySinceMs !== null) return;
    region.emptySinceMs = clock.monotonicMs();
    sink.clear(urgency);
  };

  const say = (text: string, urgency: Urgency): void => {
    clear(urgency === 'polite' ? 'assertive' : 'polite');
    const nowMs = clock.monotonicMs();
    regions[urgency] = { text, emptySinceMs: null };
    lastChangeMs = nowMs;
    lastUrgency = urgency;
    speakingUntilMs = nowMs + speechTimeMs(text, pace);
    sink.say(text, urgency);
    clearing?.abort();
    clearing = childLifetime(signal);
    clock.after(
      TEXT_STANDS_MS,
      () => {
        clear(urgency);
      },
      clearing.signal,
    );
  };

  /** When `text` may be said at the earliest. */
  const readyAtMs = (text: string, urgency: Urgency, sinceMs: number): number => {
    const region = regions[urgency];
    const isSame = region.text === text;
    // The region must be seen empty before the same words are said again.
    if (
      isSame &&
      region.emptySinceMs === null &&
      clock.monotonicMs() >= lastChangeMs + BETWEEN_CHANGES_MS
    )
      clear(urgency);
    const afterRepeat = isSame
      ? (regions[urgency].emptySinceMs ?? lastChangeMs + BETWEEN_CHANGES_MS) +
        EMPTY_BEFORE_REPEAT_MS
      : LONG_AGO_MS;
    const afterChange = Math.max(afterRepeat, lastChangeMs + BETWEEN_CHANGES_MS);
    if (urgency === 'assertive')
      return lastUrgency === 'assertive' ? Math.max(afterChange, speakingUntilMs) : afterChange;
    const afterTyping = Math.min(heldUntilMs, sinceMs + LONGEST_HOLD_MS);
    return Math.max(afterChange, speakingUntilMs, afterTyping);
  };

  /** Says what is due and comes back when the next is. */
  const takeTurn = (): void => {
    turn?.abort();
    turn = null;
    if (signal.aborted) return;
    const next = waiting.next();
    const piece = pieces[0];
    const isPiece = piece !== undefined && next?.urgency !== 'assertive';
    if (!isPiece && next === null) return;
    const nowMs = clock.monotonicMs();
    const text = isPiece ? piece : (next?.text ?? '');
    const urgency = isPiece ? 'polite' : (next?.urgency ?? 'polite');
    const dueMs = readyAtMs(text, urgency, isPiece ? nowMs : (next?.sinceMs ?? nowMs));
    if (dueMs > nowMs) {
      turn = childLifetime(signal);
      clock.after(dueMs - nowMs, takeTurn, turn.signal);
      return;
    }
    if (isPiece) {
      pieces = pieces.slice(1);
    } else {
      waiting.takeNext();
      const more = next?.more ?? [];
      // An interruption does not end a long answer; another answer does.
      if (urgency === 'polite' || more.length > 0) pieces = more;
      lastSaid = { text, more };
    }
    say(text, urgency);
    takeTurn();
  };

  return {
    log,
    announce(announcement) {
      if (signal.aborted) return;
      log.add(announcement);
      if (announcement.isSilent) return;
      waiting.add(announcement, clock.monotonicMs());
      takeTurn();
    },
    inputHappened({ sentCommand }) {
      const nowMs = clock.monotonicMs();
      speakingUntilMs = Math.min(speakingUntilMs, nowMs);
      heldUntilMs = sentCommand ? LONG_AGO_MS : nowMs + ECHO_HOLD_MS;
      // A key silences most readers; the rest of a long answer stands in the output.
      pieces = [];
      takeTurn();
    },
    repeatLast() {
      const text = lastSaid?.text ?? en.spoken.nothingSaidYet;
      const more = lastSaid?.more ?? [];
      waiting.add(
        plainAnnouncement(text, 'answer', 'repeat', { urgency: 'assertive', more }),
        clock.monotonicMs(),
      );
      takeTurn();
    },
    setPace(wordsPerMinute) {
      pace = Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, wordsPerMinute));
    },
  };
}
