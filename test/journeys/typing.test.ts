/** Typing well, with real OpenSSH: answers by button, completion, history, pasting, several lines, drafts. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
let folder: string;

beforeAll(async () => {
  ({ gateway, browser, page, server, complaints } = await openStage());
  folder = mkdtempSync(join(tmpdir(), 'earshot-typing-'));
  // The account on the server is another user.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'only one'));
  for (const name of ['report-a.txt', 'report-b.txt', 'report c.txt'])
    writeFileSync(join(folder, name), `${name}\n`);
  await setUp(page, gateway);
  const account = accountOf('web1', server);
  await addHost(page, account);
  await connect(page, account);
  await run(page, `cd ${folder}`);
  await hear(page, /^ok, now in /);
});
afterAll(async () => {
  await closeStage({ gateway, browser, server });
  rmSync(folder, { recursive: true, force: true });
});

const answerField = () => page.getByRole('textbox', { name: 'Answer', exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const heardCount = async (): Promise<number> => (await allHeard(page)).length;
/** Whether the focus is where `locator` is. */
const hasFocus = (locator: ReturnType<typeof button>): Promise<boolean> =>
  locator.evaluate((element) => element === document.activeElement);

/** Types into the empty command field. */
async function type(text: string): Promise<void> {
  await commandField(page).fill('');
  await commandField(page).focus();
  await page.keyboard.type(text);
}

/** Presses Tab until an answer to it is heard that fits: a busy server may be late the first time. */
async function tabUntil(expected: string): Promise<void> {
  for (let press = 1; press <= 6; press += 1) {
    const before = await heardCount();
    await page.keyboard.press('Tab');
    const heard = await hear(page, /./, before);
    if (heard.text === expected) return;
    expect(heard.text).toBe('no answer about matches in time');
  }
  throw new Error('The server was late six times.');
}

/** Presses Quit until the pager is over: its buttons rest while it is still drawing. */
async function quitUntilOver(before: number): Promise<void> {
  for (let press = 1; press <= 6; press += 1) {
    await button('Quit').focus();
    await page.keyboard.press('Enter');
    try {
      await hear(page, /^(?:ok|done)/, before, 3_000);
      return;
    } catch {
      // It was too early.
    }
  }
  throw new Error('The pager went on after six presses of Quit.');
}

/** Pastes as the browser does it. */
async function paste(text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

describe('a waiting program', () => {
  it('is answered with Yes, and the buttons stay until the focus leaves them', async () => {
    const before = await run(page, "read -p 'Proceed? [y/N] ' a; echo answer=$a");
    await hear(page, 'waits: Proceed? yes or no, no is default', before);
    await button('Yes').focus();
    await page.keyboard.press('Enter');
    await hear(page, 'ok, answer=y', before);
    expect(await hasFocus(button('Yes'))).toBe(true);
    expect(await button('Yes').getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Enter');
    await commandField(page).focus();
    await button('Yes').waitFor({ state: 'detached' });
  });

  it('is answered with one of its choices, whose meaning is a description after "Server text:"', async () => {
    const before = await run(
      page,
      "PS3='Your choice: '; select a in install remove leave; do echo got=$a; break; done",
    );
    await hear(page, /^waits: Your choice/, before);
    const choice = button('Choice 2');
    await choice.waitFor();
    const described = await choice.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described ?? ''}"]`).textContent()).toBe(
      'Server text: remove',
    );
    await choice.focus();
    await page.keyboard.press('Space');
    await hear(page, /got=remove$/, before);
    await commandField(page).focus();
  });

  it('goes on with any key', async () => {
    const before = await run(
      page,
      "read -n1 -s -p 'Press any key to continue...' a; echo; echo went on",
    );
    await hear(page, /^waits: Press any key/, before);
    await button('Any key').focus();
    await page.keyboard.press('Enter');
    await hear(page, /went on/, before);
    await commandField(page).focus();
  });

  it('is paged with buttons, searched, and left', async () => {
    const before = await run(page, 'seq 1 300 | PAGER= LESS= less -X');
    await hear(page, /^waits/, before);
    await button('Next page').focus();
    await page.keyboard.press('Enter');
    await answerField().focus();
    await page.keyboard.type('299');
    await button('Search').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => answerField().inputValue(), { timeout: 20_000 }).toBe('');
    await quitUntilOver(before);
    await commandField(page).focus();
  });

  it('shows what is typed hidden only when asked, and only for this prompt', async () => {
    const ask = "read -s -p 'Password: ' a; echo; echo length=${#a}";
    let before = await run(page, ask);
    await hear(page, 'waits for a password, typing is hidden', before);
    const field = page.getByLabel('Password', { exact: true });
    expect(await field.getAttribute('type')).toBe('password');
    expect(await button('Show what I typed').getAttribute('aria-pressed')).toBe('false');
    await button('Show what I typed').focus();
    await page.keyboard.press('Space');
    expect(await field.getAttribute('type')).toBe('text');
    await field.focus();
    await page.keyboard.type('seen');
    await page.keyboard.press('Enter');
    await hear(page, /length=4/, before);
    before = await run(page, ask);
    await hear(page, 'waits for a password, typing is hidden', before);
    expect(await field.getAttribute('type')).toBe('password');
    await field.focus();
    await page.keyboard.press('Enter');
    await hear(page, /length=0/, before);
    await commandField(page).focus();
    await page.keyboard.press('ArrowUp');
    expect(await commandField(page).inputValue()).toBe(ask);
  });
});

