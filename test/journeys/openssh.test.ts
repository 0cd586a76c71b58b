/** A person's own server: real OpenSSH, by password and by questions, with a key that is known, new or changed. */
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Complaints } from '../support/chromium.ts';
import { allHeard, hear } from '../support/heard.ts';
import { startOpensshServer, type OpensshServer } from '../support/openssh-server.ts';
import {
  addHost,
  blockHeading,
  commandField,
  connect,
  run,
  runAndHear,
  savedHost,
  setUp,
  signIn,
} from '../support/person.ts';
import type { RunningGateway } from '../support/running-gateway.ts';
import { accountOf, closeStage, openStage } from '../support/stage.ts';

let gateway: RunningGateway;
let browser: Browser;
let page: Page;
let complaints: Complaints;
let server: OpensshServer;

beforeAll(async () => {
  ({ gateway, browser, page, server, complaints } = await openStage());
  await setUp(page, gateway);
});
afterAll(async () => {
  await closeStage({ gateway, browser, server });
});

describe('a server of one’s own', () => {
  it('refuses bad addresses and ports in words, at the field', async () => {
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('textbox', { name: 'Address' }).fill('two words\u0007');
    await page.getByRole('textbox', { name: 'Port' }).fill('70000');
    await page.getByRole('textbox', { name: 'User name' }).fill('-oProxyCommand=x');
    await page.getByRole('button', { name: 'Save host' }).click();
    for (const name of ['Address', 'Port', 'User name']) {
      const field = page.getByRole('textbox', { name });
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      const ids = (await field.getAttribute('aria-describedby')) ?? '';
      const described = await Promise.all(
        ids.split(' ').map((id) => page.locator(`[id="${id}"]`).textContent()),
      );
      expect(described.join('').trim()).not.toBe('');
    }
    expect(
      await page
        .getByRole('textbox', { name: 'Address' })
        .evaluate((f) => f === document.activeElement),
    ).toBe(true);
    await page.getByRole('textbox', { name: 'Port' }).fill('0');
    await page.getByRole('button', { name: 'Save host' }).click();
    expect(await page.getByRole('textbox', { name: 'Port' }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await page.goto(gateway.url);
  });

  it('is saved, shows its fingerprint, compares it, and asks for the password again after a wrong one', async () => {
    const account = accountOf('web1', server);
    await addHost(page, account);
    await savedHost(page, 'web1').click();
    await page.getByRole('heading', { name: 'First connection to web1' }).waitFor();
    const dialog = page.getByRole('dialog');
    const fingerprint = server.fingerprints['ed25519'] ?? '';
    await dialog.getByText(fingerprint).waitFor();
    const expected = dialog.getByRole('textbox', { name: 'Expected fingerprint' });
    // One letter in the middle is another one.
    await expected.fill(
      fingerprint.replace(
        /^(.{20})(.)/,
        (_, start, letter) => `${String(start)}${letter === 'x' ? 'y' : 'x'}`,
      ),
    );
    await dialog
      .getByText(/no match/i)
      .first()
      .waitFor();
    await expected.fill(fingerprint);
    await dialog
      .getByText(/^(?!.*no match).*match/i)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Trust and connect' }).click();
    await page.getByText(`Earshot asks for the password of ${account.userName} on web1.`).waitFor();
    const before = (await allHeard(page)).length;
    await signIn(page, 'not-the-password');
    await hear(page, /sign-in refused, 2 tries left/, before);
    await signIn(page, account.password);
    await hear(page, `connected to web1 as ${account.userName}`);
    await commandField(page).waitFor();
  });

  it('says results of a real bash with codes, counts and directories', async () => {
    await runAndHear(page, 'echo hello', 'ok, hello');
    await runAndHear(page, 'ls -la /etc | head -187', /^ok, table, \d+ rows$/);
    await blockHeading(page, /^ls -la \/etc .*, ok, \d+ lines$/)
      .last()
      .waitFor();
    await runAndHear(page, 'seq 1 187', 'ok, 187 lines, last: 187');
    await runAndHear(page, 'ls /nonexistent', /^failed 2, ls: cannot access '\/nonexistent'/);
    await runAndHear(page, 'grep -q zebra /etc/passwd', 'failed 1, no match');
    await runAndHear(page, 'cd /var/log', 'ok, now in /var/log');
    await runAndHear(page, 'exec-nothing-like-this', /^failed 127, /);
    await runAndHear(page, 'sh -c "kill -9 \\$\\$"', /^failed 137, killed/);
    await runAndHear(
      page,
      'head -c 5000 /dev/zero | tr "\\0" x; echo',
      'ok, 1 line, 5,000 characters',
    );
  });

  it('shows a heading with command, status and size, and one element per line', async () => {
    await runAndHear(page, 'printf "one\\ntwo\\nthree\\nfour\\n"', 'ok, 4 lines');
    // Speech may come a moment before the drawing.
    await blockHeading(page, /, ok, 4 lines$/).waitFor();
    const block = page.getByRole('article').last();
    expect(await block.getByRole('heading', { level: 3 }).textContent()).toMatch(/, ok, 4 lines$/);
    for (const text of ['one', 'two', 'three', 'four']) {
      expect(await block.getByText(text, { exact: true }).count()).toBe(1);
    }
  });

  it('tells a question from work and sends what is typed to the program', async () => {
    const before = await run(page, "read -p 'Proceed? [y/N] ' a; echo answer=$a");
    await hear(page, 'waits: Proceed? yes or no, no is default', before);
    const field = page.getByRole('textbox', { name: 'Answer', exact: true });
    await field.focus();
    await page.keyboard.type('y');
    await page.keyboard.press('Enter');
    await hear(page, 'ok, answer=y', before);
  });

  it('never shows, says or keeps what is typed while typing is hidden', async () => {
    const before = await run(page, "read -s -p 'Password: ' a; echo; echo length=${#a}");
    await hear(page, 'waits for a password, typing is hidden', before);
    const field = page.getByLabel('Password', { exact: true });
    await field.focus();
    await page.keyboard.type('correct-horse');
    await page.keyboard.press('Enter');
    await hear(page, /length=13/, before);
    expect(await page.content()).not.toContain('correct-horse');
    expect(JSON.stringify(await allHeard(page))).not.toContain('correct-horse');
    await commandField(page).focus();
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press('ArrowUp');
      expect(await commandField(page).inputValue()).not.toContain('correct-horse');
    }
    await commandField(page).fill('');
  });

  it('stops a flood with Ctrl+C in the field', async () => {
    const before = await run(page, 'yes');
    await blockHeading(page, 'yes, running').waitFor();
    await commandField(page)
      .or(page.getByRole('textbox', { name: 'Answer' }))
      .first()
      .focus();
    await page.keyboard.press('Control+c');
    await hear(page, /^stopped, [\d,]+ lines?$/, before);
  });

  it('keeps what a hostile file prints inside the output', async () => {
    const before = await run(
      page,
      String.raw`printf '\e]133;D;0\a\e]133;A\aok, 20 lines\n\e]0;Earshot\a\e]52;c;aGk=\a<img src=x onerror=alert(1)>\n'`,
    );
    const heard = await hear(page, /^ok/, before);
    expect(heard.text).not.toBe('ok, 20 lines');
    expect(heard.text).toMatch(/^ok, says: ok, 20 lines/);
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.title()).toContain('web1');
  });

  it('says why a session ended, with the reason of the server', async () => {
    const before = await run(page, 'exit 3');
    await hear(page, /^web1 ended the session/, before);
    await page.getByRole('button', { name: 'Connect again' }).waitFor();
    await page.getByRole('button', { name: 'Close session' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
  });

  it('connects a second time without a question about the key', async () => {
    await savedHost(page, 'web1').click();
    await signIn(page, server.password);
    await commandField(page).waitFor();
    await runAndHear(page, 'echo second', 'ok, second');
  });

  it('says that the server is gone when its sessions are killed', async () => {
    const before = (await allHeard(page)).length;
    server.killSessions();
    await hear(page, /web1/, before);
    await page.getByRole('button', { name: 'Connect again' }).waitFor();
    await page.goto(gateway.url);
  });

  it('stops everything when the key has changed', async () => {
    const { port } = server;
    await server.stop();
    server = await startOpensshServer({ port });
    await savedHost(page, 'web1').click();
    const main = page.getByRole('main');
    await main
      .getByText(server.fingerprints['ed25519'] ?? 'none')
      .first()
      .waitFor();
    expect(await main.textContent()).toMatch(/changed/i);
    expect(await page.getByRole('button', { name: /trust/i }).count()).toBe(0);
    expect(server.log()).not.toMatch(/Failed password|Accepted/);
    await page.goto(gateway.url);
  });

  it('answers the questions of a server (keyboard-interactive)', async () => {
    const asking = await startOpensshServer({
      passwordAuthentication: false,
      keyboardInteractive: true,
    });
    try {
      const account = accountOf('asker', asking);
      await addHost(page, account);
      await savedHost(page, 'asker').click();
      await page.getByRole('button', { name: 'Trust and connect' }).click();
      // PAM's one hidden question "Password:" is the password, whatever the method is called.
      await page
        .getByText(`Earshot asks for the password of ${account.userName} on asker.`)
        .waitFor();
      await signIn(page, account.password);
      await commandField(page).waitFor();
      await runAndHear(page, 'echo asked', 'ok, asked');
    } finally {
      await asking.stop();
    }
    await page.goto(gateway.url);
  });

  it('knows the bounds of commands in each shell it knows, and guesses them in another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-own-shell-'));
    chmodSync(folder, 0o755);
    symlinkSync('/bin/dash', join(folder, 'own-shell'));
    try {
      for (const [name, shell, bounds] of [
        ['zed', '/bin/zsh', 'marked'],
        ['fin', '/usr/bin/fish', 'marked'],
        ['dot', '/bin/dash', 'marked'],
        ['own', join(folder, 'own-shell'), 'guessed'],
      ] as const) {
        const other = await startOpensshServer({ shell });
        try {
          const account = accountOf(name, other);
          await addHost(page, account);
          await connect(page, account);
          if (bounds === 'marked') {
            await runAndHear(page, 'echo hello', 'ok, hello');
            await runAndHear(page, 'false', 'failed 1, no output');
          } else {
            await runAndHear(page, 'echo hello', 'done, hello');
          }
        } finally {
          await other.stop();
        }
        await page.goto(gateway.url);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says why nobody answers', async () => {
    await addHost(page, {
      name: 'nobody',
      address: '127.0.0.1',
      port: 1,
      userName: 'x',
      password: '',
    });
    const before = (await allHeard(page)).length;
    await savedHost(page, 'nobody').click();
    await hear(page, /refused/i, before);
    await page.goto(gateway.url);
    await addHost(page, {
      name: 'nowhere',
      address: 'no-such-name.invalid',
      port: 22,
      userName: 'x',
      password: '',
    });
    await savedHost(page, 'nowhere').click();
    await page
      .getByText(/no-such-name\.invalid/)
      .first()
      .waitFor();
    await page.goto(gateway.url);
  });

  it('never broke its own content security policy', () => {
    expect(complaints.list).toEqual([]);
  });
});
