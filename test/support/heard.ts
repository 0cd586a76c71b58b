/** Records what the live regions of a page were given: what a screen reader is asked to speak. */
import type { Page } from 'playwright-core';
import { poll } from './poll.ts';

/** One text that stood in a live region. */
export interface Heard {
  /** Milliseconds since the page was opened. */
  readonly atMs: number;
  readonly urgency: string;
  readonly text: string;
}

/** Listens from the next navigation on. Call before the first `goto`. */
export async function listenToLiveRegions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: Heard[] = [];
    Object.assign(globalThis, { earshotHeard: heard });
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest('[aria-live]');
        const text = region?.textContent.trim() ?? '';
        if (region && text !== '') {
          heard.push({
            atMs: performance.now(),
            urgency: region.getAttribute('aria-live') ?? '',
            text,
          });
        }
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Everything heard on this page since it was loaded. */
export function allHeard(page: Page): Promise<Heard[]> {
  return page.evaluate(
    () => (globalThis as unknown as { earshotHeard?: Heard[] }).earshotHeard ?? [],
  );
}

/** Waits until something is heard that fits, not counting the first `after` texts; gives it. */
export function hear(
  page: Page,
  expected: string | RegExp,
  after = 0,
  withinMs = 20_000,
): Promise<Heard> {
  return poll(
    `to hear ${String(expected)}`,
    async () => {
      const heard = await allHeard(page);
      const fits = ({ text }: Heard): boolean =>
        typeof expected === 'string' ? text === expected : expected.test(text);
      const found = heard.slice(after).find(fits);
      if (found === undefined)
        throw new Error(`Heard: ${JSON.stringify(heard.map(({ text }) => text))}`);
      return found;
    },
    withinMs,
  );
}
