/** What the field in the command region is for, from the state of the session. Pure. */
import type { ProgramPrompt } from '../../../shared/terminal/command-block.ts';
import { runningBlock } from '../../../shared/terminal/running-block.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';

/** `command`: nothing runs; `input`: a program runs and may read; the others: a program waits. */
export type FieldMode = 'command' | 'input' | 'answer' | 'pager' | 'password';

/** The mode for a session that is open. */
export function fieldMode(view: SessionView): FieldMode {
  const status = runningBlock(view)?.status;
  if (status === undefined) return 'command';
  if (status.kind !== 'waiting') return 'input';
  const { kind } = status.prompt;
  return kind === 'pager' || kind === 'password' ? kind : 'answer';
}

/** The prompt that waits for an answer, or null. */
export function waitingPrompt(view: SessionView): ProgramPrompt | null {
  const status = runningBlock(view)?.status;
  return status?.kind === 'waiting' ? status.prompt : null;
}
