/**
 * The part of AbortSignal (WHATWG DOM) that `shared` uses, declared because this room compiles without the
 * types of Node or a browser. Only shared/tsconfig.json includes it; elsewhere the platform's own types hold.
 */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(
    type: 'abort',
    listener: () => void,
    options?: { readonly once?: boolean; readonly signal?: AbortSignal },
  ): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
