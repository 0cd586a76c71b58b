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
  const newest = view.blocks.at(-1);
  if (newest === undefined) return null;
  if (isRunning(newest)) return newest;
  if (newest.parent === null) return null;
  const parent = view.blocks.findLast(({ id }) => id === newest.parent);
  return parent !== undefined && isRunning(parent) ? parent : null;
}
