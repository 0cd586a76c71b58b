/** A newcomer's first minutes: set up, connect to the practice server, hear results, walk output, leave. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
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
let context: BrowserContext;
let page: Page;
let complaints: Complaints;

beforeAll(async () => {
  gateway = await startGateway();
  browser = await launchChromium();
  ({ context, page, complaints } = await openDevice(browser));
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

describe('the first minutes on the practice server', () => {
  it('prints plain sentences and, last, where it is ready', () => {
    const lines = gateway.printed().trim().split('\n');
    expect(lines.at(-1)).toBe(`Earshot is ready at ${gateway.url}`);
    expect(gateway.printed()).toContain(gateway.dataFolder);
    expect(gateway.printed()).toMatch(/Ctrl\+C|stop/i);
  });

  it('refuses a wrong setup code in words and takes the right one', async () => {
    await page.goto(gateway.url);
    await page.getByRole('heading', { level: 1, name: 'Set up Earshot' }).waitFor();
    await page.getByRole('textbox', { name: 'Setup code' }).fill('not-the-right-code');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page
      .getByText(/4 tries left/)
      .first()
      .waitFor();
    await setUp(page, gateway);
    expect(await page.title()).toBe('Hosts, Earshot');
  });

  it('connects to the practice server after one question about its key', async () => {
    await savedHost(page, 'Practice server').click();
    await page.getByRole('heading', { name: 'First connection to Practice server' }).waitFor();
    await page.getByRole('button', { name: 'Trust and connect' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Earshot asks for the password of guest on Practice server.').waitFor();
    await dialog.getByText(/The server says:/).waitFor();
    await signIn(page, 'practice');
    await hear(page, /connected to Practice server as guest/);
    await page.getByRole('heading', { level: 1, name: 'Practice server' }).waitFor();
    expect(await page.title()).toContain('Practice server');
  });

  it('says a short result and gives the block a heading', async () => {
    await runAndHear(page, 'echo hello', 'ok, hello');
    await blockHeading(page, 'echo hello, ok, 1 line').waitFor();
    expect(await commandField(page).inputValue()).toBe('');
    expect(await commandField(page).evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
  });

  it('says a failure with its code', async () => {
    await runAndHear(page, 'ls /nope', /^failed \d+, .*\/nope/);
    await runAndHear(page, 'no-such-command', /^failed 127, /);
    await runAndHear(page, 'true', 'ok, no output');
  });

  it('says a flood as one sentence and shows its first and last lines', async () => {
    const before = await run(page, 'seq 1 10000');
    await hear(page, 'ok, 10,000 lines, last: 10000', before, 30_000);
    expect((await allHeard(page)).slice(before).length).toBeLessThanOrEqual(2);
    const block = page.getByRole('article').last();
    await block.getByRole('button', { name: /^Show lines 51 to 150 of .* not shown$/ }).click();
    await block.getByText('150', { exact: true }).waitFor();
    const focused = await page.evaluate(() => document.activeElement?.textContent.trim());
    expect(focused).toBe('51');
    await block.getByText('9991', { exact: true }).waitFor();
  });

  it('leads from the field to the newest output and back in two presses', async () => {
    await runAndHear(page, 'echo nearest', 'ok, nearest');
    const latest = page.getByRole('button', { name: /^Latest: ok, 1 line, echo nearest$/ });
    await commandField(page).focus();
    await page.keyboard.press('Shift+Tab');
    expect(await latest.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('nearest');
    await page.getByRole('button', { name: 'Back to command' }).press('Enter');
    expect(await commandField(page).evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
  });

  it('stops a running command', async () => {
    const before = await run(page, 'yes');
    await blockHeading(page, 'yes, running').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await hear(page, /^stopped, [\d,]+ lines?$/, before);
    await blockHeading(page, /^yes, stopped, /).waitFor();
  });

  it('offers answers when a program asks, and hides a password', async () => {
    const before = await run(page, 'ask');
    await hear(page, /^waits: Proceed\?.*yes or no, no is default/, before);
    await page.getByRole('textbox', { name: 'Answer' }).waitFor();
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    await commandField(page).waitFor();
    const later = await run(page, 'password');
    await hear(page, /^waits for a password/, later);
    const field = page.getByLabel('Password', { exact: true });
    expect(await field.getAttribute('type')).toBe('password');
    await field.focus();
    await page.keyboard.type('s3cret-word');
    await page.keyboard.press('Enter');
    await commandField(page).waitFor();
    await hear(page, /^ok/, later);
    expect(JSON.stringify(await allHeard(page))).not.toContain('s3cret-word');
    expect(await page.content()).not.toContain('s3cret-word');
    expect(gateway.printed()).not.toContain('s3cret-word');
  });

  it('returns to the same session after a reload, with focus in the field', async () => {
    await page.reload();
    await blockHeading(page, 'echo hello, ok, 1 line').waitFor();
    await commandField(page).waitFor();
    await expect
      .poll(() => commandField(page).evaluate((field) => field === document.activeElement))
      .toBe(true);
    await runAndHear(page, 'echo again', 'ok, again');
  });

  it('says the messages again and keeps them in a list', async () => {
    const before = (await allHeard(page)).length;
    await page.getByRole('button', { name: 'Repeat last' }).first().click();
    await hear(page, 'ok, again', before);
    const messages = await page.getByRole('region', { name: 'Messages' }).textContent();
    expect(messages?.replace(/\s+/g, ' ')).toContain('ok Server text: again');
  });

  it('ends the session and leads back to the hosts', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('button', { name: 'End session' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).textContent()).not.toContain(
      'Practice server,',
    );
  });

  it('never broke its own content security policy', () => {
    expect(complaints.list).toEqual([]);
  });
});
