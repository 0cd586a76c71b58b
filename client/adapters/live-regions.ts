/** Puts the announcer's words into the live regions: those of the open dialog, or else those of the page. */
import type { SpeechSink } from '../ports/speech-sink.ts';

/** Creates the sink on the regions in `root`; a region carries its urgency in `aria-live` (WAI-ARIA 1.2). */
export function createLiveRegions(root: Document): SpeechSink {
  const regionFor = (urgency: string): Element | null => {
    // What stands outside an open modal dialog is hidden from readers, so the dialog has a pair of its own.
    const dialog = [...root.querySelectorAll('dialog[open]')].at(-1);
    return (dialog ?? root.body).querySelector(`[aria-live="${urgency}"]`);
  };
  return {
    say(text, urgency) {
      const region = regionFor(urgency);
      if (region !== null) region.textContent = text;
    },
    clear(urgency) {
      // A dialog may have opened or closed since the words were set.
      for (const region of root.querySelectorAll(`[aria-live="${urgency}"]`))
        region.textContent = '';
    },
  };
}
