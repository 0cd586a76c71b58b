/** The messages that the region "Messages" shows: everything ever announced, newest last, bounded. */
import type { Clock } from '../../shared/base/clock.ts';
import { createEmitter } from '../../shared/base/emitter.ts';
import type { Announcement } from '../../shared/speech/announcement.ts';

/** Messages that are kept; the oldest go. */
export const MESSAGES_LIMIT = 200;

/** One announcement as it stands in Messages. */
export interface Message {
  /** Counts up from 1; never used twice, so a list can keep its elements. */
  readonly number: number;
  readonly atEpochMs: number;
  /** Earshot's own words. */
  readonly ownText: string;
  /** The server's words, to be shown after "Server text:", or null. */
  readonly serverText: string | null;
}

/** Readable by elements, written by the announcer. */
export interface MessageLog {
  /** All messages, newest last; a new array after each change. */
  readonly messages: readonly Message[];
  /** Calls with each new message until `signal` aborts. */
  listen(listener: (message: Message) => void, signal: AbortSignal): void;
}

/** Creates an empty log and the function that adds to it. */
export function createMessageLog(
  clock: Clock,
): MessageLog & { add(announcement: Announcement): void } {
  const emitter = createEmitter<Message>();
  let messages: readonly Message[] = [];
  let lastNumber = 0;
  return {
    get messages() {
      return messages;
    },
    listen(listener, signal) {
      emitter.listen(listener, signal);
    },
    add({ ownText, serverText }) {
      lastNumber += 1;
      const message = { number: lastNumber, atEpochMs: clock.epochMs(), ownText, serverText };
      messages = [...messages.slice(1 - MESSAGES_LIMIT), message];
      emitter.emit(message);
    },
  };
}
