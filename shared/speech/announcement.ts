/** What speech hands to the announcer: words with their urgency, and which of them are the server's. */

/** `assertive` may cut what a screen reader is saying (WAI-ARIA 1.2, `aria-live`). */
export type Urgency = 'polite' | 'assertive';

/** How the announcer treats it while it waits: results merge, the others replace their like. */
export type AnnouncementKind = 'result' | 'prompt' | 'progress' | 'connection' | 'answer';

/** Characters in one announcement; VoiceOver and WebKit cut or drop much longer ones. */
export const ANNOUNCEMENT_LIMIT = 300;

/** One thing to say. */
export interface Announcement {
  /** What is said: 1 to 300 characters, with at least one word. */
  readonly text: string;
  /** Pieces of at most 300 characters that follow `text` at verbosity full. */
  readonly more: readonly string[];
  /** How it is said when it merges with other results: `failed 2, make`. */
  readonly mergedText: string;
  readonly urgency: Urgency;
  readonly kind: AnnouncementKind;
  /** Whose it is: the session's key, for some kinds with a suffix. Equal kind and topic replace each other. */
  readonly topic: string;
  /** A failure goes first when results merge. */
  readonly isFailure: boolean;
  /** Only for Messages, not for speech. */
  readonly isSilent: boolean;
  /** The part that is Earshot's own, for Messages. */
  readonly ownText: string;
  /** The part that is the server's, for Messages after "Server text:", or null. */
  readonly serverText: string | null;
}

/** An announcement of Earshot's own words alone; what `extra` does not name is polite, spoken and no failure. */
export function plainAnnouncement(
  text: string,
  kind: AnnouncementKind,
  topic: string,
  extra: Partial<Announcement> = {},
): Announcement {
  return {
    text,
    more: [],
    mergedText: text,
    urgency: 'polite',
    kind,
    topic,
    isFailure: false,
    isSilent: false,
    ownText: text,
    serverText: null,
    ...extra,
  };
}
