/** Drives the interactive practice shell through a real SSH client: prompts, keys, Ctrl+C, marks, back-pressure. */
import type { Client, ClientChannel } from 'ssh2';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPromptMark } from '../../../server/keeper/terminal/marks/prompt-marks.ts';
import { practiceWelcome } from '../../../shared/words/practice-words.ts';
import { poll } from '../../support/poll.ts';
import { openShell, runLine, signIn, startPractice } from './practice-process.ts';
import type { PracticeProcess } from './practice-process.ts';

const PROMPT = /guest@practice:~\$ $/;
const SECRET = 'abcdefgh12345678';

let server: PracticeProcess;
let client: Client;

beforeAll(async () => {
  server = await startPractice();
  client = await signIn(server);
});

afterAll(async () => {
  client.end();
  await server.stop();
});

test('the welcome teaches the first steps in at most six sentences', async () => {
  const shell = await openShell(client);
  expect(shell.printed()).toBe(`${practiceWelcome.join('\r\n')}\r\nguest@practice:~$ `);
  expect(practiceWelcome.length).toBeLessThanOrEqual(6);
  expect(await shell.type('exit 4\r', /exit 4\r\n/)).toBe('exit 4\r\n');
  expect(await shell.ended()).toBe(4);
});

test('Ctrl+C stops sleep, yes, seq, progress and a followed file at once, with code 130', async () => {
  const shell = await openShell(client);
  for (const line of [
    'sleep 1000',
    'yes',
    'seq 1 10000000',
    'progress',
    'tail -f server.log',
    'yes | grep -c n',
  ]) {
    await shell.type(`${line}\r`, /\r\n/);
    await shell.type('\x03', /\^C\r\nguest@practice:~\$ $/);
    expect(await shell.type('echo $?\r', /\d\r\n.*\$ $/)).toContain('\r\n130\r\n');
  }
  shell.channel.close();
});

test('a question is answered and the password is never echoed', async () => {
  const shell = await openShell(client);
  await shell.type('ask\r', /Proceed\? \[y\/N\] $/);
  await shell.type('y\r', /You said yes\.\r\n.*\$ $/);
  await shell.type('password\r', /Password: $/);
  const printed = await shell.type('hunter2\r', PROMPT);
  expect(printed).toBe('\r\nThe password had 7 characters.\r\nguest@practice:~$ ');
  await shell.type("read -p 'Proceed? [y/N] ' a; echo answer=$a\r", /N\] $/);
  await shell.type('n\r', /answer=n\r\n/);
  await shell.type('password\r', /Password: $/);
  await shell.type('half\x03', /\^C\r\n.*\$ $/);
  expect(shell.printed()).not.toMatch(/hunter2|half/);
  shell.channel.close();
});

test('keys edit the line and the history, and Ctrl+D leaves', async () => {
  const shell = await openShell(client);
  expect(
    await shell.type(
      'ecx\x7fho\x1b[D\x1b[D\x1b[D\x1b[3~c ok\x05 end\x15echo ab\x1b[Dx\r',
      /\r\naxb\r\n/,
    ),
  ).toBeTruthy();
  expect(await shell.type('\x1b[A\r', /\r\naxb\r\n/)).toBeTruthy();
  expect(await shell.type('history\r', /1 {2}echo axb\r\n/)).not.toMatch(/2 {2}echo axb/);
  await shell.type('cat\r', /cat\r\n/);
  await shell.type('typed\r', /typed\r\ntyped\r\n/);
  await shell.type('\x04', PROMPT);
  await shell.type('false\r', PROMPT);
  shell.channel.write('\x04');
  expect(await shell.ended()).toBe(1);
});

test('what is piped into a terminal is run to its end', async () => {
  const shell = await openShell(client);
  shell.channel.end('sleep 0.1\recho last; false\r');
  expect(await shell.ended()).toBe(1);
  expect(shell.printed()).toContain('\r\nlast\r\n');
});

