/** Drafts in the tab's own storage (Web Storage, sessionStorage), which ends with the tab. */
import type { DraftStore } from '../ports/draft-store.ts';

const PREFIX = 'earshot-draft/';

/** Creates the store; where the browser refuses storage nothing is kept. */
export function createBrowserDrafts(): DraftStore {
  return {
    read(key) {
      try {
        return sessionStorage.getItem(PREFIX + key) ?? '';
      } catch {
        return '';
      }
    },
    write(key, text) {
      try {
        if (text === '') sessionStorage.removeItem(PREFIX + key);
        else sessionStorage.setItem(PREFIX + key, text);
      } catch {
        // Full or refused: a draft is a convenience.
      }
    },
  };
}
