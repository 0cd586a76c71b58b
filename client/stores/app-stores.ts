/** All stores of the page, one per subject. Actions write them, elements read them. */
import { createConnectionStore, type ConnectionState } from './connection-store.ts';
import { createDeviceStore, type DeviceState } from './device-store.ts';
import { createMessagesStore, type Message } from './messages-store.ts';
import { createListeningStore, type ListeningState } from './listening-store.ts';
import { createNoticeStore, type Notice } from './notice-store.ts';
import { createRecordStores, type RecordStores } from './records-store.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { AddressBar } from '../ports/address-bar.ts';
import { createBatched } from './batched.ts';
import { createReadingStore, type ReadingState } from './reading-store.ts';
import { createRouteStore, type RouteStore } from './route-store.ts';
import { createSessionsStore, type SessionsState, type SessionsStore } from './sessions-store.ts';
import type { Readable, Store } from './store.ts';

/** The stores by subject. */
export interface AppStores extends RecordStores {
  readonly connection: Store<ConnectionState>;
  readonly device: Store<DeviceState>;
  readonly sessions: SessionsStore;
  /** The same, told at most once in 50 ms: what elements draw from, so that a flood cannot busy the page. */
  readonly calmSessions: Readable<SessionsState>;
  readonly messages: Store<readonly Message[]>;
  readonly route: RouteStore;
  readonly notice: Store<Notice>;
  readonly reading: Store<ReadingState>;
  readonly listening: Store<ListeningState>;
}

/** Elements are drawn from sessions at most so often. */
const DRAW_EVERY_MS = 50;

/** Creates all stores, empty but for the route, which the address names. */
export function createAppStores(
  parts: { readonly clock: Clock; readonly addressBar: AddressBar },
  signal: AbortSignal,
): AppStores {
  const sessions = createSessionsStore();
  return {
    ...createRecordStores(),
    connection: createConnectionStore(),
    device: createDeviceStore(),
    sessions,
    calmSessions: createBatched(sessions, { clock: parts.clock, everyMs: DRAW_EVERY_MS }, signal),
    messages: createMessagesStore(),
    route: createRouteStore(parts.addressBar, signal),
    notice: createNoticeStore(),
    reading: createReadingStore(),
    listening: createListeningStore(),
  };
}
