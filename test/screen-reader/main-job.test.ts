/** The main job under a real Orca: what is spoken from Enter until quiet, by real key events. */
import type { Locator } from 'playwright-core';
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
}, 300_000);
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
/** Letters that were given away one by one, by key echo or as characters. */
const lettersIn = (utterances: readonly Utterance[]): Utterance[] =>
  utterances.filter(({ kind, text }) => kind !== 'stop' && /^[a-z]$/i.test(text));

/** Does something; waits until it is heard, and then for silence; gives all that was said. */
async function hearAfter(act: () => void, expected: string | RegExp): Promise<Utterance[]> {
  const since = Date.now();
  act();
  const sayings = async (): Promise<string[]> =>
    spoken((await desktop.said()).filter(({ at }) => at >= since));
  await poll(
    `to hear ${String(expected)}`,
    async () => {
      const texts = await sayings();
      if (texts.join(' ').search(expected) >= 0) return true;
      throw new Error(`Heard: ${JSON.stringify(texts)}`);
    },
    30_000,
  );
  return desktop.quiet(since, 2_000);
}

/** Presses keys; gives the sentences that were spoken, the expected one among them. */
async function pressAndHear(key: string, expected: string | RegExp): Promise<string[]> {
  return spoken(await hearAfter(() => desktop.press(key), expected));
}

/** Puts the focus on a control, as a person does with many presses of Tab, and waits until Orca has said so. */
async function goTo(control: Locator): Promise<void> {
  await control.focus();
  await desktop.quiet(Date.now(), 1_000);
}

/** Types into the focused field, until all of it stands there and its echo is over. */
async function typeInto(field: Locator, text: string): Promise<void> {
  desktop.type(text);
  await poll('what was typed', async () => {
    const typed = await field.inputValue();
    if (typed === text) return true;
    throw new Error(`In the field: ${typed}`);
  });
  await desktop.quiet(Date.now(), 1_000);
}

const commandField = (): Locator =>
  desktop.page.getByRole('textbox', { name: 'Command', exact: true });
const button = (name: string): Locator => desktop.page.getByRole('button', { name, exact: true });

/** Types a command into the field, which has the focus; gives what Orca said from Enter until quiet. */
async function listenTo(command: string, expected: string | RegExp): Promise<string[]> {
  await poll('the focus in the field', () =>
    commandField().evaluate((field) => field === document.activeElement),
  );
  await typeInto(commandField(), command);
  return pressAndHear('Return', expected);
}

/** Fails when a press has left the focus nowhere. */
async function expectFocus(): Promise<void> {
  const place = await desktop.page.evaluate(() => document.activeElement?.tagName);
  expect(place, 'where the focus is').not.toBe('BODY');
}

