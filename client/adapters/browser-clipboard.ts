/** The system's clipboard through the browser (Clipboard API). */
import type { Clipboard as ClipboardPort } from '../ports/clipboard.ts';

/** Creates the clipboard; without a secure context the browser has none and every write is refused. */
export function createBrowserClipboard(): ClipboardPort {
  return {
    async write(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
  };
}
