/** Changes the person's preferences one after the other, however fast they are asked for. */
import type { Failure } from '../../shared/failures/failure.ts';
import type { Preferences } from '../../shared/model/preferences.ts';
import { currentPreferences, type RecordStores } from '../stores/records-store.ts';
import type { RecordWriter } from './record-writer.ts';

/** Reads and changes preferences. */
export interface PreferenceWriter {
  /** What holds, or will as soon as it is stored. */
  wanted(): Preferences;
  /** Stores a change over what is wanted; what cannot be stored is told to `onFailure` and is not wanted any more. */
  change(changed: Partial<Preferences>): void;
}

/** What it is made from. */
export interface PreferenceWriterParts {
  readonly stores: Pick<RecordStores, 'preferences'>;
  readonly records: RecordWriter;
  readonly newId: () => string;
  readonly onFailure: (failure: Failure) => void;
}

/** Creates the writer. */
export function createPreferenceWriter(parts: PreferenceWriterParts): PreferenceWriter {
  const { stores, records, newId, onFailure } = parts;
  /** The last change that is not stored yet. */
  let pending: Preferences | null = null;
  let writing: Promise<void> = Promise.resolve();

  const store = async (value: Preferences): Promise<void> => {
    const held = stores.preferences.get();
    const failure = await records.put(
      'preferences',
      held?.id ?? newId(),
      held?.revision ?? 0,
      value,
    );
    if (failure !== null) onFailure(failure);
    if (pending === value) pending = null;
  };
  const wanted = (): Preferences => pending ?? currentPreferences(stores.preferences);
  return {
    wanted,
    change(changed) {
      const value = { ...wanted(), ...changed };
      pending = value;
      writing = writing.then(() => store(value));
    },
  };
}
