/** The last thing that did not work, shown on the view it belongs to until the next try. */
import type { Failure } from '../../shared/failures/failure.ts';
import { createStore, type Store } from './store.ts';

/** Null: nothing to tell. */
export type Notice = Failure | null;

/** Creates the store without a notice. */
export function createNoticeStore(): Store<Notice> {
  return createStore<Notice>(null);
}
