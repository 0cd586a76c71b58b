/** axe-core in each state of typing: answers, keys, hidden typing shown, matches, history, a paste, several lines. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from '../support/axe-problems.ts';
import { openDevice } from '../support/chromium.ts';
import { hear } from '../support/heard.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import { addHost, commandField, connect, run, setUp } from '../support/person.ts';
import type { RunningGateway } from '../support/running-gateway.ts';
import { accountOf, closeStage, openStage } from '../support/stage.ts';

let gateway: RunningGateway;
let browser: Browser;
let page: Page;
let server: OpensshServer;

beforeAll(async () => {
  ({ gateway, browser, server } = await openStage());
  const viewport = { width: 320, height: 640 };
  ({ page } = await openDevice(browser, { viewport, bypassCSP: true, reducedMotion: 'reduce' }));
  await setUp(page, gateway);
  const account = accountOf('web1', server);
  await addHost(page, account);
  await connect(page, account);
});
afterAll(async () => {
  await closeStage({ gateway, browser, server });
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

describe('nothing is found by axe, and nothing scrolls sideways', () => {
  it('in choices with what they mean, usable and answered', async () => {
    const long = `"${'a long meaning '.repeat(8)}"`;
    const before = await run(page, `select a in ${long} remove; do echo got=$a; break; done`);
    await page.getByRole('button', { name: 'Choice 2' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Choice 2' }).focus();
    await page.keyboard.press('Enter');
    await hear(page, /got=remove$/, before);
    expect(await axeProblems(page)).toEqual([]);
  });

  it('in the opened keys, and the lines of a full screen', async () => {
    const before = await run(page, 'busybox vi notes.txt');
    await hear(page, /^full screen: /, before);
    await press('Keys');
    const keys = page.getByRole('application', { name: 'Keys to web1' });
    await keys.waitFor();
    await page.getByRole('article', { name: /^Screen of / }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await keys.focus();
    await page.keyboard.type(':q!');
    await page.keyboard.press('Enter');
    await hear(page, /^full screen closed/, before);
    await press('Keys');
  });

  it('in hidden typing that is shown', async () => {
    const before = await run(page, "read -s -p 'Password: ' a; echo; echo length=${#a}");
    await hear(page, 'waits for a password, typing is hidden', before);
    await press('Show what I typed');
    expect(await axeProblems(page)).toEqual([]);
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await hear(page, /length=0/, before);
  });

  it('in a list of matches', async () => {
    await commandField(page).fill('ls /');
    const list = page.getByRole('listbox', { name: 'Matches' });
    // A busy server may be late the first time.
    await expect
      .poll(
        async () => {
          await commandField(page).press('Tab');
          return list.isVisible();
        },
        { timeout: 20_000, interval: 1_500 },
      )
      .toBe(true);
    expect(await axeProblems(page)).toEqual([]);
    await press('Close matches');
    await commandField(page).fill('');
  });

  it('in the history', async () => {
    await press('More');
    await press('History');
    await page.getByRole('dialog', { name: 'History' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await press('Close');
  });

  it('in a paste that is looked at, and in several lines', async () => {
    await commandField(page).focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'echo \u201cone\u201d\u200b\necho two');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page.getByRole('dialog', { name: 'Check what you paste' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await press('Put in the field');
    await expect
      .poll(() => commandField(page).inputValue(), { timeout: 20_000 })
      .toBe('echo "one"\necho two');
    expect(await axeProblems(page)).toEqual([]);
  });
});
