/** Brings the terminal's echo flag to whoever notices that a program waits, unless the moment has passed. */
import type { Shell } from '../ports/shell-transport.ts';

/** Asks at most once for each moment at which all stands still. */
export interface EchoEvidence {
  /** Something waits at this terminal of the server: asks, now or once the question under way is answered. */
  want(tty: string): void;
  /** Something was printed or typed: what is being asked is of the past. */
  outdate(): void;
}

/** Each question starts a process on the server: so many at once, then one in so many milliseconds. */
const BURST = 10;
const REFILL_MS = 3_000;

/** Nothing is asked before it is wanted; `tell` gets each answer that still holds. */
export function createEchoEvidence(
  shell: Pick<Shell, 'readEcho'>,
  nowEpochMs: () => number,
  tell: (isOn: boolean | null) => void,
): EchoEvidence {
  let moment = 0;
  let isAsking = false;
  let next: string | null = null;
  let left = BURST;
  let countedAtEpochMs = nowEpochMs();

  const mayAsk = (): boolean => {
    const refilled = Math.floor(Math.max(0, nowEpochMs() - countedAtEpochMs) / REFILL_MS);
    left = Math.min(BURST, left + refilled);
    countedAtEpochMs += refilled * REFILL_MS;
    if (left === 0) return false;
    left -= 1;
    return true;
  };
  const ask = async (tty: string): Promise<void> => {
    isAsking = true;
    const asked = moment;
    const isOn = await shell.readEcho(tty);
    isAsking = false;
    if (asked === moment) tell(isOn);
    const wanted = next;
    next = null;
    if (wanted !== null && mayAsk()) await ask(wanted);
  };

  return {
    want(tty) {
      if (isAsking) next = tty;
      else if (mayAsk()) void ask(tty);
    },
    outdate() {
      moment += 1;
      next = null;
    },
  };
}
