/** At once when it is quiet, at most every 50 ms while little comes, every 250 ms in a flood. */
import { describe, expect, test } from 'vitest';
import { createFlushPacer } from '../../../../server/keeper/sessions/flush-pacer.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

function createRig(hasChanges: () => boolean = () => true) {
  const clock = createFakeClock();
  const lifetime = new AbortController();
  const flushes: number[] = [];
  const pacer = createFlushPacer(clock, lifetime.signal, () => {
    if (hasChanges()) flushes.push(clock.monotonicMs());
    return hasChanges();
  });
  return { clock, lifetime, flushes, pacer };
}

describe('flush pacer', () => {
  test('flushes the first at once and what follows together', () => {
    const { clock, flushes, pacer } = createRig();
    for (let ms = 0; ms < 20; ms += 1) {
      pacer.note();
      clock.advance(1);
    }
    clock.advance(1_000);
    expect(flushes).toEqual([0, 50]);
    pacer.note();
    expect(flushes).toEqual([0, 50, 1_020]);
    expect(clock.pendingCalls()).toBe(0);
  });

  test('flushes four times a second in a flood', () => {
    const { clock, flushes, pacer } = createRig();
    for (let ms = 0; ms < 1_000; ms += 10) {
      pacer.count(100_000);
      pacer.note();
      clock.advance(10);
    }
    expect(flushes).toEqual([0, 250, 500, 750, 1_000]);
  });

  test('does not wait after a flush that had nothing to tell', () => {
    let hasChanges = false;
    const { clock, flushes, pacer } = createRig(() => hasChanges);
    pacer.note();
    hasChanges = true;
    clock.advance(1);
    pacer.note();
    expect(flushes).toEqual([1]);
  });

  test('stops with its session', () => {
    const { clock, lifetime, flushes, pacer } = createRig();
    pacer.note();
    pacer.note();
    lifetime.abort();
    clock.advance(1_000);
    expect(flushes).toEqual([0]);
  });
});
