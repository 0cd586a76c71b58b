/** When the next announcement may be said: after the last was heard, and out of the way of typing. */
import type { Clock } from '../../shared/base/clock.ts';
import type { Urgency } from '../../shared/speech/announcement.ts';
import { speechTimeMs } from './speech-time.ts';
import type { NextSpeech } from './waiting-announcements.ts';

/** After a key that does not send a command, polite speech waits so that the key's echo is heard. */
export const ECHO_HOLD_MS = 1_000;
/** However much is typed, an announcement is not held back longer. */
export const LONGEST_HOLD_MS = 5_000;

const SLOWEST_PACE = 60;
const FASTEST_PACE = 900;
const LONG_AGO_MS = Number.NEGATIVE_INFINITY;

/** The times that decide whose turn it is. */
export interface TurnTime {
  /** When `next` may be said at the earliest, as far as speech and typing go. */
  dueAtMs(next: NextSpeech): number;
  /** `text` is being said from now on. */
  said(text: string, urgency: Urgency): void;
  /** Ends the wait for what is being said, and holds polite speech unless a command was sent. */
  inputHappened(sentCommand: boolean): void;
  setPace(wordsPerMinute: number): void;
}

/** Times of a voice that has said nothing yet. */
export function createTurnTime(clock: Clock, wordsPerMinute: number): TurnTime {
  let pace = wordsPerMinute;
  let lastUrgency: Urgency = 'polite';
  let speakingUntilMs = LONG_AGO_MS;
  let heldUntilMs = LONG_AGO_MS;
  return {
    dueAtMs({ urgency, sinceMs }) {
      if (urgency === 'assertive')
        return lastUrgency === 'assertive' ? speakingUntilMs : LONG_AGO_MS;
      return Math.max(speakingUntilMs, Math.min(heldUntilMs, sinceMs + LONGEST_HOLD_MS));
    },
    said(text, urgency) {
      lastUrgency = urgency;
      speakingUntilMs = clock.monotonicMs() + speechTimeMs(text, pace);
    },
    inputHappened(sentCommand) {
      const nowMs = clock.monotonicMs();
      speakingUntilMs = Math.min(speakingUntilMs, nowMs);
      heldUntilMs = sentCommand ? LONG_AGO_MS : nowMs + ECHO_HOLD_MS;
    },
    setPace(newPace) {
      pace = Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, newPace));
    },
  };
}
