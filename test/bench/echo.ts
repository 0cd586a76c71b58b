/** Enter to announcement for `echo`: how long the page's live region waits beyond the command's own time. */
import type { Page } from 'playwright-core';
import { commandField } from '../support/person.ts';

/** Milliseconds from Enter to the text in the live region, sorted, one for each repetition. */
export async function timeEcho(page: Page, repetitions: number): Promise<number[]> {
  const times: number[] = [];
  // What was announced before must have been heard: the voice takes its time on purpose.
  await page.waitForTimeout(8_000);
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    await commandField(page).fill(`echo word-${String(repetition)}`);
    // The announcer lets key echo be heard first: typing is over for more than a second here.
    await page.waitForTimeout(1_300);
    await commandField(page).focus();
    await page.evaluate(() => {
      const marks = { enter: 0, said: 0 };
      Object.assign(globalThis, { earshotMarks: marks });
      document.addEventListener('keydown', () => (marks.enter = performance.now()), {
        capture: true,
        once: true,
      });
      const observer = new MutationObserver(() => {
        const regions = [...document.querySelectorAll('[aria-live]')];
        if (
          marks.enter > 0 &&
          regions.some((region) => region.textContent.startsWith('ok, word'))
        ) {
          marks.said = performance.now();
          observer.disconnect();
        }
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await page.keyboard.press('Enter');
    const time = await page.waitForFunction(
      () => {
        const { enter, said } = (
          globalThis as unknown as { earshotMarks: { enter: number; said: number } }
        ).earshotMarks;
        return said > 0 ? said - enter : null;
      },
      undefined,
      { polling: 50, timeout: 20_000 },
    );
    times.push(Number(await time.jsonValue()));
  }
  return times.sort((a, b) => a - b);
}

/** The value below which `share` (0 to 1) of sorted values lie. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
