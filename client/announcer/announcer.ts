/**
 * The one voice: takes announcements as they come and says them one at a time through the sink, at a pace a
 * screen reader can follow, out of the way of typing. What is said is decided in shared/speech.
 */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { type Announcement, plainAnnouncement } from '../../shared/speech/announcement.ts';
import { en } from '../../shared/words/en.ts';
import type { SpeechSink } from '../ports/speech-sink.ts';
import { createMessageLog, type MessageLog } from './message-log.ts';
import { createQuietQueue } from './quiet-queue.ts';
import { createSpeechRegions } from './speech-regions.ts';
import { createTurnTime } from './turn-time.ts';
import type { NextSpeech } from './waiting-announcements.ts';

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
  /** Holds all speech but answers to keys, or says what was held; what is announced stands in the log either way. */
  setQuiet(isQuiet: boolean): void;
  readonly log: MessageLog;
}

/** What an announcer is made from. */
export interface AnnouncerParts {
  readonly clock: Clock;
  readonly sink: SpeechSink;
  readonly wordsPerMinute: number;
}

/** Creates the voice; when `signal` aborts it falls silent and drops what waits. */
export function createAnnouncer(
  { clock, sink, wordsPerMinute }: AnnouncerParts,
  { signal }: { readonly signal: AbortSignal },
): Announcer {
  const log = createMessageLog(clock);
  const waiting = createQuietQueue();
  const regions = createSpeechRegions(clock, sink, signal);
  const turnTime = createTurnTime(clock, wordsPerMinute);
  /** Pieces of a long answer that are still to be said. */
  let pieces: readonly string[] = [];
  let lastSaid: NextSpeech | null = null;
  let turn: AbortController | null = null;

  const say = ({ text, urgency }: NextSpeech): void => {
    turnTime.said(text, urgency);
    regions.say(text, urgency);
  };

  const sayWaiting = (next: NextSpeech): void => {
    waiting.takeNext();
    // An interruption does not end a long answer; another answer does.
    if (next.urgency === 'polite' || next.more.length > 0) pieces = next.more;
    lastSaid = next;
    say(next);
  };

  /** The next piece of a long answer, unless something assertive waits. */
  const nextPiece = (next: NextSpeech | null): NextSpeech | null => {
    const [text] = pieces;
    if (text === undefined || next?.urgency === 'assertive') return null;
    return { text, urgency: 'polite', more: [], sinceMs: clock.monotonicMs() };
  };

  /** Says what is due and comes back when the next is. */
  const takeTurn = (): void => {
    turn?.abort();
    turn = null;
    if (signal.aborted) return;
    const next = waiting.next();
    const piece = nextPiece(next);
    const candidate = piece ?? next;
    if (candidate === null) return;
    const nowMs = clock.monotonicMs();
    const { text, urgency } = candidate;
    const dueMs = Math.max(regions.freeAtMs(text, urgency), turnTime.dueAtMs(candidate));
    if (dueMs > nowMs) {
      turn = childLifetime(signal);
      clock.after(dueMs - nowMs, takeTurn, turn.signal);
      return;
    }
    if (piece === null) {
      sayWaiting(candidate);
    } else {
      pieces = pieces.slice(1);
      say(piece);
    }
    takeTurn();
  };

  const add = (announcement: Announcement): void => {
    waiting.add(announcement, clock.monotonicMs());
    takeTurn();
  };

  return {
    log,
    announce(announcement) {
      if (signal.aborted) return;
      log.add(announcement);
      if (!announcement.isSilent) add(announcement);
    },
    inputHappened({ sentCommand }) {
      turnTime.inputHappened(sentCommand);
      // A key silences most readers; the rest of a long answer stands in the output.
      pieces = [];
      takeTurn();
    },
    repeatLast() {
      const text = lastSaid?.text ?? en.spoken.nothingSaidYet;
      const more = lastSaid?.more ?? [];
      add(plainAnnouncement(text, 'answer', 'repeat', { urgency: 'assertive', more }));
    },
    setPace: (newPace) => turnTime.setPace(newPace),
    setQuiet(isQuiet) {
      pieces = [];
      waiting.setQuiet(isQuiet);
      takeTurn();
    },
  };
}
