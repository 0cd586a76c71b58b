/** Whether a session ended because its host showed another key than the trusted one. Pure. */
import type { Failure } from '../../../shared/failures/failure.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';

/** The failure of a session that ended because the host showed another key, or null. */
export function changedKey({
  phase,
}: SessionView): Extract<Failure, { code: 'ssh.key-changed' }> | null {
  if (phase.kind !== 'ended' || phase.end.by !== 'failure') return null;
  return phase.end.failure.code === 'ssh.key-changed' ? phase.end.failure : null;
}
