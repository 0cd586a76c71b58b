/** A presence that a test moves to the front, behind, or online. */
import type { Presence, PresenceEvent } from '../../client/ports/presence.ts';
import { createEmitter } from '../../shared/base/emitter.ts';

/** In front at first. */
export function createFakePresence(): Presence & { tell(event: PresenceEvent): void } {
  const events = createEmitter<PresenceEvent>();
  let isInFront = true;
  return {
    isInFront: () => isInFront,
    listen: (listener, signal) => events.listen(listener, signal),
    tell(event) {
      if (event !== 'online') isInFront = event === 'front';
      events.emit(event);
    },
  };
}
