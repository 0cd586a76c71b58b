/**
 * Turns what ssh2 and the system report into failures. The only place that reads their codes, levels and
 * messages; the sentences are made in shared/failures.
 */
import type { Failure } from '../../../shared/failures/failure.ts';
import type { Misbehaviour } from '../../../shared/failures/misbehaviour.ts';
import type { Endpoint } from '../ports/shell-transport.ts';
import { foreignText } from './foreign-text.ts';
import type { Phase } from './phase-timers.ts';

/** What a failure is told about besides the error itself. */
export interface FailureScene {
  readonly endpoint: Endpoint;
  readonly userName: string;
  readonly phase: Phase;
}

/** The fields that errors of ssh2 and Node may carry; all of it is unchecked. */
interface ErrorFacts {
  readonly message: string;
  readonly level: string;
  readonly code: unknown;
}

function factsOf(error: unknown): ErrorFacts {
  const { message, level, code } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as Record<string, unknown>;
  return {
    message: typeof message === 'string' ? message : '',
    level: typeof level === 'string' ? level : '',
    code,
  };
}

/** Names of algorithm kinds as they stand in ssh2's messages, and as Earshot calls them. */
const algorithmKinds: readonly (readonly [RegExp, string])[] = [
  [/no matching key exchange/i, 'key exchange'],
  [/no matching host key/i, 'host key'],
  [/no matching \S+ cipher/i, 'cipher'],
  [/no matching \S+ MAC/i, 'MAC'],
  [/no matching \S+ compression/i, 'compression'],
];

/** What OpenSSH writes instead of an identification when it is too busy or told not to talk to us. */
const refusalInsteadOfIdentification = /^(?:Exceeded MaxStartups|Not allowed at this time)/;

/** The failure of a server that broke a limit or the protocol. */
export function misbehaved(scene: Pick<FailureScene, 'endpoint'>, what: Misbehaviour): Failure {
  return { code: 'ssh.server-misbehaved', address: scene.endpoint.address, what };
}

/** The failure of a phase that took longer than its limit. */
export function failureOfSilence({ endpoint, phase }: FailureScene, waitedMs: number): Failure {
  const { address, port } = endpoint;
  return phase === 'connecting'
    ? { code: 'ssh.no-answer', address, port, waitedMs }
    : { code: 'ssh.server-silent', address, port, waitedMs };
}

/** The failure of opening a TCP connection, by errno. `waitedMs` is how long the system tried. */
export function failureOfConnecting(error: unknown, endpoint: Endpoint, waitedMs: number): Failure {
  const { address, port } = endpoint;
  switch (factsOf(error).code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
    case 'ERR_INVALID_ARG_VALUE':
      return { code: 'ssh.name-unknown', address };
    case 'ECONNREFUSED':
      return { code: 'ssh.refused', address, port };
    case 'ETIMEDOUT':
      return { code: 'ssh.no-answer', address, port, waitedMs };
    case 'ECONNRESET':
      return { code: 'ssh.server-closed', address, detail: '' };
    default:
      // EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, EINVAL (unknown IPv6 zone), EACCES and EPERM (forbidden here).
      return { code: 'ssh.no-route', address };
  }
}

/** The failure of a connection that ended without an error, by where it stood. */
export function failureOfClose(
  { endpoint, userName, phase }: FailureScene,
  said: { readonly hasBytes: boolean; readonly firstLine: string },
): Failure {
  const { address, port } = endpoint;
  if (phase === 'identification' && said.hasBytes) {
    const firstLine = foreignText(said.firstLine);
    return refusalInsteadOfIdentification.test(firstLine)
      ? { code: 'ssh.server-closed', address, detail: firstLine }
      : { code: 'ssh.not-ssh', address, port };
  }
  // Servers count wrong answers down by hanging up (MaxAuthTries; PAM does so for a locked account).
  if (phase === 'answer') return { code: 'ssh.sign-in-refused', userName, address };
  return { code: 'ssh.server-closed', address, detail: '' };
}

/** Whether an error of ssh2 says no more than that the connection ended, which `failureOfClose` judges better. */
export function isPlainClose(error: unknown): boolean {
  return factsOf(error).message === 'Connection lost before handshake';
}

/** The failure of a connection on which ssh2 or the socket reported an error. */
export function failureOfError(error: unknown, scene: FailureScene): Failure {
  const { address } = scene.endpoint;
  const { message, level, code } = factsOf(error);
  if (level === 'client-socket') {
    const isOpen = scene.phase === 'open' || scene.phase === 'shell';
    if (isOpen || code !== 'ECONNRESET') return { code: 'ssh.connection-lost', address };
    return { code: 'ssh.server-closed', address, detail: '' };
  }
  if (level === 'client-timeout') return { code: 'ssh.connection-lost', address };
  // ssh2 puts the reason of SSH_MSG_DISCONNECT (RFC 4253 section 11.1) into `code`.
  if (typeof code === 'number') {
    if (scene.phase === 'answer') {
      return { code: 'ssh.sign-in-refused', userName: scene.userName, address };
    }
    return { code: 'ssh.server-closed', address, detail: foreignText(message) };
  }
  const kind = algorithmKinds.find(([pattern]) => pattern.test(message))?.[1];
  if (kind !== undefined) return { code: 'ssh.no-common-algorithm', address, kind };
  if (/signature/i.test(message) && level === 'handshake') {
    return misbehaved(scene, 'host-key-unproven');
  }
  return misbehaved(scene, 'packet-broken');
}
