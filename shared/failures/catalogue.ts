/**
 * From a failure to what a person reads and hears: one sentence of cause, one of advice, and whether trying
 * again makes sense. Sentences live in one file per language; this file holds what no language changes.
 */
import type { Failure, FailureCode } from './failure.ts';
import type { FailureText, FailureWords } from './failure-words.ts';
import { failureWordsEn } from './failure-words-en.ts';

/** `now`: trying again may succeed at once; `later`: after a while; `never`: not before something is changed. */
export type Retry = 'now' | 'later' | 'never';

/** A failure in words. */
export interface FailureDescription {
  /** Cause, under 20 words, ends with a full stop; holds no text of a server. */
  readonly sentence: string;
  /** What to do, one sentence. */
  readonly advice: string;
  readonly retry: Retry;
  /** Server or system text behind its lead-in ("The server says: …"), or null. Show it only as text. */
  readonly detail: string | null;
}

/** Words for a failure, for the page, the console and speech alike; `words` is the catalogue of one language. */
export function describeFailure(
  failure: Failure,
  words: FailureWords = failureWordsEn,
): FailureDescription {
  // The table pairs each code with the text of that code, which TypeScript cannot follow through the index.
  const text = words[failure.code] as FailureText<FailureCode>;
  const detail = text.detail?.(failure) ?? '';
  return {
    sentence: text.sentence(failure),
    advice: typeof text.advice === 'string' ? text.advice : text.advice(failure),
    retry: retryOf[failure.code],
    detail: detail === '' ? null : detail,
  };
}

const retryOf: Readonly<Record<FailureCode, Retry>> = {
  'ssh.name-unknown': 'never',
  'ssh.refused': 'later',
  'ssh.no-answer': 'later',
  'ssh.no-route': 'later',
  'ssh.not-ssh': 'never',
  'ssh.server-silent': 'later',
  'ssh.no-common-algorithm': 'never',
  'ssh.key-changed': 'never',
  'ssh.key-not-trusted': 'now',
  'ssh.sign-in-refused': 'now',
  'ssh.sign-in-cancelled': 'now',
  'ssh.method-not-offered': 'never',
  'ssh.no-sign-in-asked': 'never',
  'ssh.shell-refused': 'never',
  'ssh.server-closed': 'now',
  'ssh.connection-lost': 'now',
  'ssh.server-misbehaved': 'never',
  'ssh.own-port': 'never',
  'session.unknown': 'never',
  'session.ended': 'never',
  'session.not-writer': 'never',
  'session.input-gap': 'never',
  'session.input-behind': 'later',
  'session.question-over': 'never',
  'session.block-gone': 'never',
  'keeper.lost': 'now',
  'keeper.full': 'never',
  'keeper.not-ready': 'later',
  'gateway.out-of-reach': 'now',
  'gateway.sessions-full': 'never',
  'gateway.sockets-full': 'never',
  'gateway.port-taken': 'never',
  'gateway.address-not-here': 'never',
  'gateway.data-in-use': 'never',
  'gateway.data-damaged': 'never',
  'gateway.data-newer': 'never',
  'gateway.data-no-folder': 'never',
  'gateway.data-not-private': 'never',
  'gateway.data-read-only': 'never',
  'gateway.disk-full': 'later',
  'gateway.setting-invalid': 'never',
  'gateway.not-running': 'never',
  'gateway.upgrade-failed': 'never',
  'protocol.mismatch': 'never',
  'protocol.malformed': 'never',
  'protocol.unknown-message': 'never',
  'protocol.too-large': 'never',
  'protocol.too-fast': 'later',
  'pairing.code-wrong': 'now',
  'pairing.code-spent': 'never',
  'pairing.too-fast': 'later',
  'device.not-paired': 'never',
  'record.unknown': 'never',
  'record.conflict': 'now',
  'record.too-large': 'never',
  'record.too-many': 'never',
  'host.name-invalid': 'never',
  'host.address-invalid': 'never',
  'host.port-invalid': 'never',
  'host.user-name-invalid': 'never',
};
