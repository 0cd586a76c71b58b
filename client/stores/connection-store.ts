/** How this page stands with its gateway: unknown yet, not paired, connecting, open, or refused. */
import type { Failure } from '../../shared/failures/failure.ts';
import { createStore, type Store } from './store.ts';

/** `unpaired`: a setup code is needed, `failure` says why the last try to start did not work. */
export type ConnectionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unpaired' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Creates the store of a page that has asked nothing yet. */
export function createConnectionStore(): Store<ConnectionState> {
  return createStore<ConnectionState>({ kind: 'starting' });
}
