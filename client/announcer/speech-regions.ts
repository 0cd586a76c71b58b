/** The two live regions as the announcer sees them: text is set, stands a while, is cleared, and never changes too fast. */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import type { Urgency } from '../../shared/speech/announcement.ts';
import type { SpeechSink } from '../ports/speech-sink.ts';

/** Text stands in its region for this long; readers that look late still find it. */
export const TEXT_STANDS_MS = 1_000;
/** A region stays empty for this long before the same text is said again (WebKit needs 100 ms, Orca 250 ms). */
export const EMPTY_BEFORE_REPEAT_MS = 300;
/** Two changes closer than this may reach a reader as one. */
export const BETWEEN_CHANGES_MS = 150;

/** Where the announcer puts text. */
export interface SpeechRegions {
  /** Sets the text now and clears it later; the other region is emptied. */
  say(text: string, urgency: Urgency): void;
  /** When `text` may be said at the earliest; where it stands already, its region is emptied for it. */
  freeAtMs(text: string, urgency: Urgency): number;
}

interface Region {
  readonly text: string;
  /** Since when it is empty; null while text stands in it. */
  readonly emptySinceMs: number | null;
}

const LONG_AGO_MS = Number.NEGATIVE_INFINITY;

/** Two empty regions over `sink`; the timer that clears ends with `signal`. */
export function createSpeechRegions(
  clock: Clock,
  sink: SpeechSink,
  signal: AbortSignal,
): SpeechRegions {
  const regions: Record<Urgency, Region> = {
    polite: { text: '', emptySinceMs: LONG_AGO_MS },
    assertive: { text: '', emptySinceMs: LONG_AGO_MS },
  };
  let lastChangeMs = LONG_AGO_MS;
  let clearing: AbortController | null = null;

  const clear = (urgency: Urgency): void => {
    const { text, emptySinceMs } = regions[urgency];
    if (emptySinceMs !== null) return;
    regions[urgency] = { text, emptySinceMs: clock.monotonicMs() };
    sink.clear(urgency);
  };

  return {
    say(text, urgency) {
      clear(urgency === 'polite' ? 'assertive' : 'polite');
      lastChangeMs = clock.monotonicMs();
      regions[urgency] = { text, emptySinceMs: null };
      sink.say(text, urgency);
      clearing?.abort();
      clearing = childLifetime(signal);
      clock.after(TEXT_STANDS_MS, () => clear(urgency), clearing.signal);
    },
    freeAtMs(text, urgency) {
      const mayChangeMs = lastChangeMs + BETWEEN_CHANGES_MS;
      if (regions[urgency].text !== text) return mayChangeMs;
      if (clock.monotonicMs() >= mayChangeMs) clear(urgency);
      const emptyFromMs = regions[urgency].emptySinceMs ?? mayChangeMs;
      return Math.max(mayChangeMs, emptyFromMs + EMPTY_BEFORE_REPEAT_MS);
    },
  };
}
