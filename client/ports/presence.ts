/** Whether a person may be in front of the page, and when that or the network changes. */

/** `front`: the page came to the front or back from the cache; `back`: it went behind; `online`: a network is there again. */
export type PresenceEvent = 'front' | 'back' | 'online';

/** The page's place on the screen, as far as the browser tells. */
export interface Presence {
  isInFront(): boolean;
  listen(listener: (event: PresenceEvent) => void, signal: AbortSignal): void;
}
