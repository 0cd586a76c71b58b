/** The page's address bar, its fragment only (HTML, History). */
import type { AddressBar } from '../ports/address-bar.ts';

/** Creates the address bar of this page. */
export function createBrowserAddressBar(): AddressBar {
  const addressWith = (fragment: string): string =>
    `${window.location.pathname}${window.location.search}#${fragment}`;
  return {
    fragment: () => window.location.hash.slice(1),
    push: (fragment) => window.history.pushState(null, '', addressWith(fragment)),
    replace: (fragment) => window.history.replaceState(null, '', addressWith(fragment)),
    listen(listener, signal) {
      window.addEventListener('popstate', listener, { signal });
      window.addEventListener('hashchange', listener, { signal });
    },
  };
}
