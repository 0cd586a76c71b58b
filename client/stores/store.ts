/** The one kind of store: a value, replaced as a whole, and those who listen. Values are never changed in place. */
import { createEmitter } from '../../shared/base/emitter.ts';

/** What elements see of a store. */
export interface Readable<State> {
  get(): State;
  /** Calls after every replacement until `signal` aborts. */
  listen(listener: (state: State) => void, signal: AbortSignal): void;
}

/** What actions see of a store. */
export interface Store<State> extends Readable<State> {
  /** Replaces the value; listeners hear of it unless it is the same value. */
  set(state: State): void;
}

/** Creates a store holding `initial`. */
export function createStore<State>(initial: State): Store<State> {
  let current = initial;
  const changed = createEmitter<State>();
  return {
    get: () => current,
    set(state) {
      if (Object.is(state, current)) return;
      current = state;
      changed.emit(state);
    },
    listen: (listener, signal) => {
      changed.listen(listener, signal);
    },
  };
}
