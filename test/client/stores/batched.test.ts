/** A store whose listeners hear at a calm pace. */
import { describe, expect, it } from 'vitest';
import { createBatched } from '../../../client/stores/batched.ts';
import { createStore } from '../../../client/stores/store.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('a batched store', () => {
  it('tells the first change at once, a flood at most once in 100 ms, and never loses the last', () => {
    const clock = createFakeClock();
    const { signal } = new AbortController();
    const store = createStore(0);
    const told: number[] = [];
    createBatched(store, { clock, everyMs: 100 }, signal).listen(
      (value) => told.push(value),
      signal,
    );
    for (let value = 1; value <= 1_000; value += 1) {
      store.set(value);
      clock.advance(1);
    }
    clock.advance(100);
    expect(told[0]).toBe(1);
    expect(told.at(-1)).toBe(1_000);
    expect(told.length).toBeLessThanOrEqual(12);
    expect(clock.pendingCalls()).toBe(0);
  });
});
