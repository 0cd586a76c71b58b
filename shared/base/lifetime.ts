/** Lifetimes are AbortSignals: whatever starts takes one and stops when it aborts. */

/** Creates a controller that also aborts when `parent` does; aborting it leaves the parent alone. */
export function childLifetime(parent: AbortSignal): AbortController {
  const child = new AbortController();
  if (parent.aborted) {
    child.abort(parent.reason);
    return child;
  }
  const abort = (): void => {
    child.abort(parent.reason);
  };
  parent.addEventListener('abort', abort, { once: true, signal: child.signal });
  return child;
}
