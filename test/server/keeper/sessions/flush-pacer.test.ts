/** At once when it is quiet, at most every 50 ms while little comes, every 250 ms while a flood is being read. */
import { describe, expect, test } from 'vitest';
import { createFlushPacer } from '../../../../server/keeper/sessions/flush-pacer.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

function createRig(hasChanges: () => boolean = () => true, isDrained = () => false) {
  const clock = createFakeClock();
  const lifetime = new AbortController();
  const flushes: number[] = [];
  const flush = (): boolean => {
    if (hasChanges()) flushes.push(clock.monotonicMs());
    return hasChanges();
  };
  const pacer = createFlushPacer({ clock, isDrained, flush }, lifetime.signal);
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

  test('does not keep the end of a flood waiting once it is read', () => {
    let isDrained = false;
    const { clock, flushes, pacer } = createRig(undefined, () => isDrained);
    for (let ms = 0; ms < 300; ms += 10) {
      pacer.count(100_000);
      pacer.note();
      clock.advance(10);
    }
    pacer.count(100_000);
    pacer.note();
    clock.advance(10);
    isDrained = true;
    pacer.note();
    clock.advance(1_000);
    expect(flushes).toEqual([0, 250, 310]);
    expect(clock.pendingCalls()).toBe(0);
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