describe('completion', () => {
  it('puts a single match in and says it', async () => {
    await type('ls on');
    await tabUntil('only one/');
    expect(await commandField(page).inputValue()).toBe("ls 'only one/'");
    expect(await hasFocus(commandField(page))).toBe(true);
  });

  it('lists several matches, says how many, and puts in the chosen one', async () => {
    await type('cat rep');
    await tabUntil('3 matches');
    expect(await hasFocus(commandField(page))).toBe(true);
    const list = page.getByRole('listbox', { name: 'Matches' });
    expect(await list.getByRole('option').allTextContents()).toEqual([
      'report c.txt',
      'report-a.txt',
      'report-b.txt',
    ]);
    await page.keyboard.press('Tab');
    expect(await hasFocus(list)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await list.waitFor({ state: 'detached' });
    expect(await hasFocus(commandField(page))).toBe(true);
    expect(await commandField(page).inputValue()).toBe('cat report-a.txt ');
    const before = await heardCount();
    await page.keyboard.press('Enter');
    await hear(page, 'ok, report-a.txt', before);
  });

  it('knows commands, and says when nothing fits', async () => {
    await type('mkdi');
    await tabUntil('mkdir');
    expect(await commandField(page).inputValue()).toBe('mkdir ');
    await type('cat nothing-like-this');
    await tabUntil('no match');
  });

  it('never holds the focus: an empty field and Escape let Tab move on', async () => {
    await type('');
    await page.keyboard.press('Tab');
    expect(await hasFocus(commandField(page))).toBe(false);
    await type('cat rep');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await hasFocus(commandField(page))).toBe(false);
    await type('');
  });
});

describe('the history', () => {
  it('is a list that can be searched, and gives a command back to be changed', async () => {
    await runAndHear(page, 'echo needle', 'ok, needle');
    await runAndHear(page, 'echo other', 'ok, other');
    await button('More').focus();
    await page.keyboard.press('Enter');
    await button('History').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'History' });
    const search = dialog.getByRole('searchbox', { name: 'Search history' });
    await search.waitFor();
    expect(await hasFocus(search)).toBe(true);
    const before = await heardCount();
    await page.keyboard.type('NEEDLE');
    await hear(page, '1 command', before);
    const list = dialog.getByRole('listbox', { name: 'Commands, newest first' });
    expect(await list.getByRole('option').allTextContents()).toEqual(['echo needle']);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await commandField(page).inputValue()).toBe('echo needle');
    expect(await hasFocus(commandField(page))).toBe(true);
    await commandField(page).fill('');
  });

  it('says only the line that comes into the field, and edits the last one by button', async () => {
    await commandField(page).focus();
    const before = await heardCount();
    await page.keyboard.press('ArrowUp');
    await hear(page, 'echo other', before);
    expect((await allHeard(page)).slice(before).map(({ text }) => text)).toEqual(['echo other']);
    await commandField(page).fill('');
    await button('Edit last command').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => hasFocus(commandField(page)), { timeout: 20_000 }).toBe(true);
    expect(await commandField(page).inputValue()).toBe('echo other');
    await commandField(page).fill('');
  });
});

