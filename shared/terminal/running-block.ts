/** Finds the block that runs: the newest one without an end. While an entry runs, its program does too. */
import type { CommandBlock } from './command-block.ts';
import type { SessionView } from './session-view.ts';

/** Whether a block has no end yet. */
export function isRunning(block: CommandBlock): boolean {
  const { kind } = block.status;
  return kind === 'running' || kind === 'quiet' || kind === 'waiting';
}

/** The block that input goes to, or null at the shell's prompt. Entries of one program stand behind its block. */
export function runningBlock(view: Pick<SessionView, 'blocks'>): CommandBlock | null {
  let block = view.blocks.at(-1);
  // A program that was entered ends before the one it was entered in.
  while (block !== undefined && !isRunning(block)) {
    const { parent } = block;
    if (parent === null) return null;
    block = view.blocks.findLast(({ id }) => id === parent);
  }
  return block ?? null;
}
