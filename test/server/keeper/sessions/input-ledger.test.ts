/** Exactly once and in order: a page that resends what is not confirmed, over a road that loses and repeats. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInputLedger } from '../../../../server/keeper/sessions/input-ledger.ts';
import type { PageId } from '../../../../shared/model/ids.ts';

const page = 'page-page-page-page' as PageId;

describe('input ledger', () => {
  test('whatever is lost, repeated or cut, every input is written once and in order', () => {
    const event = fc.constantFrom('type', 'deliver', 'lose', 'repeat', 'confirm', 'reconnect');
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        const ledger = createInputLedger(32);
        const written: number[] = [];
        let typed = 0;
        let confirmed = 0;
        let road: number[] = [];
        const take = (number: number): void => {
          if (ledger.placeOf(page, number) !== 'next') return;
          ledger.take(page, number);
          written.push(number);
        };
        const resend = (): void => {
          confirmed = ledger.lastTaken(page);
          road = Array.from({ length: typed - confirmed }, (_, index) => confirmed + index + 1);
        };
        for (const one of events) {
          if (one === 'type') road.push((typed += 1));
          else if (one === 'deliver') road.splice(0, 1).forEach(take);
          else if (one === 'lose') road.shift();
          else if (one === 'repeat' && road[0] !== undefined) road.unshift(road[0]);
          else if (one === 'confirm') confirmed = ledger.lastTaken(page);
          else if (one === 'reconnect') resend();
        }
        resend();
        road.splice(0).forEach(take);
        expect(written).toEqual(Array.from({ length: typed }, (_, index) => index + 1));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a number after a missing one is a gap, one before is a duplicate', () => {
    const ledger = createInputLedger(32);
    ledger.take(page, 1);
    expect(ledger.placeOf(page, 1)).toBe('duplicate');
    expect(ledger.placeOf(page, 2)).toBe('next');
    expect(ledger.placeOf(page, 3)).toBe('gap');
    expect(() => ledger.take(page, 3)).toThrow();
  });

  test('remembers only the pages that wrote last', () => {
    const ledger = createInputLedger(2);
    const pages = ['a', 'b', 'c'].map((letter) => letter.repeat(20) as PageId);
    const [first, second, third] = pages as [PageId, PageId, PageId];
    ledger.take(first, 1);
    ledger.take(second, 1);
    ledger.take(first, 2);
    ledger.take(third, 1);
    expect(pages.map((one) => ledger.lastTaken(one))).toEqual([2, 0, 1]);
  });
});
