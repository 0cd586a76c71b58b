/**
 * Notices that the npm which started Earshot is gone. npm hands a SIGTERM to its shell and not to us, so without
 * this a gateway would outlive the command that people think they have stopped.
 */
import type { Clock } from '../../shared/base/clock.ts';

/** How often the parent is looked at; the price is one system call. */
const LOOK_EVERY_MS = 500;

/** What is known about the process that started this one. */
export interface ParentFacts {
  /** Whether npm runs this as a script (`npm_lifecycle_event`); otherwise a parent may end as it likes. */
  readonly isNpmScript: boolean;
  /** Number of the parent process, now. */
  parentId(): number;
}

/** Calls `onGone` once, when the parent is another one than at the start, unless `signal` aborts before. */
export function watchParent(
  facts: ParentFacts,
  clock: Clock,
  onGone: () => void,
  signal: AbortSignal,
): void {
  if (!facts.isNpmScript) return;
  const first = facts.parentId();
  const look = (): void => {
    if (facts.parentId() === first) clock.after(LOOK_EVERY_MS, look, signal);
    else onGone();
  };
  clock.after(LOOK_EVERY_MS, look, signal);
}
