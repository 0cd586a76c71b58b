/** What must be remembered of the running command to speak of it later. A pure reducer: the time is an argument. */
import type { BlockId } from '../model/ids.ts';
import type { CommandBlock } from '../terminal/command-block.ts';
import type { SessionChange } from '../terminal/session-change.ts';
import type { SessionView } from '../terminal/session-view.ts';

/** Memory of the command that runs in one session; an entry of a running program has its own inside the program's. */
export interface CommandMemory {
  /** The block it is about, null before the first. */
  readonly blockId: BlockId | null;
  /** What is remembered of the program that the entry was made in. */
  readonly outer: CommandMemory | null;
  /** Working directory when the command began, '' when unknown. */
  readonly directory: string;
  /** User when the command began, '' when unknown. */
  readonly user: string;
  /** Whether it was told that the output paused, which is told once. */
  readonly toldPause: boolean;
  /** Lines of the block that were told of by prompts, the prompts' own lines among them. */
  readonly heardLines: number;
  /** Text of the last password prompt, whose line may go on with output, or ''. */
  readonly passwordPrompt: string;
  /** Since when the program waits for the person, null while it does not. */
  readonly waitingSinceMs: number | null;
  /** How long it has waited for the person in all, in milliseconds. */
  readonly waitedMs: number;
  /** Whether entries were made in it; each of them had its own result. */
  readonly hadEntries: boolean;
  /** Whether it took the whole screen at some time. */
  readonly usedFullScreen: boolean;
}

/** Memory of a session whose next command has not begun. */
export const freshMemory: CommandMemory = {
  blockId: null,
  outer: null,
  directory: '',
  user: '',
  toldPause: false,
  heardLines: 0,
  passwordPrompt: '',
  waitingSinceMs: null,
  waitedMs: 0,
  hadEntries: false,
  usedFullScreen: false,
};

/** The memory after `change`; `before` is the view it applies to, `nowMs` a time that never goes back. */
export function rememberChange(
  memory: CommandMemory,
  before: SessionView,
  change: SessionChange,
  nowMs: number,
): CommandMemory {
  if (change.type === 'block.started') return memoryOfStarted(memory, before, change.block);
  return rememberIn(memoryFor(memory, change), change, nowMs);
}

/** What the program printed before an entry is no result of it any more. */
function withEntry(memory: CommandMemory, before: SessionView, parent: BlockId): CommandMemory {
  const printed = before.blocks.findLast(({ id }) => id === parent)?.lineCount ?? 0;
  return { ...memory, hadEntries: true, heardLines: Math.max(memory.heardLines, printed) };
}

/** The memory of the block that a change is about: of the entry, or of the program around it once the entry is over. */
export function memoryFor(memory: CommandMemory, change: SessionChange): CommandMemory {
  return 'id' in change ? memoryOf(memory, change.id) : memory;
}

/** A program's memory stands behind that of its entry; any other block has a fresh one. */
function memoryOfStarted(
  memory: CommandMemory,
  before: SessionView,
  { id, parent }: CommandBlock,
): CommandMemory {
  const outer = parent === null ? null : withEntry(memoryOf(memory, parent), before, parent);
  return { ...freshMemory, blockId: id, outer, directory: before.directory, user: before.user };
}

function memoryOf(memory: CommandMemory, id: BlockId): CommandMemory {
  return memory.blockId !== id && memory.outer?.blockId === id ? memory.outer : memory;
}

function rememberIn(memory: CommandMemory, change: SessionChange, nowMs: number): CommandMemory {
  switch (change.type) {
    case 'block.quieted':
      return { ...memory, toldPause: memory.toldPause || change.isQuiet };
    case 'block.waited':
      return change.prompt === null
        ? {
            ...memory,
            waitingSinceMs: null,
            waitedMs: memory.waitedMs + waitedUntil(memory, nowMs),
          }
        : {
            ...memory,
            waitingSinceMs: nowMs,
            waitedMs: memory.waitedMs + waitedUntil(memory, nowMs),
            heardLines: change.prompt.linesBefore + 1,
            passwordPrompt: change.prompt.kind === 'password' ? change.prompt.text : '',
          };
    case 'block.ended':
      return {
        ...memory,
        waitingSinceMs: null,
        waitedMs: memory.waitedMs + waitedUntil(memory, nowMs),
      };
    case 'screen.changed':
      return { ...memory, usedFullScreen: memory.usedFullScreen || change.fullScreen !== null };
    default:
      return memory;
  }
}

function waitedUntil(memory: CommandMemory, nowMs: number): number {
  return memory.waitingSinceMs === null ? 0 : Math.max(0, nowMs - memory.waitingSinceMs);
}
