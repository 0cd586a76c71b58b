/** What an exit code means for the status of a command, given what was sent to stop it. */
import type { BlockStatus } from '../../../../shared/terminal/command-block.ts';

/** Exit codes of a stopped job, 128 + SIGTSTP on Linux and on BSD; of SIGINT and SIGQUIT. */
const SUSPENDED_CODES = new Set([146, 148]);
const STOPPED_CODES = new Set([130, 131]);

/** The status; `isAskedOnScreen`: the stop was asked of a program that had the whole screen. */
export function statusOfCode(
  code: number,
  isStopAsked: boolean,
  isAskedOnScreen: boolean,
): BlockStatus {
  // Some programs end well when they are told to end; to those with a screen Ctrl+C is a key like others.
  if (code === 0) return { kind: isStopAsked && !isAskedOnScreen ? 'stopped' : 'ok' };
  if (SUSPENDED_CODES.has(code)) return { kind: 'suspended' };
  if (isStopAsked && STOPPED_CODES.has(code)) return { kind: 'stopped' };
  return { kind: 'failed', code };
}
