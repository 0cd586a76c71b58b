/** The way out for speech: two live regions in the page, or a list in a test. It knows nothing of queues or pace. */

import type { Urgency } from '../../shared/speech/announcement.ts';

/** Where the announcer puts its words. */
export interface SpeechSink {
  /** Replaces the text of the region of that urgency; never empty, at most 300 characters. */
  say(text: string, urgency: Urgency): void;
  /** Empties that region, so that the same text may be said again. */
  clear(urgency: Urgency): void;
}
