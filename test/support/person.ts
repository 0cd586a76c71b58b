/** What a person does on the page, by role and accessible name: the names of the listening contract. */
import type { Page } from 'playwright-core';
import { allHeard, hear, type Heard, listenToLiveRegions } from './heard.ts';
import type { RunningGateway } from './running-gateway.ts';

/** Opens the page and makes this browser the owner's first device. */
export async function setUp(page: Page, gateway: RunningGateway): Promise<void> {
  await listenToLiveRegions(page);
  await page.goto(gateway.url);
  await page.getByRole('heading', { level: 1, name: 'Set up Earshot' }).waitFor();
  await page.getByRole('textbox', { name: 'Setup code' }).fill(gateway.setupCode);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
}

/** What is needed to reach an account on a server. */
export interface Account {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly userName: string;
  readonly password: string;
}

/** Saves a host by the form. */
export async function addHost(page: Page, account: Account): Promise<void> {
  await page.getByRole('button', { name: 'Add host' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(account.name);
  await page.getByRole('textbox', { name: 'Address' }).fill(account.address);
  await page.getByRole('textbox', { name: 'Port' }).fill(String(account.port));
  await page.getByRole('textbox', { name: 'User name' }).fill(account.userName);
  await page.getByRole('button', { name: 'Save host' }).click();
  await savedHost(page, account.name).waitFor();
}

/** The button in "Saved hosts" that connects. */
export function savedHost(page: Page, name: string) {
  return page.getByRole('list', { name: 'Saved hosts' }).getByRole('button', { name, exact: true });
}

/** Connects for the first time: trusts the key, signs in, waits for the field. */
export async function connect(page: Page, account: Account): Promise<void> {
  await savedHost(page, account.name).click();
  await page.getByRole('button', { name: 'Trust and connect' }).click();
  await signIn(page, account.password);
  await commandField(page).waitFor();
}

/** Answers the password dialog. */
export async function signIn(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
}

/** The field of line mode. */
export function commandField(page: Page) {
  return page.getByRole('textbox', { name: 'Command', exact: true });
}

/** Types a command and Enter by keyboard; gives the count of texts heard before it. */
export async function run(page: Page, command: string): Promise<number> {
  const before = (await allHeard(page)).length;
  await commandField(page).focus();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  return before;
}

/** Runs a command and waits until its result is heard. */
export async function runAndHear(
  page: Page,
  command: string,
  expected: string | RegExp,
): Promise<Heard> {
  const before = await run(page, command);
  return hear(page, expected, before);
}

/** The heading of a command block. */
export function blockHeading(page: Page, name: string | RegExp) {
  return page.getByRole('heading', { level: 3, name });
}
