/** When npm is killed, the gateway it started ends too. */
import { describe, expect, it } from 'vitest';
import { watchParent } from '../../../server/supervisor/parent-watch.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('the watch over the parent', () => {
  it('tells once that npm is gone', () => {
    const clock = createFakeClock();
    let parentId = 41;
    let told = 0;
    const facts = { isNpmScript: true, parentId: () => parentId };
    watchParent(facts, clock, () => (told += 1), new AbortController().signal);
    clock.advance(10_000);
    expect(told).toBe(0);
    parentId = 1;
    clock.advance(10_000);
    expect(told).toBe(1);
    expect(clock.pendingCalls()).toBe(0);
  });

  it('lets any other parent end as it likes', () => {
    const clock = createFakeClock();
    watchParent(
      { isNpmScript: false, parentId: () => 41 },
      clock,
      () => expect.fail(),
      new AbortController().signal,
    );
    expect(clock.pendingCalls()).toBe(0);
  });

  it('ends with its signal', () => {
    const clock = createFakeClock();
    const life = new AbortController();
    watchParent({ isNpmScript: true, parentId: () => 41 }, clock, () => expect.fail(), life.signal);
    life.abort();
    clock.advance(10_000);
    expect(clock.pendingCalls()).toBe(0);
  });
});
