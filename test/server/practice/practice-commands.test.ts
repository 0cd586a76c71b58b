/** Drives every command of the practice server through a real SSH client, without a terminal. */
import type { Client } from 'ssh2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../../server/practice/shell/run-command-line.ts';
import { practiceHelp } from '../../../shared/words/practice-words.ts';
import { runLine, signIn, startPractice } from './practice-process.ts';
import type { PracticeProcess } from './practice-process.ts';

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

/** Line, standard output, exit code, standard error. */
const cases: readonly (readonly [
  line: string,
  out: string | RegExp,
  code: number,
  error?: string,
])[] = [
  ['printf %s "$SHELL"', '/bin/earshot-practice-shell', 0],
  ['printf "%s=%d\\n" a 1 b 2', 'a=1\nb=2\n', 0],
  ['ls', 'documents\nnotes.txt\nserver.log\nvisits.csv\nwelcome.txt\n', 0],
  ['ls -a documents', '.\n..\nletter.txt\n', 0],
  ['ls -l visits.csv', /^-rw-r--r-- 1 guest guest 128 \w{3} [ \d]\d \d\d:\d\d visits.csv\n$/, 0],
  ['ls /nope', '', 2, "ls: cannot access '/nope': No such file or directory\n"],
  ['ls -z', '', 2, "ls: invalid option -- 'z'\n"],
  ['cd /var/log; pwd; cd -', '/var/log\n/home/guest\n', 0],
  ['cd nope', '', 1, 'cd: nope: No such file or directory\n'],
  ['cat documents/letter.txt | wc -l', '3\n', 0],
  ['cat documents', '', 1, 'cat: documents: Is a directory\n'],
  ['cat /etc/shadow', '', 1, 'cat: /etc/shadow: Permission denied\n'],
  ['echo -n "a  b" c', 'a  b c', 0],
  ['echo \'$HOME\' "$HOME" ~', '$HOME /home/guest /home/guest\n', 0],
  ['echo *.txt d*/* nope*', 'notes.txt welcome.txt documents/letter.txt nope*\n', 0],
  ['echo "*.txt"', '*.txt\n', 0],
  ['head -n 2 visits.csv', 'day,visitors,pages\nMonday,120,640\n', 0],
  ['head -1 nope', '', 1, "head: cannot open 'nope' for reading: No such file or directory\n"],
  ['seq 1 100 | tail -n 2', '99\n100\n', 0],
  ['seq 5 | tail -n +4', '4\n5\n', 0],
  ['grep -n ERROR server.log', /^217:.*ERROR cannot reach the printer/, 0],
  ['grep -i -c MONDAY visits.csv', '1\n', 0],
  ['grep -q zebra /etc/passwd', '', 1],
  ['grep x nope', '', 2, 'grep: nope: No such file or directory\n'],
  ['grep -v day visits.csv', '', 1],
  ['wc server.log', /^ +300 +1502 +13712 server\.log\n$/, 0],
  ['seq 2 2 6', '2\n4\n6\n', 0],
  ['seq 3 -1 1', '3\n2\n1\n', 0],
  ['seq x', '', 1, "seq: invalid number: 'x'\n"],
  ['sleep 0.01 && echo awake', 'awake\n', 0],
  ['true; false', '', 1],
  ['yes | head -n 2', 'y\ny\n', 0],
  ['yes no | head -n 1', 'no\n', 0],
  ['df -h | head -n 1', 'Filesystem      Size  Used Avail Use% Mounted on\n', 0],
  ['ps | wc -l', '3\n', 0],
  [
    'mkdir -p t/u && touch t/u/f && ls t/u && rm -r t && ls t',
    'f\n',
    2,
    "ls: cannot access 't': No such file or directory\n",
  ],
  ['mkdir /etc/x', '', 1, "mkdir: cannot create directory '/etc/x': Permission denied\n"],
  ['rm -r /', '', 1, "rm: cannot remove '/': Permission denied\n"],
  ['rm documents', '', 1, "rm: cannot remove 'documents': Is a directory\n"],
  ['cp visits.csv /tmp/a && mv /tmp/a /tmp/b && ls /tmp && rm /tmp/b', 'b\n', 0],
  ['cp documents /tmp', '', 1, "cp: -r not specified; omitting directory 'documents'\n"],
  ['date', /^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}\n$/, 0],
  ['whoami; hostname; uname', 'guest\npractice\nLinux\n', 0],
  ['uptime', / up 0 min \d+ s/, 0],
  ['env | grep ^USER', 'USER=guest\n', 0],
  ['history', '', 0],
  ['clear', '\x1b[H\x1b[2J\x1b[3J', 0],
  ['help | head -n 1', 'Commands of the practice server:\n', 0],
  ['help ls', `${practiceHelp['ls'] ?? ''}\n`, 0],
  ['man nope', '', 1, 'help: no help for nope\n'],
  ['exit 7; echo never', '', 7],
  ['fail 3', '', 3, 'fail: failing with code 3, as asked\n'],
  ['yes | ask', 'You said yes.\n', 0, 'Proceed? [y/N] '],
  ['echo secret | password', 'The password had 6 characters.\n', 0, 'Password: '],
  ['echo word > /tmp/w; read X < /tmp/w; echo "<$X>"; rm /tmp/w', '<word>\n', 0],
  ['flood | wc -l', '10000\n', 0],
  ['flood | tail -n 1', 'line 10000 of 10000\n', 0],
  ['foo', '', 127, 'practice: foo: command not found\n'],
  ['/tmp', '', 126, 'practice: /tmp: Is a directory\n'],
  ['./x', '', 127, 'practice: ./x: No such file or directory\n'],
  ['false || echo x && echo y; echo $?', 'x\ny\n0\n', 0],
  ['X=1; X="$X 2"; echo "$X" $X', '1 2 1 2\n', 0],
  ['nope 2>/dev/null; echo $?', '127\n', 0],
  ['nope 2>&1 | wc -l', '1\n', 0],
  ['echo a > /tmp/f; echo b >> /tmp/f; wc -l < /tmp/f; rm /tmp/f', '2\n', 0],
  [
    'seq 1 1000000 > /tmp/f; echo $?; rm /tmp/f',
    '1\n',
    0,
    'seq: write error: No space left on device\n',
  ],
  ['ls | | wc', '', 2, "practice: syntax error near unexpected token '|'\n"],
  ['echo $(ls)', '', 2, 'practice: command substitution is not part of the practice shell\n'],
  [
    'sleep 9 &',
    '',
    2,
    'practice: running in the background with & is not part of the practice shell\n',
  ],
  ['echo "open', '', 2, 'practice: unexpected end of line while looking for matching "\n'],
];

