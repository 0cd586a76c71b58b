/** What the gateway does with each message of a page: records and codes here, sessions by the keepers. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { ClientMessage, KeeperRequest } from '../../../shared/protocol/client-message.ts';
import type { ServerMessage } from '../../../shared/protocol/server-message.ts';
import type { Pairing } from '../accounts/pairing.ts';
import type { KeeperLane } from '../ports/keeper-link.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Connection, Connections } from './connections.ts';
import type { OwnSessions } from './own-sessions.ts';
import type { TargetPolicy } from './target-policy.ts';
import { SESSIONS_PER_OWNER_LIMIT } from './own-sessions.ts';

/** The page that a message came from. Its owner is known from the cookie, never from a message. */
export interface PageContext {
  readonly connection: Connection;
  readonly lane: KeeperLane;
  readonly sessions: OwnSessions;
  readonly send: (message: ServerMessage) => void;
  /** Whether the connection is over; what still waited for an answer is then dropped. */
  readonly hasEnded: () => boolean;
}

/** Handles one message; ends when the web process has done its part. */
export type MessageRouter = (page: PageContext, message: ClientMessage) => Promise<void>;

/** What the router works with. */
export interface RouterDependencies {
  readonly records: RecordStore;
  readonly pairing: Pairing;
  readonly connections: Connections;
  readonly targetPolicy: TargetPolicy;
}

/** Every message that names a session by its id. */
type SessionMessage = Exclude<KeeperRequest, { type: 'session.open' }>;
type Message<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

/** The router of this gateway. */
export function createMessageRouter(dependencies: RouterDependencies): MessageRouter {
  return async (page, message) => {
    switch (message.type) {
      case 'hello':
        // A second hello would change whose page this is.
        page.connection.refuse({ code: 'protocol.malformed' });
        return;
      case 'ping':
        page.send({ type: 'pong' });
        return;
      case 'record.list':
        listRecords(dependencies, page, message);
        return;
      case 'record.put':
        putRecord(dependencies, page, message);
        return;
      case 'record.delete':
        deleteRecord(dependencies, page, message);
        return;
      case 'device.create-code':
        createCode(dependencies, page, message);
        return;
      case 'session.open':
        await openSession(dependencies, page, message);
        return;
      default:
        // The lane carries the owner; the keeper looks among this owner's sessions only.
        handOn(page, message);
    }
  };
}

/** Messages about one session, which only the keeper that holds it can judge. */
function handOn(page: PageContext, message: SessionMessage): void {
  switch (message.type) {
    case 'session.attach':
    case 'session.detach':
    case 'session.acknowledge':
    case 'session.take-over':
    case 'session.end':
    case 'host-key.decide':
    case 'sign-in.answer':
    case 'input.send':
    case 'block.read':
    case 'completion.ask':
      page.lane.request(message);
      return;
    default:
      assertNever(message);
  }
}

function listRecords(
  { records }: RouterDependencies,
  page: PageContext,
  { requestId }: Message<'record.list'>,
): void {
  const listed = records.list(page.connection.device.ownerId);
  if (listed.ok) page.send({ type: 'record.listed', requestId, records: listed.value });
  else refuse(page, requestId, listed);
}

function putRecord(
  { records, connections }: RouterDependencies,
  page: PageContext,
  message: Message<'record.put'>,
): void {
  const { requestId, body, ...version } = message;
  const stored = records.put(page.connection.device.ownerId, version, body);
  if (!stored.ok) {
    refuse(page, requestId, stored);
    return;
  }
  page.send({ type: 'record.stored', requestId, revision: stored.value.revision });
  connections.tellOthers(page.connection, { type: 'record.changed', record: stored.value });
}

function deleteRecord(
  { records, connections }: RouterDependencies,
  page: PageContext,
  message: Message<'record.delete'>,
): void {
  const { requestId, kind, id } = message;
  const deleted = records.delete(page.connection.device.ownerId, message);
  if (!deleted.ok) {
    refuse(page, requestId, deleted);
    return;
  }
  page.send({ type: 'request.done', requestId });
  connections.tellOthers(page.connection, { type: 'record.deleted', kind, id });
}

function createCode(
  { pairing }: RouterDependencies,
  page: PageContext,
  { requestId }: Message<'device.create-code'>,
): void {
  const { ownerId, deviceId } = page.connection.device;
  const created = pairing.createDeviceCode(ownerId, deviceId);
  if (!created.ok) {
    refuse(page, requestId, created);
    return;
  }
  const { code, validMs } = created.value;
  page.send({
    type: 'device.code-created',
    requestId,
    code,
    validMs,
  });
}

async function openSession(
  { targetPolicy }: RouterDependencies,
  page: PageContext,
  message: Message<'session.open'>,
): Promise<void> {
  const { requestId } = message;
  if (page.sessions.openCount() >= SESSIONS_PER_OWNER_LIMIT) {
    const failure: Failure = { code: 'gateway.sessions-full', limit: SESSIONS_PER_OWNER_LIMIT };
    page.send({ type: 'request.refused', requestId, failure });
    return;
  }
  const target = await targetPolicy(message.target);
  if (page.hasEnded()) return;
  if (target.ok) page.lane.request({ ...message, target: target.value });
  else refuse(page, requestId, target);
}

function refuse(
  page: PageContext,
  requestId: number,
  { failure }: Extract<Result<unknown, Failure>, { ok: false }>,
): void {
  page.send({ type: 'request.refused', requestId, failure });
}
