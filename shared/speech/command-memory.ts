/** What must be remembered of the running command to speak of it later. A pure reducer: the time is an argument. */
import type { SessionChange } from '../terminal/session-change.ts';
import type { SessionView } from '../terminal/session-view.ts';

/** Memory of one session. */
export interface CommandMemory {
  /** Working directory when the command began, '' when unknown. */
  readonly directory: string;
  /** Lines of the block that were told of by prompts, the prompts' own lines among them. */
  readonly heardLines: number;
  /** Text of the last password prompt, whose line may go on with output, or ''. */
  readonly passwordPrompt: string;
  /** Since when the program waits for the person, null while it does not. */
  readonly waitingSinceMs: number | null;
  /** How long it has waited for the person in all, in milliseconds. */
  readonly waitedMs: number;
  /** Whether it took the whole screen at some time. */
  readonly usedFullScreen: boolean;
}

/** Memory of a session whose next command has not begun. */
export const freshMemory: CommandMemory = {
  directory: '',
  heardLines: 0,
  passwordPrompt: '',
  waitingSinceMs: null,
  waitedMs: 0,
  usedFullScreen: false,
};

/** The memory after `change`; `before` is the view it applies to, `nowMs` a time that never goes back. */
export function rememberChange(
  memory: CommandMemory,
  before: SessionView,
  change: SessionChange,
  nowMs: number,
): CommandMemory {
  switch (change.type) {
    case 'block.started':
      return { ...freshMemory, directory: before.directory };
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
