/**
 * Lets through only answers of the emulator that are on a list and hold nothing the host chose, at a bounded
 * rate. Which queries the emulator even hears is decided before it, in control-sequence-rules.
 */

/** Takes what the emulator would send to the host. */
export interface ReplyGate {
  /** Time of the bytes being parsed; the rate is counted in it. */
  setTime(nowEpochMs: number): void;
  offer(data: string): void;
}

/** Answers per second; more are dropped. */
export const REPLIES_PER_SECOND = 20;

/** Modes of ANSI and DEC that DECRQM may be answered for: an answer is then one of a fixed, short list. */
const ANSWERED_MODES = '4|20|1|6|7|12|25|47|66|1000|1002|1003|1004|1006|1047|1048|1049|2004|2026';
const ALLOWED: readonly RegExp[] = [
  // DA1: what kind of terminal this is.

  /^\x1b\[\?1;2c$/,
  // DSR 5: all is well. DSR 6: where the cursor stands, within the screen.

  /^\x1b\[0n$|^\x1b\[[0-9]{1,3};[0-9]{1,3}R$/,
  // DECRQM: whether a mode is set.

  new RegExp(`^\\x1b\\[\\??(?:${ANSWERED_MODES});[0-4]\\$y$`),
];

/** A gate that gives what it lets through to `send`, as bytes. */
export function createReplyGate(send: (bytes: Uint8Array) => void): ReplyGate {
  let now = 0;
  let windowStart = 0;
  let sentInWindow = 0;
  return {
    setTime(nowEpochMs) {
      now = nowEpochMs;
    },
    offer(data) {
      if (!ALLOWED.some((form) => form.test(data))) return;
      if (now - windowStart >= 1_000 || now < windowStart) {
        windowStart = now;
        sentInWindow = 0;
      }
      sentInWindow += 1;
      if (sentInWindow <= REPLIES_PER_SECOND) send(new TextEncoder().encode(data));
    },
  };
}
