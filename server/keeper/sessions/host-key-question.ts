/** The question whether a host key is trusted. It has no time limit, because nobody is connected while it stands. */
import { failed, success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { HostKey } from '../../../shared/model/host-key.ts';

/** One question at a time. */
export interface HostKeyQuestion {
  /** Resolves with the key when the person trusts exactly it, with null when they do not. */
  ask(hostKey: HostKey): Promise<HostKey | null>;
  /** The person's word; session.question-over when no key or another key was asked about. */
  decide(trusted: HostKey | null): Result<null, Failure>;
  /** Counts as no. */
  close(): void;
}

/** No question stands yet; `onSettled` tells that the standing one was decided. */
export function createHostKeyQuestion(onSettled: () => void): HostKeyQuestion {
  let standing: {
    readonly hostKey: HostKey;
    readonly resolve: (trusted: HostKey | null) => void;
  } | null = null;
  const settle = (trusted: HostKey | null): void => {
    const settled = standing;
    standing = null;
    settled?.resolve(trusted);
  };
  return {
    ask(hostKey) {
      settle(null);
      return new Promise((resolve) => {
        standing = { hostKey, resolve };
      });
    },
    decide(trusted) {
      if (standing === null || (trusted !== null && !isSameKey(trusted, standing.hostKey))) {
        return failed({ code: 'session.question-over' });
      }
      onSettled();
      settle(trusted);
      return success(null);
    },
    close() {
      settle(null);
    },
  };
}

function isSameKey(one: HostKey, other: HostKey): boolean {
  return one.algorithm === other.algorithm && one.fingerprint === other.fingerprint;
}
