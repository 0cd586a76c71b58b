/** From what the gateway says to the stores: every message has its place, or is an answer that its asker handles. */
import { assertNever } from '../../shared/base/assert-never.ts';
import type { ServerMessage } from '../../shared/protocol/server-message.ts';
import type { AppStores } from './app-stores.ts';
import { deleteRecord, putRecord, replaceRecords } from './records-store.ts';

/** Writes one message into the stores. Answers to requests change nothing here. */
export function applyServerMessage(stores: AppStores, message: ServerMessage): void {
  switch (message.type) {
    case 'hello.accepted':
      stores.device.set({ deviceName: message.deviceName, offers: message.offers });
      return;
    case 'record.listed':
      replaceRecords(stores, message.records);
      return;
    case 'record.changed':
      putRecord(stores, message.record);
      return;
    case 'record.deleted':
      deleteRecord(stores, message.kind, message.id);
      return;
    case 'session.changed':
      stores.sessions.applyChanged(message);
      return;
    case 'session.restored':
      stores.sessions.applyRestored(message);
      return;
    case 'sessions.listed':
      stores.sessions.setSummaries(message.slot, message.sessions);
      return;
    case 'keeper.lost':
      // The sessions themselves are ended by the follower, which knows what was not confirmed.
      stores.sessions.setSummaries(message.slot, []);
      return;
    case 'pong':
    case 'connection.refused':
    case 'record.stored':
    case 'device.code-created':
    case 'device.joined':
    case 'session.opened':
    case 'session.attached':
    case 'input.confirmed':
    case 'input.refused':
    case 'block.read-lines':
    case 'request.done':
    case 'request.refused':
      return;
    default:
      assertNever(message);
  }
}
