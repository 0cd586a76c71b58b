/** Several devices of one owner, and two gateways side by side. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openDevice } from '../support/chromium.ts';
import { allHeard, hear, listenToLiveRegions } from '../support/heard.ts';
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

beforeAll(async () => {
  [gateway, browser] = await Promise.all([startGateway(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

describe('devices', () => {
  it('join by 8 digits, follow the same session, and one writes at a time', async () => {
    const first = await openDevice(browser);
    await setUp(first.page, gateway);
    await savedHost(first.page, 'Practice server').click();
    await first.page.getByRole('button', { name: 'Trust and connect' }).click();
    await signIn(first.page, 'practice');
    await commandField(first.page).waitFor();
    await runAndHear(first.page, 'echo from-the-first', 'ok, from-the-first');
    const sessionAddress = first.page.url();

    const helper = await first.context.newPage();
    await helper.goto(gateway.url);
    await helper
      .getByRole('navigation', { name: 'Main' })
      .getByText('Help', { exact: true })
      .click();
    await helper.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
    await helper.getByRole('button', { name: 'Add a device' }).click();
    const digits = await helper
      .getByText(/(?:\d[ ,]*){8}/)
      .first()
      .textContent();
    const code = /(?:\d[ ,]*){8}/.exec(digits ?? '')?.[0].replace(/\D/g, '') ?? '';
    expect(code).toMatch(/^\d{8}$/);
    await helper.close();

    const second = await openDevice(browser);
    await listenToLiveRegions(second.page);
    await second.page.goto(gateway.url);
    await second.page.getByRole('textbox', { name: 'Setup code' }).fill(code);
    await second.page.getByRole('button', { name: 'Continue' }).click();
    await second.page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
    await second.page.goto(sessionAddress);
    await blockHeading(second.page, 'echo from-the-first, ok, 1 line').waitFor();

    const before = (await allHeard(first.page)).length;
    await second.page.getByRole('button', { name: /^Take over/ }).click();
    await hear(first.page, /^taken over by /, before);
    await runAndHear(second.page, 'echo from-the-second', 'ok, from-the-second');
    await blockHeading(first.page, 'echo from-the-second, ok, 1 line').waitFor();
    await first.page.getByRole('button', { name: /^Take over/ }).click();
    await run(first.page, 'echo back-again');
    await blockHeading(second.page, 'echo back-again, ok, 1 line').waitFor();
    await second.context.close();
    await first.context.close();
  });

  it('of two gateways on one machine do not disturb each other', async () => {
    const other = await startGateway();
    try {
      const { page, context } = await openDevice(browser);
      await setUp(page, other);
      const used = await context.newPage();
      await used.goto(gateway.url);
      await used.getByRole('heading', { level: 1, name: 'Set up Earshot' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
      const names = (await context.cookies()).map(({ name }) => name);
      expect(names).toEqual([expect.stringContaining(String(other.port))]);
      await context.close();
    } finally {
      await other.stop();
    }
  });
});
