/** Preferences that change faster than they are stored, and those that cannot be. */
import { describe, expect, it } from 'vitest';
import { createPreferenceWriter } from '../../../client/actions/preference-writer.ts';
import type { RecordWriter } from '../../../client/actions/record-writer.ts';
import { createRecordStores, putRecord } from '../../../client/stores/records-store.ts';
import { preferencesSchema } from '../../../shared/model/preferences.ts';
import { asRecordId } from '../../../shared/model/parse-id.ts';
import { decodeMessage } from '../../../shared/protocol/codec.ts';
import type { Failure } from '../../../shared/failures/failure.ts';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';

function setUp(refuses = false) {
  const stores = createRecordStores();
  const failures: Failure[] = [];
  const revisions: number[] = [];
  const records: RecordWriter = {
    async put(_kind, recordId, revision, value) {
      await Promise.resolve();
      revisions.push(revision);
      if (refuses) return { code: 'record.unknown' };
      const body = JSON.stringify(value);
      const record = { id: asRecordId(recordId), revision: revision + 1, body };
      putRecord(stores, { kind: 'preferences', ...record });
      return null;
    },
    remove: () => Promise.resolve(null),
  };
  const onFailure = (failure: Failure): void => void failures.push(failure);
  const writer = createPreferenceWriter({ stores, records, newId: () => id, onFailure });
  return { stores, writer, failures, revisions };
}

describe('preferences', () => {
  it('are changed one after the other, each over the last', async () => {
    const { stores, writer, revisions } = setUp();
    writer.change({ verbosity: 'full' });
    writer.change({ pace: 300 });
    expect(writer.wanted()).toMatchObject({ verbosity: 'full', pace: 300 });
    await expect.poll(() => stores.preferences.get()?.revision).toBe(2);
    expect(revisions).toEqual([0, 1]);
    expect(stores.preferences.get()?.value).toMatchObject({ verbosity: 'full', pace: 300 });
  });

  it('go back to what is stored when they cannot be stored', async () => {
    const { writer, failures } = setUp(true);
    writer.change({ verbosity: 'full' });
    await expect.poll(() => failures.length).toBe(1);
    expect(writer.wanted().verbosity).toBe('normal');
  });

  it('of an older page are complete by defaults, and absurd ones are refused', () => {
    const old = decodeMessage(preferencesSchema, '{"verbosity":"brief"}');
    expect(old).toMatchObject({ ok: true, value: { verbosity: 'brief', pace: 220, chords: {} } });
    expect(decodeMessage(preferencesSchema, '{"verbosity":"brief","pace":5}').ok).toBe(false);
  });
});
