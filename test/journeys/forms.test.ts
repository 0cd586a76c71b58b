/** Output read as what it is, by keyboard, on a real OpenSSH server, with axe in each form. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from '../support/axe-problems.ts';
import { openDevice } from '../support/chromium.ts';
import { allHeard, hear } from '../support/heard.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import { addHost, connect, runAndHear, setUp } from '../support/person.ts';
import type { RunningGateway } from '../support/running-gateway.ts';
import { accountOf, closeStage, openStage } from '../support/stage.ts';

let gateway: RunningGateway;
let browser: Browser;
let page: Page;
let server: OpensshServer;

beforeAll(async () => {
  ({ gateway, browser, server } = await openStage());
  const viewport = { width: 320, height: 640 };
  const device = await openDevice(browser, { viewport, bypassCSP: true, reducedMotion: 'reduce' });
  ({ page } = device);
  await device.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await setUp(page, gateway);
  const account = accountOf('web1', server);
  await addHost(page, account);
  await connect(page, account);
});
afterAll(async () => {
  await closeStage({ gateway, browser, server });
});

const focusedText = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

/** Puts the focus on a button and presses Enter. */
async function pressOn(name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).last().focus();
  await page.keyboard.press('Enter');
}

/** What axe finds in light, dark and forced colours. */
async function problems(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const media of [
    { colorScheme: 'light' },
    { colorScheme: 'dark' },
    { colorScheme: 'light', forcedColors: 'active' },
  ] as const) {
    await page.emulateMedia({ forcedColors: 'none', ...media });
    found.push(...(await axeProblems(page)));
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  return found;
}

describe('a table', () => {
  it('opens with the focus on its heading, sorts, reads as "Header: value" and gives the focus back', async () => {
    await runAndHear(page, 'df -h', /^ok, table/);
    const lines = await page.locator('.line').allTextContents();
    await pressOn('df -h, more');
    await pressOn('Read as table');
    await expect.poll(focusedText).toMatch(/^df -h, \d+ rows?$/);
    const table = page.getByRole('table', { name: /^df -h, \d+ rows?$/ });
    await table.getByRole('columnheader', { name: 'Size', exact: true }).waitFor();
    expect(await table.getByRole('rowheader').count()).toBeGreaterThan(0);
    expect(await problems()).toEqual([]);

    const before = (await allHeard(page)).length;
    await pressOn('Sort by column 2');
    await hear(page, 'sorted by column 2, ascending', before);
    expect(await focusedText()).toBe('Sort by column 2');
    const size = table.getByRole('columnheader', { name: 'Size', exact: true });
    expect(await size.getAttribute('aria-sort')).toBe('ascending');

    await pressOn('Header: value');
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Size: / })
      .first()
      .waitFor();
    expect(await table.count()).toBe(0);
    expect(await problems()).toEqual([]);
    expect(await page.locator('.line').allTextContents()).toEqual(lines);

    await pressOn('Close table');
    await expect.poll(focusedText).toBe('Read as table');
    await expect.poll(() => page.locator('block-table').count()).toBe(0);
  });

  it('shows long ones in pages, with the focus on the first new row, and raw text one button away', async () => {
    await runAndHear(
      page,
      `printf ' name | size | used\\n------+------+------\\n'; for i in $(seq 1 180); do printf ' %-4s | %4s | %4s\\n' "n$i" "\${i}K" 1%; done`,
      /^ok, table, 180 rows/,
    );
    await pressOn(/^printf .*, more$/);
    await pressOn('Read as table');
    await expect.poll(focusedText).toMatch(/180 rows$/);
    const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    await pressOn(/^Copy row 2$/);
    await expect.poll(clipboard).toBe('n2\t2K\t1%');
    await pressOn(/^Copy column 2$/);
    await expect.poll(clipboard).toMatch(/^1K\n2K\n(?:\d+K\n){177}180K$/);
    await pressOn('Show rows 51 to 150');
    await expect.poll(focusedText).toBe('n51');
    await pressOn('Show rows 151 to 180');
    await expect.poll(focusedText).toBe('n151');
    expect(await page.getByRole('button', { name: /^Show rows/ }).count()).toBe(0);
    await pressOn('Show raw text');
    await expect.poll(focusedText).toMatch(/^name \| size \| used$/);
  });
});

describe('a diff', () => {
  it('reads by hunks, each changed line after its word', async () => {
    await runAndHear(page, 'mkdir d && cd d && git init -q . && seq 1 60 > x', /^ok/);
    await runAndHear(page, 'git add x; sed -i "s/^5$/five/; 40d" x; git --no-pager diff', /^ok/);
    await pressOn(/^git add x.*, more$/);
    await pressOn('Read as changes');
    await expect.poll(focusedText).toMatch(/, 2 hunks$/);
    expect(await problems()).toEqual([]);
    await pressOn('Next hunk');
    await expect.poll(focusedText).toBe('x, lines 2 to 8, 1 added, 1 removed');
    await page.getByText('added: five').waitFor();
    await pressOn('Next hunk');
    await expect.poll(focusedText).toBe('x, lines 37 to 42, 0 added, 1 removed');
    const before = (await allHeard(page)).length;
    await pressOn('Next hunk');
    await hear(page, 'no more hunks', before);
    await pressOn('Close changes');
    await expect.poll(focusedText).toBe('Read as changes');
  });
});
