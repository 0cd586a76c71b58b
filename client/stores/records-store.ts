/** Stored records of the owner by subject: hosts, known hosts, preferences; each with the revision the gateway has. */
import { hostSchema, type Host } from '../../shared/model/host.ts';
import type { RecordId } from '../../shared/model/ids.ts';
import { knownHostSchema, type KnownHost } from '../../shared/model/known-host.ts';
import {
  defaultPreferences,
  preferencesSchema,
  type Preferences,
} from '../../shared/model/preferences.ts';
import type { RecordKind, StoredRecord } from '../../shared/protocol/record-conversation.ts';
import { decodeMessage } from '../../shared/protocol/codec.ts';
import { createStore, type Readable, type Store } from './store.ts';

/** A record as the page holds it. */
export interface Held<Value> {
  readonly id: RecordId;
  readonly revision: number;
  readonly value: Value;
}

/** The three record stores; `preferences` holds at most one record, the first one listed. */
export interface RecordStores {
  readonly hosts: Store<ReadonlyMap<RecordId, Held<Host>>>;
  readonly knownHosts: Store<ReadonlyMap<RecordId, Held<KnownHost>>>;
  readonly preferences: Store<Held<Preferences> | null>;
}

/** Creates empty record stores. */
export function createRecordStores(): RecordStores {
  return {
    hosts: createStore<ReadonlyMap<RecordId, Held<Host>>>(new Map()),
    knownHosts: createStore<ReadonlyMap<RecordId, Held<KnownHost>>>(new Map()),
    preferences: createStore<Held<Preferences> | null>(null),
  };
}

/** The preferences that hold now, stored or not. */
export function currentPreferences(store: Readable<Held<Preferences> | null>): Preferences {
  return store.get()?.value ?? defaultPreferences;
}

/** Replaces everything by what the gateway listed. */
export function replaceRecords(stores: RecordStores, records: readonly StoredRecord[]): void {
  stores.hosts.set(new Map());
  stores.knownHosts.set(new Map());
  stores.preferences.set(null);
  for (const record of records) putRecord(stores, record);
}

/** Adds or replaces one record; one that cannot be read is left out, it must not take the others with it. */
export function putRecord(stores: RecordStores, record: StoredRecord): void {
  const { id, revision, body } = record;
  switch (record.kind) {
    case 'host': {
      const host = decodeMessage(hostSchema, body);
      if (host.ok) setEntry(stores.hosts, { id, revision, value: host.value });
      return;
    }
    case 'known-host': {
      const known = decodeMessage(knownHostSchema, body);
      if (known.ok) setEntry(stores.knownHosts, { id, revision, value: known.value });
      return;
    }
    case 'preferences': {
      const preferences = decodeMessage(preferencesSchema, body);
      const held = stores.preferences.get();
      if (preferences.ok && (held === null || held.id === id))
        stores.preferences.set({ id, revision, value: preferences.value });
    }
  }
}

/** Forgets one record. */
export function deleteRecord(stores: RecordStores, kind: RecordKind, id: RecordId): void {
  if (kind === 'host') deleteEntry(stores.hosts, id);
  else if (kind === 'known-host') deleteEntry(stores.knownHosts, id);
  else if (stores.preferences.get()?.id === id) stores.preferences.set(null);
}

function setEntry<Value>(
  store: Store<ReadonlyMap<RecordId, Held<Value>>>,
  held: Held<Value>,
): void {
  store.set(new Map(store.get()).set(held.id, held));
}

function deleteEntry<Value>(store: Store<ReadonlyMap<RecordId, Value>>, id: RecordId): void {
  const entries = new Map(store.get());
  if (entries.delete(id)) store.set(entries);
}
