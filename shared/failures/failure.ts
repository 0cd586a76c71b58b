/**
 * What can go wrong, as a closed tagged union: a code and facts, never a sentence. The catalogue beside it
 * turns a failure into words. Only what stands here crosses the wire.
 */
import * as v from 'valibot';
import { misbehaviourSchema } from './misbehaviour.ts';

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const address = text(255);
const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));
/** At most 200 characters from a server or the system, control characters removed by who made the failure. */
const foreignText = text(200);

const failure = <Code extends string, Facts extends v.ObjectEntries>(code: Code, facts: Facts) =>
  v.strictObject({ code: v.literal(code), ...facts });

/** Every failure by code. Areas: ssh, session, keeper, gateway, protocol, pairing, record, host. */
export const failureSchema = v.variant('code', [
  failure('ssh.name-unknown', { address }),
  failure('ssh.refused', { address, port }),
  failure('ssh.no-answer', { address, port, waitedMs: count }),
  failure('ssh.no-route', { address }),
  failure('ssh.not-ssh', { address, port }),
  failure('ssh.server-silent', { address, port, waitedMs: count }),
  failure('ssh.no-common-algorithm', { address, kind: text(40) }),
  failure('ssh.key-changed', {
    address,
    port,
    expectedFingerprint: text(100),
    seenFingerprint: text(100),
  }),
  failure('ssh.key-not-trusted', { address }),
  failure('ssh.sign-in-refused', { userName: text(64), address }),
  failure('ssh.sign-in-cancelled', { address }),
  failure('ssh.method-not-offered', {
    address,
    offered: v.pipe(v.array(text(64)), v.maxLength(16)),
  }),
  failure('ssh.no-sign-in-asked', { address }),
  failure('ssh.shell-refused', { address }),
  failure('ssh.server-closed', { address, detail: foreignText }),
  failure('ssh.connection-lost', { address }),
  failure('ssh.server-misbehaved', { address, what: misbehaviourSchema }),
  failure('ssh.own-port', { port }),
  failure('session.unknown', {}),
  failure('session.ended', {}),
  failure('session.not-writer', { writer: text(64) }),
  failure('session.input-gap', { expected: count, received: count }),
  failure('session.input-behind', { limitBytes: count }),
  failure('session.question-over', {}),
  failure('session.block-gone', {}),
  failure('keeper.lost', {}),
  failure('keeper.full', { limit: count }),
  failure('keeper.not-ready', {}),
  failure('gateway.out-of-reach', {}),
  failure('gateway.sessions-full', { limit: count }),
  failure('gateway.sockets-full', { limit: count }),
  failure('gateway.port-taken', { port }),
  failure('gateway.address-not-here', { address }),
  failure('gateway.data-in-use', { folder: text(4096), processId: count }),
  failure('gateway.data-damaged', { folder: text(4096) }),
  failure('gateway.data-newer', { folder: text(4096) }),
  failure('gateway.data-no-folder', { folder: text(4096) }),
  failure('gateway.data-not-private', { folder: text(4096) }),
  failure('gateway.data-read-only', { folder: text(4096) }),
  failure('gateway.disk-full', { folder: text(4096) }),
  failure('gateway.setting-invalid', { name: text(64), problem: text(200) }),
  failure('gateway.not-running', { folder: text(4096) }),
  failure('gateway.upgrade-failed', {}),
  failure('protocol.mismatch', { page: count, gateway: count }),
  failure('protocol.malformed', {}),
  failure('protocol.unknown-message', { name: text(64) }),
  failure('protocol.too-large', { limitBytes: count }),
  failure('protocol.too-fast', { waitMs: count }),
  failure('pairing.code-wrong', { triesLeft: count }),
  failure('pairing.code-spent', {}),
  failure('pairing.too-fast', { waitMs: count }),
  failure('device.not-paired', {}),
  failure('record.unknown', {}),
  failure('record.conflict', { revision: count }),
  failure('record.too-large', { limitBytes: count }),
  failure('record.too-many', { limit: count }),
  failure('host.name-invalid', {}),
  failure('host.address-invalid', {}),
  failure('host.port-invalid', {}),
  failure('host.user-name-invalid', {}),
]);

/** What went wrong, by code, with the facts a sentence needs. */
export type Failure = v.InferOutput<typeof failureSchema>;
/** The closed set of codes. */
export type FailureCode = Failure['code'];