test('what is typed while a command runs is the next line', async () => {
  const shell = await openShell(client);
  await shell.type('sleep 0.2\recho later\r', /\r\nlater\r\n.*\$ $/);
  shell.channel.close();
});

test('marks stand exactly around prompts, command lines and output', async () => {
  const shell = await openShell(client, `exec earshot-practice-shell --marks ${SECRET}`);
  const mark = (payload: string, rest = ''): string => `\x1b]133;${payload};k=${SECRET}${rest}\x07`;
  const prompt = (path: string, shown: string): string =>
    `${mark('A', `;cwd=${path}`)}guest@practice:${shown}$ ${mark('B')}`;
  await shell.type('cd /tmp && fail 5\r', /\/tmp\$ /);
  await shell.type('\r', /\/tmp\$ /);
  await shell.type('x\x03', /\/tmp\$ /);
  const [, printed = ''] = shell.printed().split('to leave.\r\n');
  const ended = (code: number): string => mark('P') + mark(`D;${String(code)}`, ';cwd=/tmp');
  expect(printed).toBe(
    `${prompt('/home/guest', '~')}cd /tmp && fail 5\r\n${mark('C')}` +
      `fail: failing with code 5, as asked\r\n${ended(5)}${prompt('/tmp', '/tmp')}\r\n` +
      `${ended(5)}${prompt('/tmp', '/tmp')}x^C\r\n${ended(130)}${prompt('/tmp', '/tmp')}`,
  );
  // The keeper's own reader understands each of them.
  for (const [, payload = ''] of printed.matchAll(/\x1b\](.*?)\x07/g)) {
    expect(readPromptMark(payload, SECRET)).not.toBeNull();
  }
  shell.channel.close();
});

test('a start line with a bad secret or without a terminal starts no shell', async () => {
  expect(await runLine(client, `exec earshot-practice-shell --marks ${SECRET}`)).toMatchObject({
    code: 127,
  });
});

test('a shell without a terminal runs the lines it reads', async () => {
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.shell(false, (problem, own) => (problem === undefined ? resolve(own) : reject(problem)));
  });
  let out = '';
  channel.on('data', (bytes: Buffer) => (out += bytes.toString()));
  const closed = new Promise((resolve) => channel.on('close', resolve));
  channel.end('pwd\nexit 3\necho never\n');
  await closed;
  expect(out).toBe('/home/guest\n');
});

test('a flood into a reader that stands still neither grows the server nor holds up another connection', async () => {
  const residentMiB = (): number => {
    const status = readFileSync(`/proc/${String(server.child.pid)}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  };
  const shell = await openShell(client);
  shell.channel.pause();
  shell.channel.write('yes 0123456789012345678901234567890123456789\r');
  // The client's window takes 2 MiB and its stream 2 MiB more; after that nothing may move.
  await poll('the flood has filled the window', () => shell.channel.readableLength > 1024 * 1024);
  const other = await signIn(server);
  await runLine(other, 'seq 1 100000');
  const before = residentMiB();
  for (let round = 0; round < 20; round += 1) {
    expect((await runLine(other, 'echo alive')).out).toBe('alive\n');
    await runLine(other, 'sleep 0.1');
  }
  expect(residentMiB() - before).toBeLessThan(16);
  other.end();
  shell.channel.write('\x03');
  shell.channel.resume();
  await poll('the flood was stopped', () => shell.printed().endsWith('^C\r\nguest@practice:~$ '));
  shell.channel.close();
});

test('a flood into a running reader stops within its deadline and leaves the connection usable', async () => {
  const shell = await openShell(client);
  await shell.type('yes\r', /(y\r\n){1000}/);
  await shell.type('\x03', /\^C\r\nguest@practice:~\$ $/);
  await shell.type('echo fine\r', /\r\nfine\r\n/);
  shell.channel.close();
});
