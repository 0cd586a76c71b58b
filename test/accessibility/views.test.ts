/** axe-core in every view and state of the built page, narrow, light, dark and in forced colours, against the real gateway. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { axeProblems } from '../support/axe-problems.ts';
import { launchChromium, openDevice } from '../support/chromium.ts';
import { startBentServer, startRawServer } from '../support/hostile-ssh-server.ts';
import { startOpensshServer } from '../support/openssh-server.ts';
import { addHost, commandField, run, savedHost, setUp, signIn } from '../support/person.ts';
import { startGateway, type RunningGateway } from '../support/running-gateway.ts';

/** An account on a port where nothing answers. */
const nobody = { address: '127.0.0.1', port: 1, userName: 'amy', password: '' };

let browser: Browser;
let gateway: RunningGateway;
let page: Page;

beforeAll(async () => {
  gateway = await startGateway();
  browser = await launchChromium();
  // axe itself is a script that the page's own policy would refuse.
  const viewport = { width: 320, height: 640 };
  ({ page } = await openDevice(browser, { viewport, bypassCSP: true, reducedMotion: 'reduce' }));
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

const problems = (): Promise<string[]> => axeProblems(page);

describe('nothing is found by axe, and nothing scrolls sideways', () => {
  it('in starting', async () => {
    // The page asks first whether this browser is paired; the answer is held back.
    const answer = Promise.withResolvers<null>();
    await page.route('**/api/**', async (route) => {
      await answer.promise;
      await route.continue();
    });
    await page.goto(gateway.url);
    await page.getByText('Starting', { exact: false }).first().waitFor();
    expect(await problems()).toEqual([]);
    answer.resolve(null);
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('in setting up, with a code that is missing and one that is wrong', async () => {
    await page.goto(gateway.url);
    await page.getByRole('heading', { level: 1, name: 'Set up Earshot' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Type the setup code.', { exact: true }).first().waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('textbox', { name: 'Setup code' }).fill('not the code');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('#setup-code-error', { hasText: 'code' }).waitFor();
    expect(await problems()).toEqual([]);
  });

  it('in hosts, the form and its errors, and the question before removing', async () => {
    await setUp(page, gateway);
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('button', { name: 'Save host' }).click();
    await page.locator('[aria-invalid]').first().waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await addHost(page, { ...nobody, name: 'web1' });
    await page.getByRole('button', { name: 'web1, more' }).click();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('heading', { level: 1, name: 'Edit web1' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('searchbox', { name: 'Search hosts' }).fill('nothing has this name');
    await savedHost(page, 'web1').waitFor({ state: 'detached' });
    expect(await problems()).toEqual([]);
    await page.getByRole('searchbox', { name: 'Search hosts' }).fill('');
  });

  it('in the question who one is on this computer', async () => {
    await page.goto(`${gateway.url}#/this-computer`);
    await page.getByRole('textbox', { name: 'User name' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.locator('#computer-user-name[aria-invalid]').waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('in a session that connects, and in one that nothing is known of', async () => {
    const silent = await startRawServer(() => undefined);
    onTestFinished(() => silent.stop());
    await addHost(page, { ...nobody, name: 'slow1', port: silent.port });
    await savedHost(page, 'slow1').click();
    await page.locator('.session-connecting').waitFor();
    expect(await problems()).toEqual([]);
    await page.locator('.session-connecting').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();

    // The gateway does not answer, so the page goes on waiting for the session.
    await page.routeWebSocket(/./, () => undefined);
    await page.goto(`${gateway.url}#/session/0.${'a'.repeat(22)}`);
    await page.reload();
    await page.locator('.session-loading').waitFor();
    expect(await problems()).toEqual([]);
  });

  it('in hosts while the gateway is out of reach, and when it refuses the page', async () => {
    await page.getByRole('button', { name: 'Back to Hosts' }).click();
    await page
      .getByText(/connecting/i)
      .first()
      .waitFor();
    expect(await problems()).toEqual([]);
    const failure = { code: 'protocol.mismatch', page: 1, gateway: 2 };
    await page.routeWebSocket(/./, (socket) => {
      socket.send(JSON.stringify({ type: 'connection.refused', failure }));
    });
    await page.reload();
    await page.getByRole('button', { name: 'Reload' }).waitFor();
    expect(await problems()).toEqual([]);
    // A context cannot forget its routes of sockets; what comes now goes through to the gateway.
    await page.routeWebSocket(/./, (socket) => void socket.connectToServer());
    await page.reload();
    await savedHost(page, 'web1').waitFor();
  });

  it('in a session that failed to connect', async () => {
    await savedHost(page, 'web1').click();
    await page.getByRole('button', { name: 'Connect again' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Close session' }).click();
  });

  it('in the dialogs of a first connection', async () => {
    await savedHost(page, 'Practice server').click();
    await page.getByRole('heading', { name: 'First connection to Practice server' }).waitFor();
    await page.locator('.fingerprint-words').waitFor();
    expect(await problems()).toEqual([]);
    await page.locator('#expected-fingerprint').fill(`SHA256:${'A'.repeat(43)}`);
    await page.locator('#expected-fingerprint-hint', { hasText: 'No match' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Trust and connect' }).click();
    await page.locator('#sign-in-0').waitFor();
    expect(await problems()).toEqual([]);
    await signIn(page, 'wrong');
    await page.locator('#sign-in-0[aria-invalid]').waitFor();
    expect(await problems()).toEqual([]);
    await signIn(page, 'practice');
    await commandField(page).waitFor();
  });

  it('in the dialog of questions that the server asks', async () => {
    const server = await startBentServer({
      onAuthentication(context) {
        if (context.method !== 'keyboard-interactive') context.reject(['keyboard-interactive']);
        else
          context.prompt(
            [
              { prompt: 'Token: ', echo: true },
              { prompt: 'PIN: ', echo: false },
            ],
            'Second factor',
            'Use the small grey device.',
            () => context.reject(['keyboard-interactive']),
          );
      },
    });
    onTestFinished(() => server.stop());
    await page.getByRole('link', { name: 'Hosts' }).click();
    await addHost(page, { ...nobody, name: 'asks1', port: server.port });
    await savedHost(page, 'asks1').click();
    await page.getByRole('button', { name: 'Trust and connect' }).click();
    await page.locator('#sign-in-1').waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { level: 2, name: 'Session ended' }).waitFor();
    await page.getByRole('button', { name: 'Close session' }).click();
  });

  it('in the page of a host key that changed', async () => {
    const first = await startOpensshServer();
    onTestFinished(() => first.stop());
    await addHost(page, { ...nobody, name: 'moved1', port: first.port });
    await savedHost(page, 'moved1').click();
    await page.getByRole('button', { name: 'Trust and connect' }).click();
    await page.locator('#sign-in-0').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Close session' }).click();
    await first.stop();
    const second = await startOpensshServer({ port: first.port });
    onTestFinished(() => second.stop());
    await savedHost(page, 'moved1').click();
    await page.getByRole('heading', { level: 1, name: 'Host key of moved1 changed' }).waitFor();
    await page.getByText(second.fingerprints['ed25519'] ?? 'none', { exact: true }).waitFor();
    // What stood there before leaves a moment later; then closing is all that can be done here.
    await page.getByRole('button', { name: 'Back to Hosts' }).waitFor({ state: 'detached' });
    const names = await page.locator('main').getByRole('button').allTextContents();
    expect(names.map((name) => name.trim())).toEqual(['Close session']);
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Close session' }).click();
    await page.getByRole('link', { name: /^Practice server/ }).click();
    await commandField(page).waitFor();
  });

  it('in a session: long output, details, a question, a password, and everything unfolded', async () => {
    await run(page, 'seq 200');
    await page.getByRole('heading', { level: 3, name: 'seq 200, ok, 200 lines' }).waitFor();
    await page.getByRole('button', { name: 'seq 200, more' }).click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: /^Show lines/ }).click();
    await page.getByRole('button', { name: /^Latest/ }).click();
    await page.getByRole('button', { name: 'Back to command' }).waitFor();
    expect(await problems()).toEqual([]);
    await run(page, 'false');
    await page.getByRole('heading', { level: 3, name: /^false, failed 1/ }).waitFor();
    await run(page, 'sleep 60');
    await page.getByRole('heading', { level: 3, name: /^sleep 60, running/ }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { level: 3, name: /^sleep 60, stopped/ }).waitFor();
    expect(await problems()).toEqual([]);
    await run(page, 'ask');
    await page.getByRole('button', { name: 'Yes', exact: true }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await commandField(page).waitFor();
    await run(page, 'password');
    await page.locator('#password-field:visible').waitFor();
    expect(await problems()).toEqual([]);
  });

  it('in a session whose pen another page has', async () => {
    const other = await page.context().newPage();
    onTestFinished(() => other.close());
    await other.goto(page.url());
    await other.getByRole('button', { name: /^Take over/ }).click();
    await page.getByRole('button', { name: /^Take over/ }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: /^Take over/ }).click();
    await page.getByRole('button', { name: /^Take over/ }).waitFor({ state: 'detached' });
  });

  it('in Help, and with digits for another device', async () => {
    await page.getByRole('link', { name: 'Help' }).click();
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Add a device' }).click();
    await page.locator('.device-code').waitFor();
    expect(await problems()).toEqual([]);
  });

  it('in a session that has ended, with entries in Messages', async () => {
    await page.getByRole('link', { name: /^Practice server, / }).click();
    await page.locator('#password-field:visible').fill('zebra');
    await page.locator('#password-field').press('Enter');
    await commandField(page).waitFor();
    await run(page, 'exit');
    await page.getByRole('heading', { level: 2, name: 'Session ended' }).waitFor();
    expect(await page.locator('.messages li').count()).toBeGreaterThan(0);
    expect(await problems()).toEqual([]);
  });
});
