/** Tells any number of listeners that something changed. Control flows by calls; this only broadcasts. */
export interface Emitter<Event> {
  /** Calls every listener in the order of their arrival; a listener added meanwhile waits for the next event. */
  emit(event: Event): void;
  /** Adds a listener until `signal` aborts. */
  listen(listener: (event: Event) => void, signal: AbortSignal): void;
}

/** Creates an emitter without listeners. */
export function createEmitter<Event>(): Emitter<Event> {
  const listeners = new Set<(event: Event) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    listen(listener, signal) {
      if (signal.aborted) return;
      // A wrapper of its own, so that the same function may listen twice.
      const own = (event: Event): void => {
        listener(event);
      };
      listeners.add(own);
      signal.addEventListener('abort', () => listeners.delete(own), { once: true });
    },
  };
}
