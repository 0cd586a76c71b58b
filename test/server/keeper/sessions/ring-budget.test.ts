/** How sessions share the memory for changes: the fullest ring gives way, and a page that was away gets the state. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { limits } from '../../../../server/config/limits.ts';
import { createLineBudget } from '../../../../server/keeper/sessions/line-budget.ts';
import {
  createRingBudget,
  type BudgetedRing,
} from '../../../../server/keeper/sessions/ring-budget.ts';
import { createSessionJournal } from '../../../../server/keeper/sessions/session-journal.ts';
import { createSessionRegistry } from '../../../../server/keeper/sessions/session-registry.ts';
import { createTerminalReader } from '../../../../server/keeper/terminal/terminal-reader.ts';
import type { DeviceId, OwnerId, PageId } from '../../../../shared/model/ids.ts';
import type { KeeperFact } from '../../../../shared/protocol/server-message.ts';
import { initialSessionView } from '../../../../shared/terminal/session-view.ts';
import { createFakeTransport, fakeHostKey } from '../../../support/fake-shell.ts';
import { createFollowingPage } from '../../../support/following-page.ts';
import { poll } from '../../../support/poll.ts';
import { createRealClock } from '../../../support/real-clock.ts';

const target = {
  kind: 'host',
  hostName: 'web1',
  address: 'web1',
  port: 22,
  userName: 'amy',
} as const;

/** A ring of one byte a change. */
function createRing(keptBytes: number): BudgetedRing & { keptBytes: number } {
  return {
    keptBytes,
    forgetDownTo(bytes) {
      this.keptBytes = Math.floor(bytes);
    },
  };
}

describe('the budget of rings', () => {
  it('takes nothing at its edge, and one byte above it only from the fullest', () => {
    const budget = createRingBudget(100);
    const small = createRing(10);
    const rings = [small, createRing(30), createRing(60)];
    const [place] = rings.map((ring) => budget.join(ring));
    place?.settle();
    expect(rings.map(({ keptBytes }) => keptBytes)).toEqual([10, 30, 60]);
    small.keptBytes += 1;
    place?.settle();
    expect(rings.map(({ keptBytes }) => keptBytes)).toEqual([11, 30, 59]);
  });

  it('brings all that are above it to one level, and leaves smaller ones alone', () => {
    const budget = createRingBudget(100);
    const rings = [createRing(500), createRing(10), createRing(46), createRing(45)];
    const [place] = rings.map((ring) => budget.join(ring));
    place?.settle();
    expect(rings.map(({ keptBytes }) => keptBytes)).toEqual([30, 10, 30, 30]);
  });

  it('no longer counts a ring that has left', () => {
    const budget = createRingBudget(100);
    const gone = createRing(100);
    const left = createRing(100);
    budget.join(gone).leave();
    budget.join(left).settle();
    expect([gone.keptBytes, left.keptBytes]).toEqual([100, 100]);
  });
});

describe('a ring that has to give way', () => {
  it('forgets its oldest changes and keeps the state and the newest', () => {
    const journal = createSessionJournal(initialSessionView(target), 10_000);
    for (let bells = 1; bells <= 20; bells += 1) journal.append([{ type: 'bell.rung', bells }]);
    const { view, keptBytes } = journal;
    journal.forgetDownTo(keptBytes);
    expect(journal.hasAllAfter(0)).toBe(true);
    journal.forgetDownTo(keptBytes / 2);
    expect(journal.keptBytes).toBeLessThanOrEqual(keptBytes / 2);
    expect(journal.view).toBe(view);
    expect(journal.hasAllAfter(0)).toBe(false);
    expect(journal.hasAllAfter(15)).toBe(true);
    expect(journal.take(16, 10_000).map(({ seq }) => seq)).toEqual([16, 17, 18, 19, 20]);
    journal.forgetDownTo(0);
    expect(journal.keptBytes).toBe(0);
    expect(journal.hasAllAfter(19)).toBe(false);
    expect(journal.hasAllAfter(20)).toBe(true);
    journal.append([{ type: 'bell.rung', bells: 21 }]);
    expect(journal.take(21, 10_000).map(({ seq }) => seq)).toEqual([21]);
  });
});

