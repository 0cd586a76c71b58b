/**
 * The queue of waiting announcements that a person can hold: what asks for them, tells of the connection or answers a
 * key goes on, the rest waits and merges.
 */
import type { AnnouncementKind } from '../../shared/speech/announcement.ts';
import { createWaitingAnnouncements, type WaitingAnnouncements } from './waiting-announcements.ts';

/** Kinds that can wait until somebody listens again. */
const HELD: ReadonlySet<AnnouncementKind> = new Set(['result', 'progress']);

/** A queue that can be held. */
export interface QuietQueue extends WaitingAnnouncements {
  /** Holds results and progress, or (false) lets them go on. */
  setQuiet(isQuiet: boolean): void;
}

/** Creates an empty queue that is not held. */
export function createQuietQueue(): QuietQueue {
  const waiting = createWaitingAnnouncements();
  /** What came while the rest was held and may not wait; it goes first. */
  const answers = createWaitingAnnouncements();
  let isHeld = false;
  const turn = (): WaitingAnnouncements => (answers.next() === null && !isHeld ? waiting : answers);
  return {
    add(announcement, nowMs) {
      const queue = isHeld && !HELD.has(announcement.kind) ? answers : waiting;
      queue.add(announcement, nowMs);
    },
    next: () => turn().next(),
    takeNext: () => turn().takeNext(),
    setQuiet(isQuiet) {
      isHeld = isQuiet;
    },
  };
}
