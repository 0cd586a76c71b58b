/** Which view the page shows. The address bar holds the same as a fragment, so that a reload returns to it. */
import type { RecordId, SessionId } from '../../shared/model/ids.ts';
import { parseRecordId, parseSessionId } from '../../shared/model/parse-id.ts';
import type { AddressBar } from '../ports/address-bar.ts';
import { createStore, type Readable } from './store.ts';

/** `host-form` with null adds a host. */
export type Route =
  | { readonly view: 'hosts' }
  | { readonly view: 'host-form'; readonly hostId: RecordId | null }
  | { readonly view: 'this-computer' }
  | { readonly view: 'session'; readonly sessionId: SessionId }
  | { readonly view: 'help' };

/** The view that is shown; Back and a reload lead where a person expects. */
export interface RouteStore extends Readable<Route> {
  /** Shows a view; Back returns to the one before. */
  go(route: Route): void;
  /** Shows a view in place of the one that is shown. */
  replace(route: Route): void;
}

/** Creates the store with the view that the address names, Hosts by default. */
export function createRouteStore(addressBar: AddressBar, signal: AbortSignal): RouteStore {
  const store = createStore<Route>(parseRoute(addressBar.fragment()));
  addressBar.listen(() => {
    if (addressBar.fragment() !== routeFragment(store.get()))
      store.set(parseRoute(addressBar.fragment()));
  }, signal);
  return {
    get: () => store.get(),
    listen: (listener, life) => {
      store.listen(listener, life);
    },
    go(route) {
      if (routeFragment(route) !== addressBar.fragment()) addressBar.push(routeFragment(route));
      store.set(route);
    },
    replace(route) {
      addressBar.replace(routeFragment(route));
      store.set(route);
    },
  };
}

/** The route in a fragment such as `/session/0.abc`; anything unknown is Hosts. */
export function parseRoute(fragment: string): Route {
  const [, first = '', second = ''] = fragment.split('/');
  if (first === 'help') return { view: 'help' };
  if (first === 'this-computer') return { view: 'this-computer' };
  if (first === 'host' && second === 'new') return { view: 'host-form', hostId: null };
  const hostId = first === 'host' ? parseRecordId(second) : null;
  if (hostId !== null) return { view: 'host-form', hostId };
  const sessionId = first === 'session' ? parseSessionId(second) : null;
  if (sessionId !== null) return { view: 'session', sessionId };
  return { view: 'hosts' };
}

/** The fragment of a route, read back by `parseRoute`. */
export function routeFragment(route: Route): string {
  switch (route.view) {
    case 'hosts':
      return '/';
    case 'host-form':
      return `/host/${route.hostId ?? 'new'}`;
    case 'this-computer':
      return '/this-computer';
    case 'session':
      return `/session/${route.sessionId}`;
    case 'help':
      return '/help';
  }
}
