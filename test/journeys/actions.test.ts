/** The list of actions and the keys of listening, by keyboard, role and name, on the practice server. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openDevice, type Complaints } from '../support/chromium.ts';
import { allHeard, hear } from '../support/heard.ts';
import { commandField, runAndHear, savedHost, setUp, signIn } from '../support/person.ts';
import { startGateway, type RunningGateway } from '../support/running-gateway.ts';

let gateway: RunningGateway;
let browser: Browser;
let page: Page;
let complaints: Complaints;

beforeAll(async () => {
  gateway = await startGateway();
  browser = await launchChromium();
  ({ page, complaints } = await openDevice(browser));
  await setUp(page, gateway);
  await savedHost(page, 'Practice server').click();
  await page.getByRole('button', { name: 'Trust and connect' }).click();
  await signIn(page, 'practice');
  await hear(page, /connected to Practice server as guest/);
  await commandField(page).waitFor();
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

const dialog = () => page.getByRole('dialog', { name: 'Actions' });
const heardCount = async (): Promise<number> => (await allHeard(page)).length;
const fieldHasFocus = () =>
  expect.poll(() => commandField(page).evaluate((field) => field === document.activeElement));

/** Opens the list by its key and types what is looked for. */
async function search(text: string): Promise<void> {
  await commandField(page).focus();
  await page.keyboard.press('F2');
  await dialog().waitFor();
  await page.keyboard.type(text);
}

/** Finds an action by its words and runs the first that is found. */
async function act(words: string): Promise<number> {
  await search(words);
  const before = await heardCount();
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  return before;
}

describe('the list of actions', () => {
  it('opens by F2 with the focus in its search, and gives the focus back on Escape', async () => {
    await search('next err');
    const searchbox = dialog().getByRole('searchbox', { name: 'Search actions' });
    expect(await searchbox.evaluate((field) => field === document.activeElement)).toBe(true);
    await hear(page, '1 action found');
    const list = dialog().getByRole('listbox', { name: 'What you can do here' });
    expect(await list.getByRole('option').allInnerTexts()).toEqual(['Next error, F8']);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await fieldHasFocus().toBe(true);
  });

  it('runs what is chosen, with the focus back where it was', async () => {
    await runAndHear(page, 'echo hello', 'ok, hello');
    const before = await act('repeat');
    await hear(page, 'ok, hello', before);
    await fieldHasFocus().toBe(true);
  });

  it('opens by a button too, and lists nothing that cannot be done here', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Actions', exact: true }).press('Enter');
    await dialog().waitFor();
    const names = await dialog().getByRole('option').allInnerTexts();
    expect(names).toContain('End session');
    expect(names.join()).not.toContain('Send what is in the field');
    await dialog().getByRole('button', { name: 'Close' }).press('Enter');
    await dialog().waitFor({ state: 'detached' });
    const focused = await page.evaluate(() => document.activeElement?.textContent.trim());
    expect(focused).toBe('Actions');
  });

  it('leaves no complaint in the console', () => {
    expect(complaints.list).toEqual([]);
  });
});
