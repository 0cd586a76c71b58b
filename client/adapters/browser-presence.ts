/** Whether the page is in front, from Page Visibility, the back/forward cache and the network's own events. */
import type { Presence, PresenceEvent } from '../ports/presence.ts';

/** Creates the presence of this page. */
export function createBrowserPresence(): Presence {
  return {
    isInFront: () => document.visibilityState === 'visible',
    listen(listener, signal) {
      const tellVisibility = (): void => {
        listener(document.visibilityState === 'visible' ? 'front' : 'back');
      };
      const on = (target: EventTarget, name: string, event: PresenceEvent | null): void => {
        const tell = event === null ? tellVisibility : () => listener(event);
        target.addEventListener(name, tell, { signal });
      };
      on(document, 'visibilitychange', null);
      on(window, 'pagehide', 'back');
      on(window, 'online', 'online');
      window.addEventListener(
        'pageshow',
        (event) => {
          // Without the cache it is the first showing, and there is nothing to come back to.
          if (event.persisted) listener('front');
        },
        { signal },
      );
    },
  };
}
