/** Saved hosts: adding, editing, duplicating, removing. */
import { failed, success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { parseHostDraft, type Host, type HostDraft } from '../../shared/model/host.ts';
import type { RecordId } from '../../shared/model/ids.ts';
import { pageWords } from '../../shared/words/page-words.ts';
import type { AppStores } from '../stores/app-stores.ts';
import type { ListeningActions } from './listening-actions.ts';
import type { RecordWriter } from './record-writer.ts';

/** Actions on saved hosts. */
export interface HostActions {
  /** Saves a form as a new host (id null) or over an old one; fails with every field that is wrong. */
  save(id: RecordId | null, draft: HostDraft): Promise<Result<Host, readonly Failure[]>>;
  /** Saves a copy under a name of its own. */
  duplicate(id: RecordId): Promise<void>;
  /** Takes the host off the list; the key trusted for its address goes with the last host there. */
  remove(id: RecordId): Promise<void>;
}

/** Creates the actions. */
export function createHostActions(parts: {
  readonly stores: AppStores;
  readonly records: RecordWriter;
  readonly listening: ListeningActions;
  readonly newId: () => string;
}): HostActions {
  const { stores, records, listening } = parts;

  async function forgetKey(host: Host): Promise<void> {
    const isUsed = [...stores.hosts.get().values()].some(({ value }) => isSamePlace(value, host));
    if (isUsed) return;
    for (const known of stores.knownHosts.get().values())
      if (known.value.kind === 'host' && isSamePlace(known.value, host))
        await records.remove('known-host', known.id, known.revision);
  }

  return {
    async save(id, draft) {
      const parsed = parseHostDraft(draft);
      if (!parsed.ok) return parsed;
      const held = id === null ? undefined : stores.hosts.get().get(id);
      const recordId = id ?? parts.newId();
      const failure = await records.put('host', recordId, held?.revision ?? 0, parsed.value);
      if (failure !== null) return failed([failure]);
      listening.say(pageWords.hostSaved(parsed.value.name), 'polite');
      return success(parsed.value);
    },
    async duplicate(id) {
      const held = stores.hosts.get().get(id);
      if (held === undefined) return;
      const name = freeName(
        held.value.name,
        [...stores.hosts.get().values()].map(({ value }) => value.name),
      );
      const failure = await records.put('host', parts.newId(), 0, { ...held.value, name });
      if (failure === null) listening.say(pageWords.hostDuplicated(name));
      else listening.sayFailure(failure);
    },
    async remove(id) {
      const held = stores.hosts.get().get(id);
      if (held === undefined) return;
      const failure = await records.remove('host', id, held.revision);
      if (failure !== null) {
        listening.sayFailure(failure);
        return;
      }
      listening.say(pageWords.hostRemoved(held.value.name));
      await forgetKey(held.value);
    },
  };
}

/** Whether two addresses name the same place; host names know no case (RFC 4343). */
export function isSamePlace(
  one: { readonly address: string; readonly port: number },
  other: { readonly address: string; readonly port: number },
): boolean {
  return one.port === other.port && one.address.toLowerCase() === other.address.toLowerCase();
}

/** `web1 (2)`, or the next number that is free; 64 characters at most. */
function freeName(name: string, taken: readonly string[]): string {
  const base = name.replace(/ \(\d+\)$/, '').slice(0, 58);
  let number = 2;
  while (taken.includes(`${base} (${String(number)})`)) number += 1;
  return `${base} (${String(number)})`;
}
