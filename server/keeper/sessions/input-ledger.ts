/** Which numbered inputs a session has taken, per page: each exactly once and in order, while the keeper lives. */
import type { PageId } from '../../../shared/model/ids.ts';

/** `next`: take it; `duplicate`: it was taken before; `gap`: one before it is missing. */
export type InputPlace = 'next' | 'duplicate' | 'gap';

/** The numbers of the pages that wrote last. */
export interface InputLedger {
  /** Number of the last input taken from a page, 0 for none. */
  lastTaken(page: PageId): number;
  /** Where an input stands; changes nothing. */
  placeOf(page: PageId, number: number): InputPlace;
  /** Marks the next input of a page as taken. Throws when it is not the next one. */
  take(page: PageId, number: number): void;
}

/** An empty ledger that remembers the `pageLimit` pages that wrote last. */
export function createInputLedger(pageLimit: number): InputLedger {
  /** In the order of writing, newest last. */
  const taken = new Map<PageId, number>();
  const lastTaken = (page: PageId): number => taken.get(page) ?? 0;
  const placeOf = (page: PageId, number: number): InputPlace => {
    const last = lastTaken(page);
    if (number <= last) return 'duplicate';
    return number === last + 1 ? 'next' : 'gap';
  };
  return {
    lastTaken,
    placeOf,
    take(page, number) {
      if (placeOf(page, number) !== 'next') throw new Error('An input was taken out of order.');
      taken.delete(page);
      taken.set(page, number);
      for (const oldest of taken.keys()) {
        if (taken.size <= pageLimit) break;
        taken.delete(oldest);
      }
    },
  };
}
