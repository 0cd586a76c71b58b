/** Which parts of a session's view stand on the page in which state. Pure. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';
import { changedKey } from './changed-key.ts';

/** A part of the view that comes and goes with the state of the session. */
export type SessionPart =
  'loading' | 'connecting' | 'host-key' | 'sign-in' | 'output' | 'command' | 'end' | 'key-changed';

/** The parts for a state, null for one that is not known yet. */
export function partsFor(view: SessionView | null): readonly SessionPart[] {
  if (view === null) return ['loading'];
  const { kind } = view.phase;
  switch (kind) {
    case 'connecting':
      return ['connecting'];
    case 'asking-host-key':
      return ['connecting', 'host-key'];
    case 'asking-sign-in':
      return ['connecting', 'sign-in'];
    case 'open':
      return ['output', 'command'];
    case 'ended':
      return changedKey(view) === null ? ['output', 'end'] : ['key-changed'];
    default:
      return assertNever(kind);
  }
}
