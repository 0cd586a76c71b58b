/** The queue of waiting announcements that a person can hold: then only answers to keys go on, the rest waits and merges. */
import { createWaitingAnnouncements, type WaitingAnnouncements } from './waiting-announcements.ts';

/** A queue that can be held. */
export interface QuietQueue extends WaitingAnnouncements {
  /** Holds what waits and what comes but answers to keys, or (false) lets it go on. */
  setQuiet(isQuiet: boolean): void;
}

/** Creates an empty queue that is not held. */
export function createQuietQueue(): QuietQueue {
  const waiting = createWaitingAnnouncements();
  /** Answers that came while the rest was held; they go first. */
  const answers = createWaitingAnnouncements();
  let isHeld = false;
  const turn = (): WaitingAnnouncements => (answers.next() === null && !isHeld ? waiting : answers);
  return {
    add(announcement, nowMs) {
      const queue = isHeld && announcement.kind === 'answer' ? answers : waiting;
      queue.add(announcement, nowMs);
    },
    next: () => turn().next(),
    takeNext: () => turn().takeNext(),
    setQuiet(isQuiet) {
      isHeld = isQuiet;
    },
  };
}
