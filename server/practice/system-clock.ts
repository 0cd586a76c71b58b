/** The real clock of the practice process. */
import type { Clock } from '../../shared/base/clock.ts';

/** Creates a clock on the machine's time. A delay of 0 means: after whatever input and output is pending now. */
export function createSystemClock(): Clock {
  return {
    monotonicMs: () => performance.now(),
    epochMs: () => Date.now(),
    after(delayMs, call, signal) {
      if (signal?.aborted === true) return;
      const callAndForget = (): void => {
        signal?.removeEventListener('abort', cancel);
        call();
      };
      // A timer takes a millisecond at least, which would hold up a flood 16 KiB at a time.
      const cancel = delayMs <= 0 ? nextTurn(callAndForget) : later(delayMs, callAndForget);
      signal?.addEventListener('abort', cancel, { once: true });
    },
  };
}

function nextTurn(call: () => void): () => void {
  const handle = setImmediate(call);
  return () => {
    clearImmediate(handle);
  };
}

function later(delayMs: number, call: () => void): () => void {
  const handle = setTimeout(call, delayMs);
  return () => {
    clearTimeout(handle);
  };
}
