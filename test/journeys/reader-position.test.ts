/** Nothing that a reader may be on is drawn anew, moved or taken out, whatever arrives; and the links of lines. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHeard, hear } from '../support/heard.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import { addHost, blockHeading, connect, run, runAndHear, setUp } from '../support/person.ts';
import type { RunningGateway } from '../support/running-gateway.ts';
import { accountOf, closeStage, openStage } from '../support/stage.ts';

let gateway: RunningGateway;
let browser: Browser;
let page: Page;
let server: OpensshServer;

beforeAll(async () => {
  ({ gateway, browser, page, server } = await openStage());
  await setUp(page, gateway);
  const account = accountOf('web1', server);
  await addHost(page, account);
  await connect(page, account);
});
afterAll(async () => {
  await closeStage({ gateway, browser, server });
});

/** What a test keeps in the page. */
interface Watch {
  /** Elements that stood in the output when it began, in order. */
  marked: Element[];
  readonly harm: string[];
}

/** Begins to watch all lines, headings and controls in the output that stand there now. */
async function watchOutput(): Promise<void> {
  await page.evaluate(() => {
    const output = document.querySelector('.output');
    const marked = [...(output?.querySelectorAll('.line, h3, button') ?? [])];
    const watch: Watch = { marked, harm: [] };
    Object.assign(globalThis, { earshotWatch: watch });
    const isMarked = (node: Node): boolean =>
      watch.marked.some((element) => node === element || node.contains(element));
    new MutationObserver((records) => {
      for (const { type, target, removedNodes } of records) {
        for (const node of removedNodes)
          if (isMarked(node)) watch.harm.push(`taken out: ${node.textContent ?? ''}`);
        const line = (target instanceof Element ? target : target.parentElement)?.closest('.line');
        if (line && watch.marked.includes(line) && type !== 'attributes')
          watch.harm.push(`written anew: ${line.textContent}`);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What was done to the elements that are watched, and whether they still stand in their order. */
const harmDone = (): Promise<string[]> =>
  page.evaluate(() => {
    const { marked, harm } = (globalThis as unknown as { earshotWatch: Watch }).earshotWatch;
    const isBefore = (one: Element, other: Element | undefined): boolean =>
      other === undefined ||
      (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const moved = marked.filter((element, index) => !isBefore(element, marked[index + 1]));
    return [...harm, ...moved.map((element) => `moved: ${element.textContent}`)];
  });

const focusedText = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

describe('where a reader is, everything stays', () => {
  it('while output arrives, while more of it is shown and when it ends', async () => {
    await runAndHear(page, 'seq 1 40', /40 lines/);
    const command =
      'for i in $(seq 1 900); do echo "row $i"; [ $((i % 30)) = 0 ] && sleep 0.1; done; echo "error: late"; seq 1 300; false';
    const before = await run(page, command);
    await page.getByText('row 50', { exact: true }).waitFor();
    await watchOutput();
    await page.getByRole('button', { name: 'Show more lines so far' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(focusedText).toBe('row 51');
    expect(await blockHeading(page, /running/).count()).toBe(1);
    await hear(page, /^failed 1/, before, 60_000);
    await blockHeading(page, /failed 1, 1,201 lines$/).waitFor();
    // The reader is where it was when the command ended.
    expect(await focusedText()).toBe('row 51');
    expect(await harmDone()).toEqual([]);
  });

  it('while a line far inside is fetched, and lines between are shown', async () => {
    await watchOutput();
    await page.keyboard.press('F8');
    await expect.poll(focusedText).toBe('error: late');
    expect(await harmDone()).toEqual([]);
    await watchOutput();
    await page
      .getByRole('button', { name: /^Show lines \d+ to/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await expect.poll(focusedText).toMatch(/^row \d+$/);
    expect(await harmDone()).toEqual([]);
    const texts = await page.locator('.line[data-line]').allTextContents();
    expect(texts.filter((text) => text === 'error: late')).toHaveLength(1);
  });

  it('while Find, the text view and a comparison come and go', async () => {
    await runAndHear(page, 'echo steady', 'ok, steady');
    await watchOutput();
    await page.keyboard.press('F3');
    await page.getByRole('searchbox', { name: 'Text to find' }).waitFor();
    await page.keyboard.type('row 700');
    const found = (await allHeard(page)).length;
    await page.keyboard.press('Enter');
    await hear(page, /^\d of \d/, found);
    await expect.poll(focusedText).toMatch(/row 700/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'echo steady, more' }).focus();
    await page.keyboard.press('Enter');
    const compared = (await allHeard(page)).length;
    await page.getByRole('button', { name: 'Run again and say what changed' }).focus();
    await page.keyboard.press('Enter');
    await hear(page, 'nothing changed, 1 line', compared);
    expect(await harmDone()).toEqual([]);
  });
});

describe('links of a program', () => {
  it('are listed with their address and opened only by the person', async () => {
    const link = (address: string, text: string): string =>
      `\\e]8;;${address}\\e\\\\${text}\\e]8;;\\e\\\\`;
    const links = `${link('https://example.org/one', 'first')} ${link('file:///etc', 'second')}`;
    await runAndHear(page, `printf '${links}\\n'`, /first second/);
    await page
      .getByRole('button', { name: /^printf .*, more$/ })
      .last()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Links, 2' }).focus();
    await page.keyboard.press('Enter');
    const open = page.getByRole('link', { name: /^Open link/ });
    expect(await open.count()).toBe(1);
    expect(await open.getAttribute('href')).toBe('https://example.org/one');
    expect(await open.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await page.locator('.links li').first().textContent()).toMatch(
      /first,\s+https:\/\/example\.org\/one/,
    );
    expect(await page.locator('.links li').last().textContent()).toMatch(
      /second,\s+file:\/\/\/etc\s+not an address for a browser/,
    );
  });
});
