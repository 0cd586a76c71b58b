/** axe-core in each state of reading: "more" with all it can hold, Find, the text view, lines before a prompt. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from '../support/axe-problems.ts';
import { openDevice } from '../support/chromium.ts';
import { hear } from '../support/heard.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import { addHost, connect, run, runAndHear, setUp } from '../support/person.ts';
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

const press = async (name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name }).last().click();
};

describe('nothing is found by axe, and nothing scrolls sideways', () => {
  it('in a block with links and with what changed', async () => {
    const command = `printf '\\e]8;;https://example.org/${'long/'.repeat(30)}\\e\\\\here\\e]8;;\\e\\\\\\n'; date +%N`;
    const before = await run(page, command);
    await hear(page, /^ok, here/, before);
    await press(/^printf .*, more$/);
    await press('Run again and say what changed');
    await hear(page, /^1 line new, 1 gone/);
    await press(/^printf .*, more$/);
    await press('Links, 1');
    await page.getByRole('list', { name: /^What changed/ }).waitFor();
    await page.getByRole('link', { name: 'Open link 1' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
  });

  it('in Find, for all commands and for one', async () => {
    await page.getByRole('button', { name: 'Find in output' }).click();
    await page.getByRole('searchbox', { name: 'Text to find' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Find', exact: true }).last().click();
    await page.getByRole('checkbox', { name: /^Only in printf/ }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await press('Close Find');
  });

  it('in the text view', async () => {
    await press('Read as text');
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.locator('#text-view:focus').count()).toBe(1);
    expect(await axeProblems(page)).toEqual([]);
    await press('Close');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('at a prompt with lines before it, and among lines fetched from far inside', async () => {
    await runAndHear(page, 'seq 1 300; echo "error: here"; seq 1 300; false', /^failed 1/);
    await page.keyboard.press('F8');
    await expect.poll(() => page.locator('.line:focus').textContent()).toBe('error: here');
    expect(await axeProblems(page)).toEqual([]);
    await run(page, 'seq 1 24; read -p "Go on? [y/n] " answer');
    await hear(page, /24 lines before/);
    await page.getByRole('button', { name: 'Read lines before' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
  });
});
