/** How sessions share the memory for kept lines, and that the whole keeper stays within it. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { limits } from '../../../../server/config/limits.ts';
import { createLineBudget } from '../../../../server/keeper/sessions/line-budget.ts';
import { createRingBudget } from '../../../../server/keeper/sessions/ring-budget.ts';
import { createSessionRegistry } from '../../../../server/keeper/sessions/session-registry.ts';
import {
  createTerminalReader,
  type TerminalReader,
} from '../../../../server/keeper/terminal/terminal-reader.ts';
import type { OwnerId } from '../../../../shared/model/ids.ts';
import { createFakeTransport, fakeHostKey } from '../../../support/fake-shell.ts';
import { poll } from '../../../support/poll.ts';
import { createRealClock } from '../../../support/real-clock.ts';

describe('a part of the budget', () => {
  it('is at most what one session may have, and an equal part of the whole', () => {
    const budget = createLineBudget(100, 40);
    const shares = Array.from({ length: 4 }, () => budget.join(() => undefined));
    expect(shares[0]?.limitBytes()).toBe(25);
    shares[3]?.leave();
    shares[2]?.leave();
    expect(shares[0]?.limitBytes()).toBe(40);
    shares[2]?.leave();
    expect(shares[0]?.limitBytes()).toBe(40);
  });

  it('tells the others when it falls, and only then', () => {
    const budget = createLineBudget(100, 40);
    const told: string[] = [];
    budget.join(() => told.push('first'));
    budget.join(() => told.push('second'));
    expect(told).toEqual([]);
    budget.join(() => told.push('third'));
    expect(told).toEqual(['first', 'second']);
  });
});

describe('a keeper', () => {
  const totalBytes = 1024 * 1024;
  const target = { kind: 'host', hostName: 'web1', address: 'web1', port: 22, userName: 'amy' };

  it('holds no more lines than its budget, also of sessions that are idle or over', async () => {
    const transport = createFakeTransport();
    const readers: TerminalReader[] = [];
    const registry = createSessionRegistry(0, {
      transport,
      createReader(options) {
        const reader = createTerminalReader(options);
        readers.push(reader);
        return reader;
      },
      lineBudget: createLineBudget(totalBytes, totalBytes / 2),
      ringBudget: createRingBudget(limits.ringsPerKeeperBytes),
      startCommandFor: () => null,
      createSecret: () => '0'.repeat(32),
      clock: createRealClock(),
      onBug(problem) {
        throw problem;
      },
    });
    onTestFinished(() => registry.endAll({ by: 'person' }));
    const owner = 'owner'.padEnd(20, '0') as OwnerId;
    const open = async () => {
      const opened = registry.open(owner, { ...target, kind: 'host' }, fakeHostKey);
      if (!opened.ok) throw new Error(opened.failure.code);
      const session = registry.find(owner, opened.value);
      if (session === null) throw new Error('It is not there.');
      return poll('the shell', () => session.view.phase.kind === 'open' && session);
    };
    const flood = async (index: number): Promise<void> => {
      const before = readers[index]?.keptBytes ?? 0;
      for (let part = 0; part < 20; part += 1) {
        transport.shells[index]?.print(`\x1b[31m${'ab'.repeat(60)}\x1b[m\r\n`.repeat(400));
      }
      await poll('the flood to be kept', () => {
        const now = readers[index]?.keptBytes ?? 0;
        return readers[index]?.pendingBytes === 0 && now > before;
      });
    };
    const kept = (): number => readers.reduce((sum, reader) => sum + reader.keptBytes, 0);

    const first = await open();
    await flood(0);
    const alone = readers[0]?.keptBytes ?? 0;
    expect(alone).toBeGreaterThan(totalBytes / 4);
    first.end({ by: 'person' });
    await poll('its end', () => first.isEnded);
    for (let index = 1; index < limits.sessionsPerOwner; index += 1) {
      await open();
      await flood(index);
      expect(kept()).toBeLessThanOrEqual(totalBytes);
    }
    expect(readers[0]?.keptBytes).toBeLessThanOrEqual(totalBytes / limits.sessionsPerOwner);
    const [block] = first.view.blocks;
    if (block === undefined) throw new Error('The newest block stays, however small the part is.');
    expect(first.readLines(block.id, 0, 1)).toMatchObject({
      ok: true,
      value: { from: 0, lines: [{ text: 'ab'.repeat(60) }] },
    });
  });
});
