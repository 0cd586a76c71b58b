/** The main job under a real Orca: what is spoken from Enter until quiet, by real key events. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOrca, startOrcaDesktop, type OrcaDesktop, type Utterance } from '../support/orca.ts';
import { poll } from '../support/poll.ts';
import { startGateway, type RunningGateway } from '../support/running-gateway.ts';

let gateway: RunningGateway;
let desktop: OrcaDesktop;

beforeAll(async () => {
  if (!hasOrca())
    throw new Error('Orca, Xvfb, xdotool or Chromium is missing: run npm test as root.');
  gateway = await startGateway();
  desktop = await startOrcaDesktop(gateway.url);
}, 120_000);
afterAll(async () => {
  await desktop.close();
  await gateway.stop();
}, 60_000);

const spoken = (utterances: readonly Utterance[]): string[] =>
  utterances.filter(({ kind }) => kind === 'speech').map(({ text }) => text);
const words = (texts: readonly string[]): number =>
  texts
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '').length;

/** Types a command and Enter; gives what Orca said from Enter until quiet. */
async function listenTo(command: string): Promise<string[]> {
  await desktop.page.getByRole('textbox', { name: 'Command', exact: true }).waitFor();
  desktop.type(command);
  await desktop.quiet(Date.now(), 700);
  const since = Date.now();
  desktop.press('Return');
  return spoken(await desktop.quiet(since, 2_500));
}

describe('under Orca', () => {
  it('the view for setting up says where one is', async () => {
    await desktop.page.getByRole('heading', { level: 1, name: 'Set up Earshot' }).waitFor();
    const texts = await poll('the heading to be said', async () => {
      const said = spoken(await desktop.said());
      return said.some((text) => text.includes('Set up Earshot')) ? said : null;
    });
    expect(texts.join(' ')).toContain('Set up Earshot');
  });

  it('pairs, connects and signs in by keyboard', async () => {
    const { page } = desktop;
    await page.getByRole('textbox', { name: 'Setup code' }).focus();
    desktop.type(gateway.setupCode);
    desktop.press('Return');
    await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
    await page
      .getByRole('list', { name: 'Saved hosts' })
      .getByRole('button', { name: 'Practice server', exact: true })
      .focus();
    let since = Date.now();
    desktop.press('Return');
    await page.getByRole('button', { name: 'Trust and connect' }).waitFor();
    expect(spoken(await desktop.quiet(since)).join(' ')).toContain(
      'First connection to Practice server',
    );
    await page.getByRole('button', { name: 'Trust and connect' }).focus();
    since = Date.now();
    desktop.press('Return');
    await page.getByLabel('Password').waitFor();
    expect(spoken(await desktop.quiet(since)).join(' ')).toContain(
      'Earshot asks for the password of guest',
    );
    await page.getByLabel('Password').focus();
    since = Date.now();
    desktop.type('practice');
    desktop.press('Return');
    const said = await desktop.quiet(since, 3_000);
    expect(spoken(said).join(' ')).toContain('connected to Practice server as guest');
    const letters = said.filter(({ kind, text }) => kind !== 'stop' && /^[a-z]$/.test(text));
    expect(letters, 'letters of the password that were spoken').toEqual([]);
  });

  it('says the result of a short command in at most 2 words', async () => {
    const texts = await listenTo('echo hello');
    expect(texts.join(' ')).toBe('ok, hello');
    expect(words(texts)).toBeLessThanOrEqual(2);
  });

  it('says a failure with its code in at most 12 words', async () => {
    const texts = await listenTo('ls /nonexistent');
    expect(texts.join(' ')).toMatch(/^failed \d/);
    expect(words(texts)).toBeLessThanOrEqual(12);
  });

  it('says a silent failure in at most 5 words', async () => {
    const texts = await listenTo('grep -q zebra welcome.txt');
    expect(texts.join(' ')).toMatch(/^failed 1, no match/);
    expect(words(texts)).toBeLessThanOrEqual(5);
  });

  it('says ten thousand lines in at most 8 words, the end included', async () => {
    const texts = await listenTo('seq 1 10000');
    expect(texts.join(' ')).toBe('ok, 10,000 lines, last: 10000');
    expect(words(texts)).toBeLessThanOrEqual(8);
  });

  it('says a progress bar in at most 8 words', async () => {
    const texts = await listenTo('progress');
    expect(texts.join(' ')).toMatch(/^ok/);
    expect(words(texts)).toBeLessThanOrEqual(8);
  });

  it('says a question with its choices in at most 14 words', async () => {
    const texts = await listenTo('ask');
    expect(texts.join(' ')).toContain('waits: Proceed? yes or no, no is default');
    expect(words(texts)).toBeLessThanOrEqual(14);
    await desktop.page.getByRole('textbox', { name: 'Answer' }).focus();
    await desktop.quiet(Date.now(), 700);
    desktop.type('y');
    await desktop.quiet(Date.now(), 700);
    const since = Date.now();
    desktop.press('Return');
    const answered = spoken(await desktop.quiet(since, 2_500));
    expect(answered.join(' ')).toMatch(/ok, /);
    await desktop.page.getByRole('textbox', { name: 'Command', exact: true }).focus();
    await desktop.quiet(Date.now());
  });

  it('speaks no letter of a password', async () => {
    const texts = await listenTo('password');
    expect(texts.join(' ')).toContain('waits for a password');
    const field = desktop.page.getByLabel('Password', { exact: true });
    await field.focus();
    await desktop.quiet(Date.now());
    const since = Date.now();
    desktop.type('zebra');
    desktop.press('Return');
    const said = await desktop.quiet(since, 2_500);
    const letters = said.filter(({ kind, text }) => kind !== 'stop' && /^[a-z]$/.test(text));
    expect(letters).toEqual([]);
    expect(spoken(said).join(' ')).not.toContain('zebra');
  });
});
