/** The list of actions and the keys of listening, by keyboard, role and name, on the practice server. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openDevice, type Complaints } from '../support/chromium.ts';
import { allHeard, hear } from '../support/heard.ts';
import {
  blockHeading,
  commandField,
  run,
  runAndHear,
  savedHost,
  setUp,
  signIn,
} from '../support/person.ts';
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
/** A dialog that was closed goes two frames later. */
const gone = () => page.locator('actions-dialog').waitFor({ state: 'detached' });
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
  await gone();
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
    await gone();
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
    await gone();
    const focused = await page.evaluate(() => document.activeElement?.textContent.trim());
    expect(focused).toBe('Actions');
  });

  it('changes a key, tells a conflict, refuses what readers need, and sets it back', async () => {
    await search('who is');
    await dialog().getByRole('button', { name: 'Change key' }).press('Enter');
    const newKey = dialog().getByRole('button', { name: 'New key for: Who is speaking?' });
    await expect.poll(() => newKey.evaluate((key) => key === document.activeElement)).toBe(true);
    let before = await heardCount();
    await page.keyboard.press('F8');
    await hear(page, 'F8 is the key of Next error, press another', before);
    await page.keyboard.press('Alt+K');
    await hear(page, 'the browser needs this key, press another', before);
    await page.keyboard.press('F7');
    await hear(page, 'F7 is now the key of Who is speaking?', before);
    const option = dialog().getByRole('option', { name: 'Who is speaking?, F7' });
    await option.waitFor();
    await page.keyboard.press('Escape');
    await gone();
    before = await heardCount();
    await page.keyboard.press('F7');
    await hear(page, /^Earshot speaks, in the session Practice server as guest/, before);
    await search('who is');
    await dialog().getByRole('button', { name: 'Reset key' }).press('Enter');
    await hear(page, 'Shift F1 is now the key of Who is speaking?', before);
    await page.keyboard.press('Escape');
    await gone();
  });
});

describe('listening', () => {
  it('answers what now at the prompt and about a command that runs', async () => {
    let before = await heardCount();
    await page.keyboard.press('Shift+F4');
    await hear(page, /^ready, ok, echo hello/, before);
    before = await act('sessions');
    await hear(page, '1 session, Practice server ready', before);
    await run(page, 'sleep 60');
    await blockHeading(page, 'sleep 60, running').waitFor();
    before = await heardCount();
    await page.keyboard.press('Shift+F4');
    await hear(page, /^running, sleep 60, .*no output$/, before);
    await page.keyboard.press('Control+C');
    await hear(page, /^stopped/, before);
  });

  it('cycles verbosity for this session, a host and the app, and says the new one', async () => {
    let before = await heardCount();
    await page.keyboard.press('Alt+PageDown');
    await hear(page, 'verbosity full, for this session', before);
    await page.keyboard.press('Alt+PageDown');
    await hear(page, 'verbosity silent, for this session', before);
    await page.keyboard.press('Alt+PageDown');
    await hear(page, 'verbosity brief, for this session', before);
    await runAndHear(page, 'echo hello', 'ok, 1 line');
    await page.keyboard.press('Alt+PageDown');
    await hear(page, 'verbosity normal, for this session', before);
    before = await act('verbosity host');
    await hear(page, 'verbosity full, for Practice server', before);
    before = await act('verbosity for the app');
    await hear(page, 'verbosity full, for the app', before);
    before = await act('pace faster');
    await hear(page, 'speech pace 240 words a minute', before);
  });

  it('is quiet until asked, then says what was held', async () => {
    let before = await heardCount();
    await page.keyboard.press('Shift+F2');
    await hear(page, 'quiet', before);
    await run(page, 'echo held');
    await page.getByRole('button', { name: /^Latest: ok, 1 line, echo held/ }).waitFor();
    before = await heardCount();
    await page.keyboard.press('Shift+F4');
    await hear(page, /^ready, ok, echo held/, before);
    expect((await allHeard(page)).map(({ text }) => text)).not.toContain('ok, held');
    await page.keyboard.press('Shift+F2');
    await hear(page, 'speaking again', before);
    await hear(page, /^ok, held$|ok, echo held, 1 line/, before);
  });

  it('follows a running command until it is told to stop', async () => {
    let before = await act('follow');
    await hear(page, 'nothing runs', before);
    await run(page, 'sleep 8; seq 1 3; sleep 60');
    await blockHeading(page, /^sleep 8; .*, running/).waitFor();
    before = await act('follow');
    await hear(page, 'following', before);
    await hear(page, '3 lines, says: 1; 2; 3', before);
    before = await act('follow');
    await hear(page, 'not following', before);
    before = await heardCount();
    await page.keyboard.press('Control+C');
    await hear(page, /^stopped/, before);
  });

  it('leaves no complaint in the console', () => {
    expect(complaints.list).toEqual([]);
  });
});
