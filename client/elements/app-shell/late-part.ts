/** A part of the page that is loaded when it is first wanted, or earlier when there is time. */

/** Where the loading of a part stands. */
export interface LatePart {
  readonly state: 'wanted-not-yet' | 'coming' | 'there' | 'missing';
  /** Loads it once; resolves when it is there or cannot be had. */
  load(): Promise<void>;
}

/** A part that `fetch` loads; `onSettled` is called when it is there, or missing. */
export function createLatePart(fetch: () => Promise<unknown>, onSettled: () => void): LatePart {
  let state: LatePart['state'] = 'wanted-not-yet';
  let loading: Promise<void> | null = null;

  async function settle(): Promise<void> {
    state = 'coming';
    try {
      await fetch();
      state = 'there';
    } catch {
      state = 'missing';
    }
    onSettled();
  }

  return {
    get state() {
      return state;
    },
    load() {
      loading ??= settle();
      return loading;
    },
  };
}