describe('a keeper', () => {
  const totalBytes = 64 * 1024;
  const owner = 'owner'.padEnd(20, '0') as OwnerId;
  const writer = {
    pageId: 'page'.padEnd(20, '0') as PageId,
    deviceId: 'device'.padEnd(20, '0') as DeviceId,
    deviceName: 'laptop',
  };

  it('keeps no more changes than its budget, and a page that was away gets the state', async () => {
    const transport = createFakeTransport();
    const rings: BudgetedRing[] = [];
    const budget = createRingBudget(totalBytes);
    const registry = createSessionRegistry(0, {
      transport,
      createReader: createTerminalReader,
      lineBudget: createLineBudget(limits.keptLinesPerKeeperBytes, limits.keptLinesPerSessionBytes),
      ringBudget: {
        join(ring) {
          rings.push(ring);
          return budget.join(ring);
        },
      },
      startCommandFor: () => null,
      createSecret: () => '0'.repeat(32),
      clock: createRealClock(),
      onBug(problem) {
        throw problem;
      },
    });
    onTestFinished(() => registry.endAll({ by: 'person' }));
    const open = async () => {
      const opened = registry.open(owner, target, fakeHostKey);
      if (!opened.ok) throw new Error(opened.failure.code);
      const session = registry.find(owner, opened.value);
      if (session === null) throw new Error('It is not there.');
      await poll('the shell', () => session.view.phase.kind === 'open');
      session.offerPen(writer, () => false);
      return session;
    };
    type Session = Awaited<ReturnType<typeof open>>;
    const answer = async (session: Session, index: number): Promise<void> => {
      const before = session.seq;
      session.input(writer.pageId, session.lastInput(writer.pageId) + 1, {
        kind: 'line',
        text: 'ls',
      });
      transport.shells[index]?.print(`ls\r\n${`${'ab'.repeat(50)}\r\n`.repeat(100)}amy@web1:~$ `);
      await poll('its changes', () => session.seq > before + 1);
    };
    const follow = (session: Session, page = createFollowingPage()) => {
      page.reattach();
      const facts: KeeperFact[] = [];
      const outlet = { send: (fact: KeeperFact) => void facts.push(fact), canSend: () => true };
      const attachment = session.attach(outlet, page.view === null ? null : page.seq);
      const catchUp = (): void => {
        for (let round = 0; round === 0 || facts.length > 0; round += 1) {
          for (const fact of facts.splice(0)) page.take(fact);
          attachment.acknowledge(page.delivery);
          attachment.pump();
        }
      };
      attachment.pump();
      catchUp();
      return { page, attachment, catchUp };
    };
    const sum = (): number => rings.reduce((bytes, ring) => bytes + ring.keptBytes, 0);

    const quiet = await open();
    const busy = await open();
    const away = follow(busy);
    const quietPage = follow(quiet);
    busy.detach(away.attachment);
    quiet.detach(quietPage.attachment);
    for (let round = 0; round < 12; round += 1) {
      await answer(busy, 1);
      expect(sum()).toBeLessThanOrEqual(totalBytes);
    }
    expect(sum()).toBeGreaterThan(totalBytes / 2);

    // The quiet session has lost nothing to the busy one.
    expect(follow(quiet, quietPage.page).attachment.restores).toBe(false);
    const back = follow(busy, away.page);
    expect(back.attachment.restores).toBe(true);
    expect(back.page.view).toEqual(busy.view);
    // Who keeps up gets changes, however little the ring holds.
    await answer(busy, 1);
    back.catchUp();
    expect(back.page.seq).toBe(busy.seq);
    expect(back.page.view).toEqual(busy.view);
    // What a session held that was removed is free for the others.
    registry.remove(busy);
    for (let round = 0; round < 12; round += 1) await answer(quiet, 0);
    const full = rings[0]?.keptBytes ?? 0;
    expect(full).toBeGreaterThan(totalBytes / 2);
    expect(full).toBeLessThanOrEqual(totalBytes);
  });
});
