/** Walking through output by keyboard on the practice server: errors, commands, Find, the text view, what changed. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openDevice, type Complaints } from '../support/chromium.ts';
import { allHeard, hear } from '../support/heard.ts';
import { commandField, run, runAndHear, savedHost, setUp, signIn } from '../support/person.ts';
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

/** The text of what has the focus. */
const focusedText = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
const focusedName = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? element.labels?.[0]?.textContent
        : element?.textContent;
    return (label ?? '').trim();
  });
const button = (name: string) => page.getByRole('button', { name, exact: true });

/** Presses a key; gives the count of texts that were heard before. */
async function press(key: string): Promise<number> {
  const before = (await allHeard(page)).length;
  await page.keyboard.press(key);
  return before;
}

/** Puts the focus on a control, as many presses of Tab would, and presses Enter on it. */
async function pressOn(name: string): Promise<number> {
  await button(name).last().focus();
  return press('Enter');
}

/** Opens "COMMAND, more" of the newest block with that title. */
async function openMore(title: string): Promise<void> {
  await page
    .getByRole('button', { name: `${title}, more`, exact: true })
    .last()
    .focus();
  await page.keyboard.press('Enter');
}

describe('walking through output', () => {
  it('goes from error to error with the focus on the line, and says when there is none further', async () => {
    await run(
      page,
      'seq 1 200 > log; echo "error: first" >> log; seq 1 200 >> log; echo "error: second" >> log; seq 1 100 >> log',
    );
    await runAndHear(page, 'cat log', /502 lines/);
    await press('F8');
    await expect.poll(focusedText).toBe('error: first');
    await press('F8');
    await expect.poll(focusedText).toBe('error: second');
    const before = await press('F8');
    await hear(page, 'no more errors', before);
    expect(await focusedText()).toBe('error: second');
    await press('Shift+F8');
    await expect.poll(focusedText).toBe('error: first');
    const again = await press('Shift+F8');
    await hear(page, 'no earlier errors', again);
  });

  it('goes from command to command', async () => {
    await runAndHear(page, 'echo newest', 'ok, newest');
    await press('Shift+F9');
    await expect.poll(focusedText).toBe('echo newest, ok, 1 line');
    await press('Shift+F9');
    await expect.poll(focusedText).toBe('cat log, ok, 502 lines');
    await press('F9');
    await expect.poll(focusedText).toBe('echo newest, ok, 1 line');
    const before = await press('F9');
    await hear(page, 'no more commands', before);
  });
});

describe('finding', () => {
  it('says which of how many, goes there, and Escape leads back', async () => {
    await commandField(page).focus();
    await press('F3');
    await expect.poll(focusedName).toBe('Text to find');
    await page.keyboard.type('ERROR:');
    let before = await press('Enter');
    await hear(page, /^1 of 2/, before);
    await expect.poll(focusedText).toBe('error: first');
    before = await press('F3');
    await hear(page, '2 of 2', before);
    await expect.poll(focusedText).toBe('error: second');
    before = await press('F3');
    await hear(page, '1 of 2, from the beginning again', before);
    before = await press('Shift+F3');
    await hear(page, '2 of 2, from the end again', before);
    await press('Escape');
    await expect.poll(focusedName).toBe('Text to find');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('nowhere at all');
    before = await press('Enter');
    await hear(page, 'no match', before);
    await press('Escape');
    await expect.poll(focusedName).toBe('Command');
    await expect.poll(() => page.locator('find-panel').count()).toBe(0);
  });

  it('looks through one command when it is opened there', async () => {
    await openMore('echo newest');
    await button('Find').focus();
    await press('Enter');
    await expect.poll(focusedName).toBe('Text to find');
    expect(await page.getByRole('checkbox', { name: 'Only in echo newest' }).isChecked()).toBe(
      true,
    );
    await page.keyboard.press('Control+a');
    await page.keyboard.type('error');
    let before = await press('Enter');
    await hear(page, 'no match', before);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('new');
    before = await press('Enter');
    await hear(page, '1 of 1', before);
    await expect.poll(focusedText).toBe('newest');
    await press('Escape');
    await press('Escape');
    await expect.poll(focusedText).toBe('Find');
    await openMore('echo newest');
  });
});