test.each(cases.map((one) => ({ line: one[0], one })))('$line', async ({ line, one }) => {
  const [, out, code, error = ''] = one;
  const ran = await runLine(client, line);
  if (typeof out === 'string') expect(ran.out).toBe(out);
  else expect(ran.out).toMatch(out);
  expect(ran.code).toBe(code);
  expect(ran.error).toBe(error);
});

test('progress redraws one line and ends with a sentence', async () => {
  const { out, code } = await runLine(client, 'progress');
  expect(out.split('\r').length).toBe(52);
  expect(out).toMatch(/\r[^\n]*100% \[#+\]\nDownload finished\.\n$/);
  expect(code).toBe(0);
});

test('every command has a sentence of help and a case here', () => {
  const lines = cases.map(([line]) => line).join(' ; ');
  for (const name of commands.keys()) {
    if (name !== 'man' && name !== 'logout') expect(practiceHelp).toHaveProperty(name);
    if (name !== 'progress' && name !== 'logout')
      expect(lines).toMatch(new RegExp(`\\b${name}\\b`));
  }
});

test('a command reads what the client sends', async () => {
  expect(await runLine(client, 'grep -c x', 'ax\nb\nx')).toEqual({
    out: '2\n',
    error: '',
    code: 0,
  });
});

test('a line of more than 4,096 characters is refused', async () => {
  const ran = await runLine(client, `echo ${'x'.repeat(5000)}`);
  expect(ran).toEqual({ out: '', error: 'practice: line too long\n', code: 2 });
});

test('no other connection sees the files of this one', async () => {
  await runLine(client, 'touch mine');
  const other = await signIn(server);
  expect((await runLine(other, 'ls mine')).code).toBe(2);
  other.end();
  expect((await runLine(client, 'ls mine')).code).toBe(0);
});

test('output that waited for a slow reader arrives whole, and errors after it once', async () => {
  const ran = await runLine(client, 'seq 1 600000; nope');
  const lines = ran.out.split('\n').filter((line) => /^\d+$/.test(line));
  expect(lines.length).toBe(600_000);
  expect(lines.at(-1)).toBe('600000');
  expect((ran.out + ran.error).match(/command not found/g)).toHaveLength(1);
});
