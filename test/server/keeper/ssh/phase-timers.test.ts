/** One phase at a time, each with its own limit, and none while a person decides. */
import { describe, expect, it } from 'vitest';
import { createPhaseTimers, type Phase } from '../../../../server/keeper/ssh/phase-timers.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

describe('phase timers', () => {
  it('begin with connecting, which may take ten seconds', () => {
    const clock = createFakeClock();
    const expired: [Phase, number][] = [];
    createPhaseTimers(clock, (...phase) => expired.push(phase));
    clock.advance(9999);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired).toEqual([['connecting', 10_000]]);
  });

  it('give each phase its whole limit', () => {
    const clock = createFakeClock();
    const expired: Phase[] = [];
    const timers = createPhaseTimers(clock, (phase) => expired.push(phase));
    for (const phase of ['identification', 'key-exchange', 'methods', 'answer', 'shell'] as const) {
      timers.enter(phase);
      expect(timers.current).toBe(phase);
      clock.advance(9000);
    }
    expect(expired).toEqual([]);
    clock.advance(6000);
    expect(expired).toEqual(['shell']);
  });

  it('leave a person all the time there is, and an open shell too', () => {
    const clock = createFakeClock();
    const expired: Phase[] = [];
    const timers = createPhaseTimers(clock, (phase) => expired.push(phase));
    timers.enter('asking');
    clock.advance(24 * 3_600_000);
    timers.enter('open');
    clock.advance(24 * 3_600_000);
    expect(expired).toEqual([]);
    expect(clock.pendingCalls()).toBe(0);
  });

  it('leave nothing behind once stopped', () => {
    const clock = createFakeClock();
    const timers = createPhaseTimers(clock, () => undefined);
    timers.stop();
    timers.enter('shell');
    expect(clock.pendingCalls()).toBe(0);
  });
});