describe('under Orca', () => {
  it('the view for setting up says where one is', async () => {
    await desktop.page.getByRole('heading', { level: 1, name: 'Set up Earshot' }).waitFor();
    await poll(
      'the title to be said',
      async () =>
        spoken(await desktop.said())
          .join(' ')
          .includes('Earshot'),
      30_000,
    );
    await desktop.quiet(0, 2_000);
  });

  it('says "Hosts" after pairing', async () => {
    const field = desktop.page.getByRole('textbox', { name: 'Setup code' });
    await goTo(field);
    await typeInto(field, gateway.setupCode);
    await pressAndHear('Return', /Hosts heading level 1/);
    await expectFocus();
  });

  it('says the way to the form for a host and back', async () => {
    await goTo(button('Add host'));
    await pressAndHear('Return', /Add host heading level 1/);
    const { page } = desktop;
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('web1');
    await page.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1');
    await page.getByRole('textbox', { name: 'Port' }).fill('1');
    await page.getByRole('textbox', { name: 'User name' }).fill('amy');
    await goTo(button('Save host'));
    const saved = await pressAndHear('Return', /saved web1/);
    expect(saved.join(' ')).toContain('Hosts heading level 1');
  });

  it('says why a connection failed, that it is tried again, and where closing leads', async () => {
    await goTo(button('web1'));
    const failed = await pressAndHear('Return', /Refused by 127\.0\.0\.1/);
    expect(failed.join(' ')).toContain('web1 heading level 1');
    await goTo(button('Connect again'));
    const again = await pressAndHear('Return', /Refused by 127\.0\.0\.1/);
    expect(again.join(' ')).toContain('web1 heading level 1');
    await goTo(button('Close session'));
    await pressAndHear('Return', /Hosts heading level 1/);
  });

  it('asks before a host is removed, and says where one is then', async () => {
    await goTo(button('web1, more'));
    await pressAndHear('Return', /expanded/);
    await goTo(button('Remove'));
    const asked = await pressAndHear('Return', /Remove web1\?/);
    expect(asked.join(' ')).toContain('It is taken off the list on all your devices.');
    await pressAndHear('Tab', /Remove push button/);
    await pressAndHear('Return', /removed web1/);
    await expectFocus();
  });

  it('reads the question about the key, then asks for the password and speaks no letter of it', async () => {
    await goTo(
      desktop.page
        .getByRole('list', { name: 'Saved hosts' })
        .getByRole('button', { name: 'Practice server', exact: true }),
    );
    const asked = (await pressAndHear('Return', /First connection to Practice server/)).join(' ');
    expect(asked).toContain('This is practice');
    const groups = await desktop.page.locator('.fingerprint-words li').allTextContents();
    expect(groups.length).toBeGreaterThan(0);
    for (const group of groups) expect(asked).toContain(group);
    await goTo(button('Trust and connect'));
    await pressAndHear('Return', /Earshot asks for the password of guest/);
    const said = await hearAfter(() => {
      desktop.type('practice');
      desktop.press('Return');
    }, /connected to Practice server as guest/);
    expect(lettersIn(said), 'letters of the password that were spoken').toEqual([]);
    expect(spoken(said).join(' ')).toContain('Command entry');
  });

  it('says the result of a short command in at most 2 words', async () => {
    const texts = await listenTo('echo hello', /ok/);
    expect(texts.join(' ')).toBe('ok, hello');
    expect(words(texts)).toBeLessThanOrEqual(2);
  });

  it('says twenty lines in at most 5 words', async () => {
    const texts = await listenTo('seq 20', /ok/);
    expect(texts.join(' ')).toBe('ok, 20 lines');
    expect(words(texts)).toBeLessThanOrEqual(5);
  });

  it('says a failure with its code in at most 12 words', async () => {
    const texts = await listenTo('ls /nonexistent', /failed/);
    expect(texts.join(' ')).toMatch(/^failed \d/);
    expect(words(texts)).toBeLessThanOrEqual(12);
  });

  it('says a silent failure in at most 5 words', async () => {
    const texts = await listenTo('grep -q zebra welcome.txt', /failed/);
    expect(texts.join(' ')).toMatch(/^failed 1, no match/);
    expect(words(texts)).toBeLessThanOrEqual(5);
  });

  it('says ten thousand lines in at most 8 words, the end included', async () => {
    const texts = await listenTo('seq 1 10000', /ok/);
    expect(texts.join(' ')).toBe('ok, 10,000 lines, last: 10000');
    expect(words(texts)).toBeLessThanOrEqual(8);
  });

  it('says a progress bar of 4 seconds in at most 8 words', async () => {
    const texts = await listenTo('progress', /ok, /);
    expect(texts.join(' ')).toMatch(/^ok, Downloading 100%/);
    expect(words(texts)).toBeLessThanOrEqual(8);
  });

  it('reaches the first line of the newest output with two presses, and comes back', async () => {
    await listenTo('seq 3', /ok/);
    await pressAndHear('shift+Tab', /Latest: ok, 3 lines, seq 3/);
    const line = await pressAndHear('Return', /(?:^| )1\b/);
    // The places that one comes into, and the line once.
    expect(line.join(' ')).toMatch(/region Output of Practice server article 1\b/);
    await expectFocus();
  });

  it('walks lines and headings in browse mode', async () => {
    // On a line of text Orca browses by itself: what follows are its own keys.
    await pressAndHear('Down', /(?:^| )2\b/);
    await pressAndHear('Down', /(?:^| )3\b/);
    await pressAndHear('shift+3', /seq 3, ok, 3 lines heading level 3/);
    await pressAndHear('shift+3', /progress, ok, 2 lines heading level 3/);
    await pressAndHear('3', /seq 3, ok, 3 lines heading level 3/);
    await pressAndHear('h', /Command heading level 2/);
  });

  it('says Help, and the field on the way back', async () => {
    await goTo(desktop.page.getByRole('link', { name: 'Help' }));
    await pressAndHear('Return', /Help heading level 1/);
    await goTo(desktop.page.getByRole('link', { name: /^Practice server, / }));
    await pressAndHear('Return', /Command entry/);
  });

  it('says a question with its choices in at most 14 words, and the result in 4', async () => {
    const texts = await listenTo('ask', /waits: Proceed\? yes or no, no is default/);
    expect(words(texts)).toBeLessThanOrEqual(14);
    await typeInto(desktop.page.getByRole('textbox', { name: 'Answer' }), 'y');
    const answered = await pressAndHear('Return', /ok, /);
    expect(words(answered)).toBeLessThanOrEqual(4);
  });

  it('asks for a password in at most 10 words and speaks no letter of it', async () => {
    const texts = await listenTo('password', /waits for a password/);
    expect(words(texts)).toBeLessThanOrEqual(10);
    const said = await hearAfter(() => {
      desktop.type('zebra');
      desktop.press('Return');
    }, /ok, The password had 5 characters/);
    expect(lettersIn(said)).toEqual([]);
    expect(spoken(said).join(' ')).not.toContain('zebra');
    // The measured command answers with one word, this one with five.
    expect(words(spoken(said))).toBeLessThanOrEqual(4 + 4);
  });

  it('says where one is when the session is ended', async () => {
    await goTo(button('More'));
    await pressAndHear('Return', /expanded/);
    await goTo(button('End session'));
    await pressAndHear('Return', /Hosts heading level 1/);
    await expectFocus();
  });
});
