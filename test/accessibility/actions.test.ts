/** axe-core in the dialog "Actions": as it opens, with nothing found, and while a key is changed. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from '../support/axe-problems.ts';
import { launchChromium, openDevice } from '../support/chromium.ts';
import { setUp } from '../support/person.ts';
import { startGateway, type RunningGateway } from '../support/running-gateway.ts';

let browser: Browser;
let gateway: RunningGateway;
let page: Page;

beforeAll(async () => {
  gateway = await startGateway();
  browser = await launchChromium();
  const viewport = { width: 320, height: 640 };
  ({ page } = await openDevice(browser, { viewport, bypassCSP: true, reducedMotion: 'reduce' }));
  await setUp(page, gateway);
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

describe('nothing is found by axe, and nothing scrolls sideways', () => {
  it('in the list of actions, with matches and without, and while a key is changed', async () => {
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog', { name: 'Actions' });
    await dialog.waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change key' }).press('Enter');
    await dialog.getByRole('button', { name: /^New key for:/ }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.getByRole('searchbox').fill('nothing is called so');
    await expect.poll(() => dialog.getByRole('option').count()).toBe(0);
    expect(await axeProblems(page)).toEqual([]);
  });
});
