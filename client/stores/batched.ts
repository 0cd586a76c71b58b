/** A store seen at a calmer pace: its listeners hear at most once in a while, the first time at once. */
import type { Clock } from '../../shared/base/clock.ts';
import { createEmitter } from '../../shared/base/emitter.ts';
import type { Readable } from './store.ts';

/** `source`, telling its listeners at most once every `everyMs` milliseconds; the last change is never lost. */
export function createBatched<State>(
  source: Readable<State>,
  { clock, everyMs }: { readonly clock: Clock; readonly everyMs: number },
  signal: AbortSignal,
): Readable<State> {
  const changed = createEmitter<State>();
  let toldMs = Number.NEGATIVE_INFINITY;
  let isDue = false;
  const tell = (): void => {
    isDue = false;
    toldMs = clock.monotonicMs();
    changed.emit(source.get());
  };
  source.listen(() => {
    if (isDue) return;
    const waitMs = toldMs + everyMs - clock.monotonicMs();
    if (waitMs <= 0) {
      tell();
      return;
    }
    isDue = true;
    clock.after(waitMs, tell, signal);
  }, signal);
  return {
    get: () => source.get(),
    listen: (listener, life) => {
      changed.listen(listener, life);
    },
  };
}
