/** The announcements that wait for their turn: what replaces what, what merges, who goes first. No time in here. */
import {
  ANNOUNCEMENT_LIMIT,
  type Announcement,
  type Urgency,
} from '../../shared/speech/announcement.ts';
import { en } from '../../shared/words/en.ts';

/** What is said next. */
export interface NextSpeech {
  readonly text: string;
  readonly urgency: Urgency;
  /** Pieces that follow it at verbosity full. */
  readonly more: readonly string[];
  /** When the longest waiting of them came, on the clock of who added it. */
  readonly sinceMs: number;
}

/** A queue that a reader's slowness cannot make long. */
export interface WaitingAnnouncements {
  add(announcement: Announcement, nowMs: number): void;
  /** What would be said next, or null; it stays until `takeNext`. */
  next(): NextSpeech | null;
  takeNext(): void;
}

interface Entry {
  readonly announcement: Announcement;
  readonly sinceMs: number;
}

/** Creates an empty queue. */
export function createWaitingAnnouncements(): WaitingAnnouncements {
  let entries: readonly Entry[] = [];

  const nextGroup = (): readonly Entry[] => {
    const first = entries.find((entry) => entry.announcement.urgency === 'assertive') ?? entries[0];
    if (first === undefined) return [];
    return isMergeable(first) ? entries.filter(isMergeable) : [first];
  };

  return {
    add(announcement, nowMs) {
      const replaced = entries.find((entry) => isReplacedBy(entry, announcement));
      // The place in the queue and the time of waiting are inherited, so that no one waits for ever.
      const entry = { announcement, sinceMs: replaced?.sinceMs ?? nowMs };
      const others = entries.filter((other) => !isReplacedBy(other, announcement));
      entries = [...others, entry];
    },
    next() {
      const group = nextGroup();
      const [first] = group;
      if (first === undefined) return null;
      const sinceMs = Math.min(...group.map((entry) => entry.sinceMs));
      const { text, urgency, more } = first.announcement;
      if (group.length === 1) return { text, urgency, more, sinceMs };
      return { text: mergedText(group), urgency, more: [], sinceMs };
    },
    takeNext() {
      const group = new Set(nextGroup());
      entries = entries.filter((entry) => !group.has(entry));
    },
  };
}

function isMergeable({ announcement }: Entry): boolean {
  return announcement.kind === 'result' && announcement.urgency === 'polite';
}

/** Results are never replaced. What else is about the same replaces its like, and a result ends progress and prompts. */
function isReplacedBy({ announcement: old }: Entry, next: Announcement): boolean {
  if (old.kind === 'result' || old.topic !== next.topic) return false;
  const endsCommand = next.kind === 'result' || next.kind === 'answer';
  return old.kind === next.kind || (endsCommand && old.kind !== 'connection');
}

/** `failed 2, make; ok, ls, 3 lines`: failures first, and what does not fit is counted. */
function mergedText(group: readonly Entry[]): string {
  const results = group.map((entry) => entry.announcement);
  const ordered = [
    ...results.filter((result) => result.isFailure),
    ...results.filter((result) => !result.isFailure),
  ].map((result) => result.mergedText);
  const joined = ordered.join('; ');
  if (joined.length <= ANNOUNCEMENT_LIMIT) return joined;
  for (let said = ordered.length - 1; said > 0; said -= 1) {
    const rest = en.spoken.moreResults(ordered.length - said);
    const text = [...ordered.slice(0, said), rest].join('; ');
    if (text.length <= ANNOUNCEMENT_LIMIT) return text;
  }
  return en.spoken.moreResults(ordered.length);
}
