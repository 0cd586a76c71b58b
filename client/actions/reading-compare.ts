/** "Run again and say what changed": keeps the old output, waits for the end of the new run, compares. Loaded on demand. */
import { changesSentence } from '../../shared/speech/changes-sentence.ts';
import { plainAnnouncement } from '../../shared/speech/announcement.ts';
import type { BlockId, SessionId } from '../../shared/model/ids.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import { lineChanges, type LineChanges } from '../../shared/terminal/line-changes.ts';
import type { KeptLines } from './block-reading.ts';
import type { ReadingActionParts } from './reading-actions.ts';

/** Compares runs of commands. */
export interface Comparing {
  /** False when the command was not sent, which has been said. `onCompared` gets the newer block and what differs. */
  runAgain(
    sessionId: SessionId,
    block: CommandBlock,
    onCompared: (blockId: BlockId, changes: LineChanges) => void,
  ): Promise<boolean>;
}

/** A run whose end is waited for. */
interface Run {
  readonly old: KeptLines;
  readonly commandLine: string;
  /** The newest block when it was sent. */
  readonly after: BlockId;
  readonly onCompared: (blockId: BlockId, changes: LineChanges) => void;
}

/** Creates it; the newest wish of a session replaces the one before. */
export function createComparing(
  { stores, session, announce }: ReadingActionParts,
  linesOf: (sessionId: SessionId, block: CommandBlock) => Promise<KeptLines>,
  signal: AbortSignal,
): Comparing {
  const runs = new Map<SessionId, Run>();
  const blocksOf = (sessionId: SessionId): readonly CommandBlock[] =>
    stores.sessions.get().followed.get(sessionId)?.view?.blocks ?? [];

  const compare = async (sessionId: SessionId, block: CommandBlock, run: Run): Promise<void> => {
    const kept = await linesOf(sessionId, block);
    const changes = lineChanges(textsOf(run.old), textsOf(kept));
    run.onCompared(block.id, placed(changes, run.old, kept));
    const { text, ownText, serverText } = changesSentence(changes, run.old.isWhole && kept.isWhole);
    announce(plainAnnouncement(text, 'answer', `${sessionId}/changes`, { ownText, serverText }));
  };

  stores.sessions.listen(() => {
    for (const [sessionId, run] of runs) {
      const block = blocksOf(sessionId).find(
        ({ id, kind }) => id > run.after && kind !== 'late' && kind !== 'greeting',
      );
      if (block === undefined) continue;
      // Something else was run in between; nothing is to be compared with it.
      if (block.commandLine !== run.commandLine) runs.delete(sessionId);
      else if (block.durationMs !== null) {
        runs.delete(sessionId);
        void compare(sessionId, block, run);
      }
    }
  }, signal);

  return {
    async runAgain(sessionId, block, onCompared) {
      const old = await linesOf(sessionId, block);
      const { commandLine } = block;
      const after = blocksOf(sessionId).at(-1)?.id ?? block.id;
      if (!session.sendLine(sessionId, commandLine)) return false;
      session.history(sessionId).add(commandLine);
      runs.set(sessionId, { old, commandLine, after, onCompared });
      return true;
    },
  };
}

function textsOf({ lines }: KeptLines): string[] {
  return lines.map(({ line }) => line.text);
}

/** With the places that the lines have in their blocks, which differ where lines are no longer kept. */
function placed(changes: LineChanges, old: KeptLines, kept: KeptLines): LineChanges {
  const placeIn =
    ({ lines }: KeptLines) =>
    ({ index, text }: LineChanges['added'][number]) => ({
      index: lines[index]?.index ?? index,
      text,
    });
  return {
    ...changes,
    added: changes.added.map(placeIn(kept)),
    removed: changes.removed.map(placeIn(old)),
  };
}
