/** Full-screen programs by keys, with real OpenSSH: what each key did is said, and one gets out again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Complaints } from '../support/chromium.ts';
import { allHeard, hear } from '../support/heard.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import { addHost, commandField, connect, run, runAndHear, setUp } from '../support/person.ts';
import type { RunningGateway } from '../support/running-gateway.ts';
import { accountOf, closeStage, openStage } from '../support/stage.ts';

let gateway: RunningGateway;
let browser: Browser;
let page: Page;
let server: OpensshServer;
let complaints: Complaints;

beforeAll(async () => {
  ({ gateway, browser, page, server, complaints } = await openStage());
  await setUp(page, gateway);
  const account = accountOf('web1', server);
  await addHost(page, account);
  await connect(page, account);
  await runAndHear(page, String.raw`printf 'alpha\nbeta\ngamma\n' > notes.txt`, 'ok, no output');
});
afterAll(async () => {
  await closeStage({ gateway, browser, server });
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const keys = () => page.getByRole('application', { name: 'Keys to web1' });
const heardCount = async (): Promise<number> => (await allHeard(page)).length;
const keysHaveFocus = (): Promise<boolean> =>
  keys().evaluate((element) => element === document.activeElement);

/** Escape, and a moment: only by time can a program tell it from the beginning of a control sequence. */
async function escape(): Promise<void> {
  await page.keyboard.press('Escape');
  await page.waitForTimeout(500);
}

/** Presses a key and waits for what it did to the screen. */
async function pressAndHear(key: string, said: string | RegExp): Promise<void> {
  const before = await heardCount();
  await page.keyboard.press(key);
  await hear(page, said, before);
}

describe('a full-screen program', () => {
  it('takes all keys at one stop, and the line that each led to is said', async () => {
    const before = await run(page, 'busybox vi notes.txt');
    await hear(page, /^full screen: /, before);
    await button('Keys').focus();
    await page.keyboard.press('Enter');
    await expect.poll(keysHaveFocus, { timeout: 20_000 }).toBe(true);
    await pressAndHear('ArrowDown', 'beta');
    await pressAndHear('ArrowDown', 'gamma');
    await pressAndHear('ArrowRight', 'a');
  });

  it('stands as lines at the end of the output', async () => {
    const screen = page.getByRole('article', { name: /^Screen of / });
    await screen.getByText('gamma', { exact: true }).waitFor();
    const first = await screen.getByText('alpha', { exact: true }).elementHandle();
    await pressAndHear('ArrowUp', 'beta');
    expect(await first.evaluate((element) => element.isConnected)).toBe(true);
  });

  it('is read and asked by buttons', async () => {
    const before = await heardCount();
    await button('Read screen').click();
    await hear(page, /^alpha; beta; gamma/, before);
    const later = await heardCount();
    await button('Read from cursor').click();
    await hear(page, /^beta; gamma/, later);
  });

  it('is left by F2, which goes to the program when it is pressed twice', async () => {
    await keys().focus();
    await pressAndHear('F2', 'keys left');
    await expect
      .poll(() => commandField(page).evaluate((field) => field === document.activeElement))
      .toBe(true);
    await keys().focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('F2');
    await expect.poll(keysHaveFocus, { timeout: 20_000 }).toBe(true);
  });

  it('gets Escape and Tab, and its end leaves the focus where it was', async () => {
    await keys().focus();
    await escape();
    await page.keyboard.type('o');
    await page.keyboard.press('Tab');
    expect(await keysHaveFocus()).toBe(true);
    await page.keyboard.type('delta');
    await escape();
    const before = await heardCount();
    await page.keyboard.type(':wq');
    await page.keyboard.press('Enter');
    await hear(page, /^full screen closed/, before);
    expect(await keysHaveFocus()).toBe(true);
    await pressAndHear('F2', 'keys left');
    await runAndHear(page, 'grep -c delta notes.txt', 'ok, 1');
  });

  it('can be stopped by a press of the bar', async () => {
    const before = await run(page, 'sleep 100');
    await button('Control C').click();
    await hear(page, /^stopped/, before);
    const toggle = page.getByRole('button', { name: 'Control', exact: true });
    await toggle.click();
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
  });

  it('never broke the content security policy of the page', () => {
    expect(complaints.list).toEqual([]);
  });
});
