/** "Follow": says new lines of a running command, all or those that hold a text, at most one sentence in five seconds. */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { type Announcement, plainAnnouncement } from '../../shared/speech/announcement.ts';
import { followSentence } from '../../shared/speech/follow-sentence.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';

/** From one sentence to the next. */
export const FOLLOW_EVERY_MS = 5_000;
/** Lines that come together are told together. */
export const FOLLOW_SETTLE_MS = 300;
/** Newest lines that are looked through for one sentence; what one answer of the keeper holds. */
export const FOLLOW_LINES_LIMIT = 200;

/** What following is made from. */
export interface LineFollowParts {
  readonly clock: Clock;
  readonly announce: (announcement: Announcement) => void;
  /** Lines of the block from index `from` (0-based) on; none where they cannot be read. */
  readonly read: (block: CommandBlock, from: number, count: number) => Promise<readonly string[]>;
  /** The block as it is now, or null once it does not run or is not heard. */
  readonly running: () => CommandBlock | null;
  readonly topic: string;
  /** Only lines that hold this text, whatever the case; '' for all. */
  readonly wanted: string;
}

/** Follows one command from now on until `signal` aborts; call what it gives whenever the command printed. */
export function createLineFollow(parts: LineFollowParts, signal: AbortSignal): () => void {
  const { clock, announce, read, running, topic } = parts;
  const wanted = parts.wanted.toLowerCase();
  let toldLines = running()?.lineCount ?? 0;
  let lastSaidMs = Number.NEGATIVE_INFINITY;
  let waiting: AbortController | null = null;

  const tell = async (): Promise<void> => {
    const block = running();
    if (block !== null && block.lineCount > toldLines) {
      const count = Math.min(FOLLOW_LINES_LIMIT, block.lineCount - toldLines);
      toldLines = block.lineCount;
      const lines = await read(block, toldLines - count, count);
      const matching = lines.filter((line) => line.toLowerCase().includes(wanted));
      if (matching.length > 0 && !signal.aborted && running() !== null) {
        lastSaidMs = clock.monotonicMs();
        const { text, ownText, serverText } = followSentence(matching);
        announce(plainAnnouncement(text, 'progress', topic, { ownText, serverText }));
      }
    }
    waiting = null;
    if ((running()?.lineCount ?? 0) > toldLines) printed();
  };
  const printed = (): void => {
    if (waiting !== null || signal.aborted) return;
    waiting = childLifetime(signal);
    const waitMs = Math.max(FOLLOW_SETTLE_MS, lastSaidMs + FOLLOW_EVERY_MS - clock.monotonicMs());
    clock.after(waitMs, () => void tell(), waiting.signal);
  };
  return printed;
}
