/** Joins what comes together: a screen that closes with its command's end, a lost command with its session's end. */
import type { Clock } from '../../shared/base/clock.ts';
import { type Announcement, ANNOUNCEMENT_LIMIT } from '../../shared/speech/announcement.ts';
import { cutEnd } from '../../shared/speech/clean-text.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';

/** How long the first of two waits for the second. */
export const TOGETHER_MS = 300;

/** Announces what a change says, joined with what was held back for it; `phase` is the one after the change. */
export type SayTogether = (
  change: SessionChange,
  phase: SessionView['phase'],
  announcement: Announcement,
) => void;

/** Creates the joiner of one session; what it holds is dropped when `signal` aborts. */
export function createSayTogether(
  clock: Clock,
  announce: (announcement: Announcement) => void,
  signal: AbortSignal,
): SayTogether {
  let held: Announcement | null = null;

  const takeHeld = (): Announcement | null => {
    const taken = held;
    held = null;
    return taken;
  };

  const hold = (announcement: Announcement): void => {
    held = announcement;
    const giveUp = (): void => {
      if (held !== announcement) return;
      held = null;
      announce(announcement);
    };
    clock.after(TOGETHER_MS, giveUp, signal);
  };

  const sayEndOfCommand = (
    isLost: boolean,
    phase: SessionView['phase'],
    result: Announcement,
  ): void => {
    const before = takeHeld();
    if (isLost && phase.kind !== 'ended') hold(result);
    else if (isLost) announce(unlessWanted(result, phase));
    else announce(before === null ? result : joined(before, result));
  };

  return (change, phase, announcement) => {
    if (change.type === 'block.ended') {
      sayEndOfCommand(change.status.kind === 'lost', phase, announcement);
    } else if (change.type === 'screen.changed' && change.fullScreen === null) {
      hold(announcement);
    } else {
      const before = takeHeld();
      if (before !== null) announce(unlessWanted(before, phase));
      announce(announcement);
    }
  };
}

/** The last command is not called lost aloud when its session ended because someone wanted it to. */
function unlessWanted(announcement: Announcement, phase: SessionView['phase']): Announcement {
  const isWanted = phase.kind === 'ended' && phase.end.by !== 'failure';
  return isWanted ? { ...announcement, isSilent: true } : announcement;
}

/** `full screen closed, ok` in place of two announcements. */
function joined(closed: Announcement, result: Announcement): Announcement {
  const text = cutEnd(`${closed.text}, ${result.text}`, ANNOUNCEMENT_LIMIT);
  return { ...result, text, ownText: `${closed.ownText}, ${result.ownText}` };
}
