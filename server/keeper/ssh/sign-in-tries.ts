/** Which way to sign in comes next, and how many answers are still taken. Pure: no server, no person. */
import type { SignInAsk } from '../ports/shell-transport.ts';

/** Answers that are taken before Earshot gives up. */
export const SIGN_IN_TRIES = 3;

/** A way to sign in that Earshot has (RFC 4252 section 8, RFC 4256). */
export type SignInMethod = SignInAsk['method'];

/** The next attempt, or why there is none. */
export type NextAttempt = SignInMethod | 'no-tries-left' | 'not-offered';

/** The tries of one sign-in. */
export interface SignInTries {
  /** How many answers are still taken, the running attempt included. */
  readonly triesLeft: number;
  /** Whether the answer before was refused; false again once a further one is given. */
  readonly isRefused: boolean;
  /** Whether the person has answered anything yet. */
  readonly hasAnswered: boolean;
  /** The person has answered in the running attempt. */
  answered(): void;
  /** The server has ended the running attempt and offers what follows. */
  next(offered: readonly string[], isPartialSuccess: boolean): NextAttempt;
}

/** Starts before the first attempt. */
export function createSignInTries(): SignInTries {
  let method: SignInMethod | null = null;
  let triesLeft = SIGN_IN_TRIES;
  let isRefused = false;
  let isAnswered = false;
  let hasAnswered = false;
  /** Whether the server failed keyboard-interactive without asking anything. */
  let isInteractiveMute = false;

  const pick = (offered: readonly string[]): SignInMethod | null => {
    const canAsk = offered.includes('keyboard-interactive') && !isInteractiveMute;
    // After a refused password questions come first: they may ask for a second factor.
    const isPasswordFirst = !canAsk || triesLeft === SIGN_IN_TRIES;
    if (offered.includes('password') && isPasswordFirst) return 'password';
    return canAsk ? 'keyboard-interactive' : null;
  };

  return {
    get triesLeft() {
      return triesLeft;
    },
    get isRefused() {
      return isRefused;
    },
    get hasAnswered() {
      return hasAnswered;
    },
    answered() {
      isAnswered = true;
      hasAnswered = true;
      isRefused = false;
    },
    next(offered, isPartialSuccess) {
      if (method === 'keyboard-interactive' && !isAnswered) isInteractiveMute = true;
      if (isAnswered && !isPartialSuccess) {
        triesLeft -= 1;
        isRefused = true;
      }
      isAnswered = false;
      if (triesLeft === 0) return 'no-tries-left';
      method = pick(offered);
      return method ?? 'not-offered';
    },
  };
}
