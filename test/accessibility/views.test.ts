/** axe-core in every view and state of the built page, narrow, light, dark and in forced colours, against the real gateway. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openDevice } from '../support/chromium.ts';
import { addHost, commandField, run, savedHost, setUp, signIn } from '../support/person.ts';
import { startGateway, type RunningGateway } from '../support/running-gateway.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const appearances = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const;

let browser: Browser;
let gateway: RunningGateway;
let page: Page;

beforeAll(async () => {
  gateway = await startGateway();
  browser = await launchChromium();
  // axe itself is a script that the page's own policy would refuse.
  const viewport = { width: 320, height: 640 };
  ({ page } = await openDevice(browser, { viewport, bypassCSP: true, reducedMotion: 'reduce' }));
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

/** What axe finds in the page as it stands, in each appearance, and whether it scrolls sideways. */
async function problems(): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axeSource);
  for (const appearance of appearances) {
    await page.emulateMedia(appearance);
    const violations = await page.evaluate<string[]>(
      `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) =>
        id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
    );
    const name = `${appearance.colorScheme}, forced colours ${appearance.forcedColors}`;
    found.push(...violations.map((violation) => `${name}: ${violation}`));
  }
  const scrolls = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  if (scrolls) found.push('scrolls sideways at 320 px');
  return found;
}

describe('nothing is found by axe, and nothing scrolls sideways', () => {
  it('in setting up', async () => {
    await page.goto(gateway.url);
    await page.getByRole('heading', { level: 1, name: 'Set up Earshot' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Type the setup code.', { exact: true }).first().waitFor();
    expect(await problems()).toEqual([]);
  });

  it('in hosts, the form and its errors, and the question before removing', async () => {
    await setUp(page, gateway);
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('button', { name: 'Save host' }).click();
    await page.locator('[aria-invalid]').first().waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    const place = { address: '127.0.0.1', port: 1, userName: 'amy', password: '' };
    await addHost(page, { name: 'web1', ...place });
    await page.getByRole('button', { name: 'web1, more' }).click();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  });

  it('in a session that failed to connect', async () => {
    await savedHost(page, 'web1').click();
    await page.getByRole('button', { name: 'Connect again' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Close session' }).click();
  });

  it('in the dialogs of a first connection', async () => {
    await savedHost(page, 'Practice server').click();
    await page.getByRole('heading', { name: 'First connection to Practice server' }).waitFor();
    await page.locator('.fingerprint-words').waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Trust and connect' }).click();
    await page.locator('#sign-in-0').waitFor();
    expect(await problems()).toEqual([]);
    await signIn(page, 'wrong');
    await page.locator('#sign-in-0[aria-invalid]').waitFor();
    expect(await problems()).toEqual([]);
    await signIn(page, 'practice');
    await commandField(page).waitFor();
  });

  it('in a session: long output, details, a question, a password, and everything unfolded', async () => {
    await run(page, 'seq 200');
    await page.getByRole('heading', { level: 3, name: 'seq 200, ok, 200 lines' }).waitFor();
    await page.getByRole('button', { name: 'seq 200, more' }).click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    expect(await problems()).toEqual([]);
    await run(page, 'ask');
    await page.getByRole('button', { name: 'Yes', exact: true }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await commandField(page).waitFor();
    await run(page, 'password');
    await page.locator('#password-field:visible').waitFor();
    expect(await problems()).toEqual([]);
  });

  it('in Help with digits for another device', async () => {
    await page.getByRole('link', { name: 'Help' }).click();
    await page.getByRole('button', { name: 'Add a device' }).click();
    await page.locator('.device-code').waitFor();
    expect(await problems()).toEqual([]);
  });

  it('in a session that has ended, with entries in Messages', async () => {
    await page.getByRole('link', { name: /^Practice server, / }).click();
    await page.locator('#password-field:visible').fill('zebra');
    await page.locator('#password-field').press('Enter');
    await commandField(page).waitFor();
    await run(page, 'exit');
    await page.getByRole('heading', { level: 2, name: 'Session ended' }).waitFor();
    expect(await page.locator('.messages li').count()).toBeGreaterThan(0);
    expect(await problems()).toEqual([]);
  });
});
