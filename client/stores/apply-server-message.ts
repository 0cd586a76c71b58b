/** From what the gateway says to the stores: every message has its place, or is an answer that its asker handles. */
import type { ServerMessage } from '../../shared/protocol/server-message.ts';
import type { AppStores } from './app-stores.ts';
import { deleteRecord, putRecord, replaceRecords } from './records-store.ts';

type Appliers = {
  readonly [Type in ServerMessage['type']]: (
    stores: AppStores,
    message: Extract<ServerMessage, { readonly type: Type }>,
  ) => void;
};

/** Answers and confirmations change nothing here; whoever asked handles them. */
const leave = (): void => undefined;

/** One entry for each message: a forgotten one does not compile. */
const appliers: Appliers = {
  'hello.accepted': (stores, { deviceName, offers }) => stores.device.set({ deviceName, offers }),
  'record.listed': (stores, { records }) => replaceRecords(stores, records),
  'record.changed': (stores, { record }) => putRecord(stores, record),
  'record.deleted': (stores, { kind, id }) => deleteRecord(stores, kind, id),
  'session.changed': (stores, message) => stores.sessions.applyChanged(message),
  'session.restored': (stores, message) => stores.sessions.applyRestored(message),
  'sessions.listed': (stores, { slot, sessions }) => stores.sessions.setSummaries(slot, sessions),
  // The sessions themselves are ended by the follower, which knows what was not confirmed.
  'keeper.lost': (stores, { slot }) => stores.sessions.setSummaries(slot, []),
  pong: leave,
  'connection.refused': leave,
  'record.stored': leave,
  'device.code-created': leave,
  'device.joined': leave,
  'session.opened': leave,
  'session.attached': leave,
  'input.confirmed': leave,
  'input.refused': leave,
  'block.read-lines': leave,
  'completion.listed': leave,
  'request.done': leave,
  'request.refused': leave,
};

/** Writes one message into the stores. */
export function applyServerMessage(stores: AppStores, message: ServerMessage): void {
  // The table pairs each type with its own message, which TypeScript cannot follow through the index.
  const apply = appliers[message.type] as (stores: AppStores, message: ServerMessage) => void;
  apply(stores, message);
}
