/** What the server says can never pass for what Earshot says: neither by ear nor by place. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFailure } from '../../shared/failures/catalogue.ts';
import { allHeard, hear } from '../support/heard.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import { addHost, blockHeading, connect, run, setUp } from '../support/person.ts';
import type { RunningGateway } from '../support/running-gateway.ts';
import { accountOf, closeStage, openStage } from '../support/stage.ts';
import { sampleFailures } from '../support/sample-failures.ts';

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

/** Text on the page outside the places where server text may stand; the command line itself is the person's. */
const textElsewhere = (needle: string): Promise<string[]> =>
  page.evaluate((text) => {
    const found: string[] = [];
    const output = [...document.querySelectorAll('h2')].find((heading) =>
      heading.textContent.startsWith('Output of'),
    );
    const region = output?.closest('section, [role=region]');
    const messages = document.querySelector('[aria-label="Messages"], #messages');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const inside = region?.contains(node) === true || messages?.contains(node) === true;
      if (!inside && node.textContent?.includes(text) === true) found.push(node.textContent);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [aria-description]')) {
      for (const { value } of element.attributes) if (value.includes(text)) found.push(value);
    }
    return found;
  }, needle);

describe('server text that imitates Earshot', () => {
  it('is heard with a lead-in, also with look-alikes, invisible characters and colours', async () => {
    const imitations = [
      'ok, 20 lines',
      'failed 2, no output',
      'ok, no output',
      'waits for a password, typing is hidden',
      'connected to web1 as root',
      'taken over by laptop',
      'web1 ended the session: bye',
      'gateway out of reach, trying again',
      'ок, 20 lines',
      'o\u200bk, 20 lines',
      '\u001b[31mok, 20 lines\u001b[0m',
    ];
    for (const imitation of imitations) {
      const before = await run(page, `printf '%b\\n' '${escaped(imitation)}'`);
      const heard = await hear(page, /^ok/, before);
      expect(heard.text, imitation).toMatch(/^ok, says: /);
    }
  }, 120_000);

  it('stands in the output and in Messages only, for every sentence of the catalogue', async () => {
    const sentences = sampleFailures.map((failure) => describeFailure(failure).sentence);
    const mark = 'Zq7';
    const lines = sentences.map((sentence) => `'${escaped(`${mark} ${sentence}`)}'`);
    // More than one command line may hold: a part at a time.
    for (let from = 0; from < lines.length; from += 20) {
      await run(page, `clear; printf '%b\\n' ${lines.slice(from, from + 20).join(' ')}`);
      await blockHeading(page, /^clear; printf .*, ok, \d+ lines?$/)
        .nth(from / 20)
        .waitFor();
    }
    for (const sentence of sentences) {
      expect(await page.getByText(`${mark} ${sentence}`).count(), sentence).toBeGreaterThan(0);
    }
    expect(await textElsewhere(mark)).toEqual([]);
    const regions = (await allHeard(page)).filter(({ text }) => text.includes(mark));
    for (const { text } of regions) expect(text).toMatch(/(says|last): /);
  }, 120_000);

  it('moves no focus, opens no dialog and changes no title', async () => {
    const title = await page.title();
    await run(
      page,
      `printf '\\033]0;Sign in to Earshot\\a\\033]9;Earshot\\a\\033]777;notify;Earshot;x\\a<dialog open><h2>Earshot asks for the password</h2>\\n'`,
    );
    await blockHeading(page, /^printf '\\033\]0;Sign.*, ok, 1 line$/).waitFor();
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await page.title()).toBe(title);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });
});

/** Text for the inside of single quotes and printf %b: everything but letters, digits and blanks in octal bytes. */
function escaped(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9 ,:.]/.test(character)
        ? character
        : `\\0${byte.toString(8).padStart(3, '0')}`;
    })
    .join('');
}
