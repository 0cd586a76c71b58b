/** Real Chromium, headless, as journeys use it. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Flags that keep Chromium quiet and runnable as root on a machine without a display. */
export const chromiumFlags = [
  '--no-sandbox',
  '--test-type',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Starts Chromium; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...chromiumFlags] });
}

/** What the page complained about: console errors, exceptions and violations of the content security policy. */
export interface Complaints {
  readonly list: string[];
}

/** A page in a context (a device) of its own, with all complaints collected. */
export async function openDevice(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page; complaints: Complaints }> {
  const context = await browser.newContext(options);
  // A person waits; a test that waits longer only hides what is missing.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const list: string[] = [];
  page.on('pageerror', (error) => list.push(error.message));
  page.on('console', (message) => {
    // A socket that was cut on purpose and a 401 before pairing are reported by the browser itself.
    if (
      message.type() === 'error' &&
      !/WebSocket|401|ERR_|Failed to load resource/.test(message.text())
    ) {
      list.push(message.text());
    }
  });
  return { context, page, complaints: { list } };
}
