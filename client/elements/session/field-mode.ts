/** What the field in the command region is for, from the state of the session. Pure. */
import { runningBlock } from '../../../shared/terminal/running-block.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';

/** `command`: nothing runs; `input`: a program runs and may read; the others: a program waits. */
export type FieldMode = 'command' | 'input' | 'answer' | 'yes-no' | 'password';

/** The mode for a session that is open. */
export function fieldMode(view: SessionView): FieldMode {
  const status = runningBlock(view)?.status;
  if (status === undefined) return 'command';
  if (status.kind !== 'waiting') return 'input';
  const { kind } = status.prompt;
  return kind === 'yes-no' || kind === 'password' ? kind : 'answer';
}

/** What the buttons Yes and No send: whole words where the prompt spells them, as `ssh` does, else one letter. */
export function answerChoices(view: SessionView): { readonly yes: string; readonly no: string } {
  const status = runningBlock(view)?.status;
  const text = status?.kind === 'waiting' ? status.prompt.text : '';
  return /\byes\b.*\bno\b/i.test(text) ? { yes: 'yes', no: 'no' } : { yes: 'y', no: 'n' };
}
