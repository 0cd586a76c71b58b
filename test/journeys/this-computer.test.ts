/** An SSH server on the gateway's own machine is offered as "This computer". */
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium, openDevice } from '../support/chromium.ts';
import { startOpensshServer, type OpensshServer } from '../support/openssh-server.ts';
import { commandField, runAndHear, savedHost, setUp, signIn } from '../support/person.ts';
import { startGateway, type RunningGateway } from '../support/running-gateway.ts';

/** Port of SSH, where the gateway looks (RFC 4253). */
const SSH_PORT = 22;

let gateway: RunningGateway;
let browser: Browser;
let server: OpensshServer | null = null;

const isTaken = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(SSH_PORT, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

beforeAll(async () => {
  // Where the machine runs its own SSH server, ours cannot take its port.
  if (!(await isTaken())) server = await startOpensshServer({ port: SSH_PORT });
  [gateway, browser] = await Promise.all([startGateway(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
  await server?.stop();
});

it('is offered beside the practice server, asks who one is, and connects', async ({ skip }) => {
  const { page } = await openDevice(browser);
  await setUp(page, gateway);
  await savedHost(page, 'This computer').click();
  if (server === null) {
    await page.getByRole('textbox', { name: 'User name' }).waitFor();
    skip('Port 22 belongs to this machine: that it is offered was tested, connecting was not.');
    return;
  }
  await page.getByRole('textbox', { name: 'User name' }).fill(server.userName);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Trust and connect' }).click();
  await signIn(page, server.password);
  await commandField(page).waitFor();
  await runAndHear(page, 'echo here', 'ok, here');
  expect(await page.title()).toContain('Earshot');
});
