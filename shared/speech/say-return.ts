/** What is said to someone who comes back: how much happened meanwhile, in one sentence. */
import type { CommandBlock } from '../terminal/command-block.ts';
import type { SessionView } from '../terminal/session-view.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { type Announcement, plainAnnouncement } from './announcement.ts';
import { hasCommandLine } from './block-labels.ts';
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
  const missed = after.blocks.map((block) => missedOf(block, known.get(block.id)));
  const sum = (countOf: (one: Missed) => number): number =>
    missed.reduce((total, one) => total + countOf(one), 0);
  return {
    // Blocks that began and were forgotten in between left only their number behind.
    finished: sum((one) => one.finished) + Math.max(0, oldestHeld - newestKnown - 1),
    failed: sum((one) => one.failed),
    lines: sum((one) => one.lines),
    notKept:
      sum((one) => one.notKept) + Math.max(0, after.forgotten.lines - before.forgotten.lines),
  };
}

/** What one block has got since it was known as `old`. */
function missedOf(block: CommandBlock, old: CommandBlock | undefined): Missed {
  const hasJustEnded = block.durationMs !== null && (old?.durationMs ?? null) === null;
  const counts = hasJustEnded && hasCommandLine(block);
  return {
    finished: counts ? 1 : 0,
    failed: counts && block.status.kind === 'failed' ? 1 : 0,
    lines: Math.max(0, block.lineCount - (old?.lineCount ?? 0)),
    notKept: Math.max(0, block.notKept - (old?.notKept ?? 0)),
  };
}
