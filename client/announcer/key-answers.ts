/** Waits, after a key went to a full-screen program, for the first picture of its screen that has something to say. */
import type { Clock } from '../../shared/base/clock.ts';
import {
  type Announcement,
  plainAnnouncement,
  type Urgency,
} from '../../shared/speech/announcement.ts';
import { answerToKey } from '../../shared/speech/screen-answer.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';

/** A picture that comes later than this is no answer to the key. */
const KEY_ANSWER_MS = 1_000;

/** The answers to keys in one session. */
export interface KeyAnswers {
  keyPressed(): void;
  /** The answer that a change brings, or null. */
  answerIn(before: SessionView, change: SessionChange): Announcement | null;
}

/** `urgency`: each assertive text chimes on Apple's devices, so it is polite there. */
export function createKeyAnswers(clock: Clock, sessionKey: string, urgency: Urgency): KeyAnswers {
  let keyAtMs = Number.NEGATIVE_INFINITY;
  return {
    keyPressed() {
      keyAtMs = clock.monotonicMs();
    },
    answerIn(before, change) {
      if (change.type !== 'screen.drawn') return null;
      if (clock.monotonicMs() - keyAtMs >= KEY_ANSWER_MS) return null;
      const text = answerToKey(before.screen, change.screen);
      if (text === null) return null;
      keyAtMs = Number.NEGATIVE_INFINITY;
      const parts = { urgency, ownText: '', serverText: text };
      return plainAnnouncement(text, 'answer', sessionKey, parts);
    },
  };
}
