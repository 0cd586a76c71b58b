/** What the gateway says, as it arrives in the stores; and the route in the address. */
import { describe, expect, it } from 'vitest';
import { createAppStores } from '../../../client/stores/app-stores.ts';
import { applyServerMessage } from '../../../client/stores/apply-server-message.ts';
import { listSummaries } from '../../../client/stores/sessions-store.ts';
import type { AddressBar } from '../../../client/ports/address-bar.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import { asRecordId } from '../../../shared/model/parse-id.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** An address bar that is a string. */
function fakeAddressBar(initial = ''): AddressBar & { readonly visited: string[] } {
  const visited = [initial];
  return {
    visited,
    fragment: () => visited.at(-1) ?? '',
    push: (fragment) => visited.push(fragment),
    replace: (fragment) => (visited[visited.length - 1] = fragment),
    listen: () => undefined,
  };
}

function stores(fragment = '') {
  const addressBar = fakeAddressBar(fragment);
  const { signal } = new AbortController();
  return { ...createAppStores({ clock: createFakeClock(), addressBar }, signal), addressBar };
}

const host = { name: 'web1', address: '192.0.2.1', port: 22, userName: 'amy' };
const id = asRecordId('record-0123456789');

describe('what the gateway says', () => {
  it('becomes hosts, and a damaged record does not take the others with it', () => {
    const all = stores();
    applyServerMessage(all, {
      type: 'record.listed',
      requestId: 1,
      records: [
        { kind: 'host', id: asRecordId('broken-0123456789'), revision: 1, body: '{"name":' },
        { kind: 'host', id, revision: 3, body: JSON.stringify(host) },
        { kind: 'preferences', id, revision: 1, body: '{"verbosity":"brief","later":true}' },
      ],
    });
    expect([...all.hosts.get().values()]).toEqual([{ id, revision: 3, value: host }]);
    expect(all.preferences.get()?.value.verbosity).toBe('brief');
    applyServerMessage(all, { type: 'record.deleted', kind: 'host', id });
    expect(all.hosts.get().size).toBe(0);
  });

  it('becomes the list of sessions, keeper by keeper', () => {
    const all = stores();
    const summary = (slot: number, startedAtEpochMs: number) => ({
      sessionId: `${slot}.session-0123456789` as SessionId,
      hostName: `web${slot}`,
      userName: 'amy',
      address: '192.0.2.1',
      state: 'quiet' as const,
      startedAtEpochMs,
    });
    applyServerMessage(all, { type: 'sessions.listed', slot: 1, sessions: [summary(1, 5)] });
    applyServerMessage(all, { type: 'sessions.listed', slot: 0, sessions: [summary(0, 9)] });
    const names = () => listSummaries(all.sessions.get()).map(({ hostName }) => hostName);
    expect(names()).toEqual(['web1', 'web0']);
    applyServerMessage(all, { type: 'keeper.lost', slot: 1 });
    expect(names()).toEqual(['web0']);
  });
});

describe('the route', () => {
  it('is read from the address and written back to it', () => {
    for (const fragment of ['/', '/help', '/host/new', '/session/0.session-0123456789']) {
      const { route, addressBar } = stores(fragment);
      const read = route.get();
      route.go({ view: 'help' });
      route.go(read);
      expect(addressBar.fragment()).toBe(fragment);
    }
  });

  it('is Hosts for everything else, also for what looks like an attack', () => {
    for (const fragment of ['', 'setup=abc', '/session/../x', '/session/99.x', '/host/<b>'])
      expect(stores(fragment).route.get()).toEqual({ view: 'hosts' });
  });
});