describe('a prompt with lines before it', () => {
  it('has a button that leads to the first line that was not said', async () => {
    await commandField(page).focus();
    const before = await run(page, 'seq 1 24; read -p "Go on? " answer; echo "end $answer"');
    await hear(page, /^waits: Go on\?.*24 lines before/, before);
    await pressOn('Read lines before');
    await expect.poll(focusedText).toBe('1');
    await page.getByRole('textbox', { name: 'Answer' }).focus();
    await page.keyboard.type('yes');
    const answered = await press('Enter');
    await hear(page, /^ok, .*end yes/, answered);
    await expect.poll(() => button('Read lines before').count()).toBe(0);
  });
});

describe('reading as text', () => {
  const textArea = () => page.getByRole('textbox', { name: 'Output, to be read' });

  it('puts all lines into a text area with a caret that tells its line', async () => {
    await runAndHear(page, 'cat log', /502 lines/);
    await openMore('cat log');
    await pressOn('Read as text');
    await page.getByRole('dialog', { name: 'Text of cat log' }).waitFor();
    await expect.poll(focusedName).toBe('Output, to be read');
    expect((await textArea().inputValue()).split('\n')).toHaveLength(502);
    await page.getByText('502 lines.', { exact: true }).waitFor();
    await press('ArrowDown');
    await press('ArrowDown');
    const before = await pressOn('Say line number');
    await hear(page, 'line 3 of 502', before);
  });

  it('goes to errors and matches by button and by key', async () => {
    let before = await pressOn('Next error');
    await hear(page, 'line 201 of 502', before);
    await expect.poll(focusedName).toBe('Output, to be read');
    before = await press('F8');
    await hear(page, 'line 402 of 502: error: second', before);
    before = await press('F8');
    await hear(page, 'no more errors', before);
    await page.getByRole('searchbox', { name: 'Text to find' }).focus();
    await page.keyboard.type('199');
    before = await press('Enter');
    await hear(page, '1 of 2', before);
    before = await press('F3');
    await hear(page, '2 of 2: 199', before);
  });

  it('copies the line of the caret and puts it into the command', async () => {
    await pressOn('Copy selection or line');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('199');
    await textArea().focus();
    await press('Home');
    await press('Shift+ArrowRight');
    await press('Shift+ArrowRight');
    await pressOn('Use in command');
    await expect.poll(focusedName).toBe('Command');
    expect(await commandField(page).inputValue()).toBe('19');
    await expect.poll(() => page.locator('text-view-dialog').count()).toBe(0);
    await commandField(page).fill('');
  });

  it('is left by Escape, back to where it was opened', async () => {
    await pressOn('Read as text');
    await expect.poll(focusedName).toBe('Output, to be read');
    await press('Escape');
    await expect.poll(focusedText).toBe('Read as text');
    await openMore('cat log');
  });
});

describe('running again', () => {
  it('says what changed and lists it in the block', async () => {
    await run(page, 'echo kept > list; echo old >> list');
    await runAndHear(page, 'cat list', 'ok, kept; old');
    // The file changes between the two runs.
    await runAndHear(
      page,
      'echo kept > list; echo young >> list; echo two >> list',
      'ok, no output',
    );
    await openMore('cat list');
    const before = await pressOn('Run again and say what changed');
    await hear(page, '2 lines new, 1 gone: young', before);
    await expect.poll(focusedName).toBe('Command');
    await openMore('cat list');
    const list = page.getByRole('list', { name: /^What changed: 2 lines new, 1 gone/ });
    expect(await list.getByRole('listitem').allTextContents()).toEqual([
      'New, line 2: young',
      'New, line 3: two',
      'Gone, was line 2: old',
    ]);
    const again = await pressOn('Run again and say what changed');
    await hear(page, 'nothing changed, 3 lines', again);
  });
});

describe('the page', () => {
  it('had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
