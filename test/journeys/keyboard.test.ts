/** The whole main job with a keyboard alone: no click, no focus set by the test, every stop named. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hear, listenToLiveRegions } from '../support/heard.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import { blockHeading, commandField } from '../support/person.ts';
import type { RunningGateway } from '../support/running-gateway.ts';
import { closeStage, openStage } from '../support/stage.ts';

let gateway: RunningGateway;
let browser: Browser;
let page: Page;
let server: OpensshServer;

beforeAll(async () => {
  ({ gateway, browser, page, server } = await openStage());
  await listenToLiveRegions(page);
});
afterAll(async () => {
  await closeStage({ gateway, browser, server });
});

/** What has the focus, by its accessible name. */
const focusedName = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return '';
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    return (element.getAttribute('aria-label') ?? label ?? element.textContent).trim();
  });

/** Presses Tab (or Shift+Tab) until `name` has the focus; fails after 40 stops. Gives the number of presses. */
async function tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<number> {
  const stops: string[] = [];
  for (let press = 1; press <= 40; press += 1) {
    await page.keyboard.press(key);
    const stop = await focusedName();
    stops.push(stop);
    if (typeof name === 'string' ? stop === name : name.test(stop)) return press;
  }
  throw new Error(`No stop is called ${String(name)}: ${stops.join(' | ')}`);
}

describe('with a keyboard alone one', () => {
  it('skips to the content, pairs and hears where one is', async () => {
    await page.goto(gateway.url);
    await page.getByRole('heading', { level: 1, name: 'Set up Earshot' }).waitFor();
    expect(await tabTo('Skip to main content')).toBe(1);
    await tabTo('Setup code');
    await page.keyboard.type(gateway.setupCode);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
    await expect.poll(focusedName).toBe('Hosts');
  });

  it('adds a host', async () => {
    await tabTo('Add host');
    await page.keyboard.press('Enter');
    await tabTo('Name');
    await page.keyboard.type('web1');
    await tabTo('Address');
    await page.keyboard.type(server.address);
    await tabTo('Port');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(String(server.port));
    await tabTo('User name');
    await page.keyboard.type(server.userName);
    await tabTo('Save host');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
  });

  it('trusts a key and signs in', async () => {
    await tabTo('web1');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'First connection to web1' }).waitFor();
    await tabTo('Trust and connect');
    await page.keyboard.press('Enter');
    await page.getByText(/^Earshot asks for the password of/).waitFor();
    await expect.poll(focusedName).toBe('Password');
    await page.keyboard.type(server.password);
    await page.keyboard.press('Enter');
    await hear(page, /^connected to web1/);
    await commandField(page).waitFor();
    await expect.poll(focusedName).toBe('Command');
  });

  it('runs a command, reaches its output in two presses and returns', async () => {
    await page.keyboard.type('printf "alpha\\nbeta\\n"');
    await page.keyboard.press('Enter');
    await hear(page, 'ok, alpha; beta');
    await blockHeading(page, /^printf .*, ok, 2 lines$/).waitFor();
    expect(await tabTo(/^Latest: ok, 2 lines/, 'Shift+Tab')).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(focusedName).toBe('alpha');
    await tabTo('Back to command');
    await page.keyboard.press('Enter');
    await expect.poll(focusedName).toBe('Command');
  });

  it('answers a question, hides a password and stops a flood', async () => {
    await page.keyboard.type("read -p 'Go on? [y/N] ' a; echo said=$a");
    await page.keyboard.press('Enter');
    await hear(page, 'waits: Go on? yes or no, no is default');
    await expect.poll(focusedName).toBe('Answer');
    await page.keyboard.type('y');
    await page.keyboard.press('Enter');
    await hear(page, 'ok, said=y');
    await page.keyboard.type("read -s -p 'Password: ' a; echo");
    await page.keyboard.press('Enter');
    await hear(page, /^waits for a password/);
    await expect.poll(focusedName).toBe('Password');
    await page.keyboard.type('hidden-word');
    await page.keyboard.press('Enter');
    await expect.poll(focusedName).toBe('Command');
    await page.keyboard.type('yes');
    await page.keyboard.press('Enter');
    await blockHeading(page, 'yes, running').waitFor();
    await page.keyboard.press('Control+c');
    await hear(page, /^stopped, /);
  });

  it('ends the session and is back on the hosts', async () => {
    await tabTo('More');
    await page.keyboard.press('Enter');
    await tabTo('End session');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
    await expect.poll(focusedName).toBe('Hosts');
  });
});
