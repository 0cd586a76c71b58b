/** Whatever breaks, the session goes on or one true sentence says that it does not. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHeard, hear, listenToLiveRegions } from '../support/heard.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import {
  addHost,
  blockHeading,
  commandField,
  connect,
  run,
  runAndHear,
  setUp,
} from '../support/person.ts';
import { poll } from '../support/poll.ts';
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
  await runAndHear(page, 'echo before', 'ok, before');
});
afterAll(async () => {
  await closeStage({ gateway, browser, server });
});

describe('a session survives', () => {
  it('a closed page', async () => {
    const address = page.url();
    await run(page, 'sleep 1; echo finished-alone');
    await blockHeading(page, /^sleep 1; echo finish/).waitFor();
    const { context } = { context: page.context() };
    await page.close();
    page = await context.newPage();
    await listenToLiveRegions(page);
    await page.goto(address);
    await blockHeading(page, /^sleep 1; echo finish.*, ok, 1 line$/).waitFor();
    await commandField(page).waitFor();
  });

  it('a network that is gone for five seconds, and says so once', async () => {
    await page.context().setOffline(true);
    // A socket that is open stays open in Chromium's offline mode: cut it as a lost network does.
    await page.evaluate(() => {
      globalThis.dispatchEvent(new Event('offline'));
    });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await page.context().setOffline(false);
    await commandField(page).focus();
    await page.keyboard.type('echo through');
    await page.keyboard.press('Enter');
    await blockHeading(page, 'echo through, ok, 1 line').waitFor();
  });

  it('kill -9 of the web process between two keystrokes, with each line run once', async () => {
    await run(page, 'n=0');
    await blockHeading(page, /^n=0, ok/).waitFor();
    for (let round = 1; round <= 3; round += 1) {
      const [web] = await gateway.processes('earshot: web');
      expect(web).toBeDefined();
      await commandField(page).focus();
      await page.keyboard.type('n=$((n+1)); ec');
      process.kill(web ?? 0, 'SIGKILL');
      await page.keyboard.type('ho count=$n');
      await page.keyboard.press('Enter');
      await page
        .getByRole('article')
        .last()
        .getByText(`count=${String(round)}`, { exact: true })
        .waitFor({ timeout: 20_000 });
    }
    const output = page.getByRole('region', { name: 'Output of web1' });
    expect(await output.getByText(/^count=\d+$/).allTextContents()).toEqual([
      'count=1',
      'count=2',
      'count=3',
    ]);
  });

  it('an upgrade', async () => {
    const [web] = await gateway.processes('earshot: web');
    await gateway.upgrade();
    const replaced = await poll('a new web process', async () => {
      const [now] = await gateway.processes('earshot: web');
      return now !== undefined && now !== web ? now : null;
    });
    expect(replaced).not.toBe(web);
    await run(page, 'echo upgraded');
    await blockHeading(page, 'echo upgraded, ok, 1 line').waitFor();
  });

  it('but not the death of its keeper, which is said once, with what was not confirmed, and nothing is sent again', async () => {
    await run(page, 'sleep 600');
    await blockHeading(page, 'sleep 600, running').waitFor();
    const before = (await allHeard(page)).length;
    for (const keeper of await gateway.processes('earshot: keeper'))
      process.kill(keeper, 'SIGKILL');
    await hear(page, /session|lost|ended/i, before);
    await page.getByRole('button', { name: 'Connect again' }).waitFor();
    const texts = (await allHeard(page)).slice(before).map(({ text }) => text);
    expect(texts.filter((text) => /ended|lost/i.test(text))).toHaveLength(1);
    expect(gateway.printed()).not.toMatch(/Error:|at .*\.ts:\d+/);
  });
});
