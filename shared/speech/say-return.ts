/** What is said to someone who comes back: how much happened meanwhile, in one sentence. */
import type { SessionView } from '../terminal/session-view.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { type Announcement, plainAnnouncement } from './announcement.ts';
import { ownSentence } from './sentence.ts';

interface Missed {
  readonly finished: number;
  readonly failed: number;
  readonly lines: number;
  readonly notKept: number;
}

/** `back, 2 commands finished, 1 failed, 412 lines, 96 lines no longer kept`, or null if nothing happened. */
export function returnAnnouncement(
  before: SessionView,
  after: SessionView,
  sessionKey: string,
  words: Words = en,
): Announcement | null {
  const { finished, failed, lines, notKept } = missedBetween(before, after);
  if (finished === 0 && lines === 0 && notKept === 0) return null;
  const { spoken } = words;
  const sentence = ownSentence([
    spoken.back,
    finished > 0 ? spoken.commandsFinished(finished) : '',
    failed > 0 ? spoken.commandsFailed(failed) : '',
    lines > 0 ? spoken.lines(lines) : '',
    notKept > 0 ? spoken.linesNotKept(notKept) : '',
  ]);
  return plainAnnouncement(sentence.text, 'connection', `${sessionKey}/back`);
}

/** Counts what `after` has that `before` did not have. Block ids count up, so blocks forgotten meanwhile are counted too. */
function missedBetween(before: SessionView, after: SessionView): Missed {
  const known = new Map(before.blocks.map((block) => [block.id, block]));
  const newestKnown = before.blocks.at(-1)?.id ?? 0;
  const oldestHeld = after.blocks[0]?.id ?? newestKnown + 1;
  // Blocks that began and were forgotten in between left only their number behind.
  let finished = Math.max(0, oldestHeld - newestKnown - 1);
  let failed = 0;
  let lines = 0;
  let notKept = after.forgotten.lines - before.forgotten.lines;
  for (const block of after.blocks) {
    const old = known.get(block.id);
    lines += block.lineCount - (old?.lineCount ?? 0);
    notKept += block.notKept - (old?.notKept ?? 0);
    const hasEnded = block.durationMs !== null && (old === undefined || old.durationMs === null);
    if (!hasEnded || block.kind !== 'command') continue;
    finished += 1;
    if (block.status.kind === 'failed') failed += 1;
  }
  return { finished, failed, lines: Math.max(0, lines), notKept: Math.max(0, notKept) };
}