describe('the list of actions', () => {
  it('opens the history, and edits the last command', async () => {
    await commandField(page).focus();
    await page.keyboard.press('F2');
    await page.getByRole('dialog', { name: 'Actions' }).waitFor();
    await page.keyboard.type('history');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'History' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await page.keyboard.press('F2');
    await page.getByRole('dialog', { name: 'Actions' }).waitFor();
    await page.keyboard.type('edit last');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => commandField(page).inputValue(), { timeout: 20_000 })
      .toBe('echo other');
    await commandField(page).fill('');
  });
});

describe('a paste', () => {
  it('of one plain line goes in as it is', async () => {
    await type('');
    await paste('echo plain');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('of several lines and invisible characters is shown, counted and named first', async () => {
    await type('');
    await paste('echo o\u200bne\necho \u201ctwo\u201d\n');
    const dialog = page.getByRole('dialog', { name: 'Check what you paste' });
    await dialog.waitFor();
    await dialog.getByText('2 lines, 20 characters.').waitFor();
    await dialog.getByRole('listitem').getByText('zero width space', { exact: true }).waitFor();
    const text = dialog.getByRole('textbox', { name: 'Text to paste' });
    expect(await text.inputValue()).toContain('o[zero width space]ne');
    expect(await text.getAttribute('readonly')).not.toBeNull();
    await dialog.getByRole('button', { name: 'Send line by line' }).focus();
    const before = await heardCount();
    await page.keyboard.press('Enter');
    await hear(page, /one/, before);
    await hear(page, /two/, before);
    await dialog.waitFor({ state: 'detached' });
    expect(await hasFocus(commandField(page))).toBe(true);
  });

  it('can be cancelled, and is not in the field then', async () => {
    await type('');
    await paste('rm -rf x\u202ey');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await commandField(page).inputValue()).toBe('');
    expect(await hasFocus(commandField(page))).toBe(true);
  });
});

describe('several lines', () => {
  it('are typed with Shift and Enter, and sent as one command', async () => {
    await type('for x in 1 2; do');
    const before = await heardCount();
    await page.keyboard.press('Shift+Enter');
    await hear(page, 'line 2', before);
    expect(await commandField(page).evaluate((field) => field.tagName)).toBe('TEXTAREA');
    expect(await hasFocus(commandField(page))).toBe(true);
    await page.keyboard.type('echo number $x');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('done');
    await page.keyboard.press('Enter');
    await hear(page, 'ok, number 1; number 2', before);
    await expect
      .poll(() => commandField(page).evaluate((field) => field.tagName), { timeout: 20_000 })
      .toBe('INPUT');
    expect(await hasFocus(commandField(page))).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await commandField(page).inputValue()).toBe('for x in 1 2; do\necho number $x\ndone');
    await page.keyboard.press('Escape');
    await commandField(page).fill('');
  });
});

describe('a draft', () => {
  it('is there after a reload, and so is the history', async () => {
    await commandField(page).fill('');
    await type('echo not sent yet');
    await page.reload();
    await commandField(page).waitFor();
    await expect
      .poll(() => commandField(page).inputValue(), { timeout: 20_000 })
      .toBe('echo not sent yet');
    await commandField(page).fill('');
    await commandField(page).focus();
    await page.keyboard.press('ArrowUp');
    await expect
      .poll(() => commandField(page).inputValue(), { timeout: 20_000 })
      .toContain('for x');
    await commandField(page).fill('');
  });

  it('is never what is typed into a password', async () => {
    const before = await run(page, "read -s -p 'Password: ' a; echo; echo length=${#a}");
    await hear(page, 'waits for a password, typing is hidden', before);
    await page.getByLabel('Password', { exact: true }).focus();
    await page.keyboard.type('correct-horse');
    const stored = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]));
    expect(stored).not.toContain('correct-horse');
    await page.keyboard.press('Enter');
    await hear(page, /length=13/, before);
  });
});

describe('the practice server', () => {
  it('says in one sentence that it offers no completion', async () => {
    await page.goto(gateway.url);
    await page
      .getByRole('button', { name: /^Practice server/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Trust and connect' }).click();
    const practice = await page.getByText(/the password is/).textContent();
    const password = /is (\S+)\.$/.exec(practice?.trim() ?? '')?.[1] ?? '';
    await page.getByRole('dialog').getByLabel('Password').fill(password);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await commandField(page).waitFor();
    await type('ls no');
    const before = await heardCount();
    await page.keyboard.press('Tab');
    await hear(page, 'completion not offered by this server', before);
  });
});

it('never broke its own content security policy', () => {
  expect(complaints.list).toEqual([]);
});
