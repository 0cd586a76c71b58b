/** Walking output under a real Orca: each jump speaks the line it leads to, the text view its lines. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOrca, startOrcaDesktop, type OrcaDesktop } from '../support/orca.ts';
import { commandField, run, savedHost, setUp, signIn } from '../support/person.ts';
import { poll } from '../support/poll.ts';
import { startGateway, type RunningGateway } from '../support/running-gateway.ts';

let gateway: RunningGateway;
let desktop: OrcaDesktop;

beforeAll(async () => {
  if (!hasOrca())
    throw new Error('Orca, Xvfb, xdotool or Chromium is missing: run npm test as root.');
  gateway = await startGateway();
  desktop = await startOrcaDesktop(gateway.url);
  const { page } = desktop;
  await setUp(page, gateway);
  await savedHost(page, 'Practice server').click();
  await page.getByRole('button', { name: 'Trust and connect' }).click();
  await signIn(page, 'practice');
  await commandField(page).waitFor();
  await run(page, 'seq 1 90 > log; echo "error: broken pipe" >> log; seq 1 90 >> log; cat log');
  await page.getByRole('heading', { level: 3, name: /ok, 181 lines$/ }).waitFor();
  await desktop.quiet(Date.now(), 3_000);
}, 400_000);
afterAll(async () => {
  await desktop.close();
  await gateway.stop();
}, 60_000);

/** Presses a key; gives what was spoken until quiet, `expected` among it. */
async function pressAndHear(key: string, expected: RegExp): Promise<string> {
  const since = Date.now();
  desktop.press(key);
  const spoken = async (): Promise<string> =>
    (await desktop.said())
      .filter(({ at, kind }) => at >= since && kind === 'speech')
      .map(({ text }) => text)
      .join(' ');
  await poll(
    `to hear ${String(expected)}`,
    async () => {
      const text = await spoken();
      if (expected.test(text)) return true;
      throw new Error(`Heard: ${text}`);
    },
    30_000,
  );
  await desktop.quiet(since, 2_000);
  return spoken();
}

describe('under Orca', () => {
  it('the next error is spoken as a line, once', async () => {
    const said = await pressAndHear('F8', /error: broken pipe/);
    expect(said.match(/broken pipe/g)).toHaveLength(1);
    await pressAndHear('F8', /no more errors/);
  });

  it('the text view speaks the line that each arrow leads to', async () => {
    const { page } = desktop;
    await page.getByRole('button', { name: /^seq 1 90.*, more$/ }).click();
    await page.getByRole('button', { name: 'Read as text' }).focus();
    await desktop.quiet(Date.now(), 1_500);
    const opened = await pressAndHear('Return', /Output, to be read/);
    expect(opened).toMatch(/181 lines/);
    await pressAndHear('Down', /\b2\b/);
    await pressAndHear('F8', /error: broken pipe/);
  });
});
