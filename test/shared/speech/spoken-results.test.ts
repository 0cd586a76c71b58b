/** The table "What is said" of the listening contract, result by result, with the exact sentences. */
import { describe, expect, it } from 'vitest';
import {
  announceResult as announce,
  failed,
  type ResultRow,
} from '../../support/announce-result.ts';
import { numbered } from '../../support/sample-session.ts';

const errors = [...numbered(339), 'make: *** [all] Error 1'];
const long = { durationMs: 41_500 };

const rows: readonly (readonly [name: string, row: ResultRow])[] = [
  ['short output', { lines: ['hello'], said: 'ok, hello' }],
  ['three lines', { lines: ['a', 'b', 'c'], said: 'ok, a; b; c' }],
  ['blank lines between', { lines: ['a', '', 'c'], said: 'ok, a; c' }],
  ['only blank lines', { lines: ['', ' '], said: 'ok, 2 blank lines' }],
  ['a rule', { lines: ['-'.repeat(20)], said: 'ok, 20 dashes' }],
  ['no output', { said: 'ok, no output' }],
  ['four lines', { lines: numbered(4), said: 'ok, 4 lines' }],
  ['20 lines', { lines: numbered(20), said: 'ok, 20 lines' }],
  ['21 lines', { lines: numbered(21), said: 'ok, 21 lines, last: 21' }],
  ['10,000 lines', { lines: numbered(10_000), said: 'ok, 10,000 lines, last: 10000' }],
  [
    'a long last line',
    { lines: [...numbered(30), 'x y'.repeat(40)], said: `ok, 31 lines, last: ${'x y'.repeat(20)}` },
  ],
  [
    'one long line',
    { lines: ['ab '.repeat(1_667).slice(0, 5_000)], said: 'ok, 1 line, 5,000 characters' },
  ],
  [
    'three lines of much text',
    { lines: ['ab '.repeat(60), 'b', 'c'.repeat(9) + ' d'.repeat(80)], said: 'ok, 3 lines' },
  ],
  ['a count', { lines: ['20 lines'], said: 'ok, says: 20 lines' }],
  [
    'a failure',
    {
      status: failed(2),
      commandLine: 'ls /nope',
      lines: ["ls: cannot access '/nope': No such file or directory"],
      said: "failed 2, ls: cannot access '/nope': No such file or directory",
    },
  ],
  [
    'a long failure',
    {
      status: failed(1),
      lines: errors,
      end: { firstError: 'src/a.c:3: error: expected ;' },
      said: 'failed 1, 340 lines, first error: src/a.c:3: error: expected ;',
    },
  ],
  [
    'a long failure without a known error',
    {
      status: failed(1),
      lines: errors,
      said: 'failed 1, 340 lines, last: make: *** [all] Error 1',
    },
  ],
  ['a failure without output', { status: failed(1), said: 'failed 1, no output' }],
  [
    'an unknown command',
    {
      status: failed(127),
      commandLine: 'foo',
      lines: ['bash: foo: command not found'],
      said: 'failed 127, command not found',
    },
  ],
  ['a killed command', { status: failed(137), said: 'failed 137, killed' }],
  [
    'a crash with output',
    {
      status: failed(139),
      lines: ['Segmentation fault (core dumped)', 'x'],
      said: 'failed 139, segmentation fault, 2 lines',
    },
  ],
  ['an unnamed signal', { status: failed(162), said: 'failed 162, ended by signal 34' }],
  [
    'grep without a match',
    { status: failed(1), commandLine: 'grep -q zebra /etc/passwd', said: 'failed 1, no match' },
  ],
  [
    'grep at the end of a pipeline',
    { status: failed(1), commandLine: 'ps ax | grep zebra 2>&1', said: 'failed 1, no match' },
  ],
  [
    'grep in a list',
    { status: failed(1), commandLine: 'false && grep a b', said: 'failed 1, no output' },
  ],
  [
    'diff',
    {
      status: failed(1),
      commandLine: 'diff a b',
      lines: ['1c1', '< a', '---', '> b'],
      said: 'failed 1, files differ, 4 lines',
    },
  ],
  ['test', { status: failed(1), commandLine: '[ -e /nope ]', said: 'failed 1, false' }],
  ['over 10 s', { lines: numbered(12), end: long, said: 'ok, make, 41 seconds, 12 lines' }],
  [
    'over 10 s without output',
    { commandLine: 'sleep 41', end: long, said: 'ok, sleep 41, 41 seconds, no output' },
  ],
  [
    'over 10 s with short output',
    { lines: ['built'], end: long, said: 'ok, make, 41 seconds, says: built' },
  ],
  [
    'a failure over 10 s',
    {
      status: failed(2),
      lines: errors,
      end: long,
      said: 'failed 2, make, 41 seconds, 340 lines, last: make: *** [all] Error 1',
    },
  ],
  [
    'a changed directory',
    { commandLine: 'cd /var/log', end: { directory: '/var/log' }, said: 'ok, now in /var/log' },
  ],
  ['the same directory', { end: { directory: '/home/amy' }, said: 'ok, no output' }],
  [
    'a changed directory with output',
    {
      lines: ['/var/log'],
      end: { directory: '/var/log' },
      said: 'ok, now in /var/log, says: /var/log',
    },
  ],
  ['Stop', { status: { kind: 'stopped' }, lines: numbered(3_210), said: 'stopped, 3,210 lines' }],
  [
    'suspended',
    { status: { kind: 'suspended' }, commandLine: 'vim notes', said: 'suspended, vim notes' },
  ],
  ['lost', { status: { kind: 'lost' }, said: 'lost, make' }],
  ['an unknown code', { status: { kind: 'done' }, lines: numbered(9), said: 'done, 9 lines' }],
  ['guessed bounds, never ok', { block: { bounds: 'guessed' }, lines: ['hi'], said: 'done, hi' }],
  [
    'elsewhere',
    {
      elsewhere: true,
      status: failed(2),
      lines: numbered(340),
      said: 'failed 2 on web1, make, 340 lines',
    },
  ],
  ['elsewhere, ok', { elsewhere: true, lines: ['hi'], said: 'ok on web1, make, 1 line' }],
  [
    'the greeting',
    {
      block: { kind: 'greeting' },
      status: { kind: 'done' },
      lines: ['Welcome to web1'],
      said: 'greeting, Welcome to web1',
    },
  ],
  [
    'a long greeting',
    {
      block: { kind: 'greeting' },
      status: { kind: 'done' },
      lines: numbered(12),
      said: 'greeting, 12 lines',
    },
  ],
  [
    'after an answered question',
    { lines: ['Proceed? [y/N] y', 'answer=y'], memory: { heardLines: 1 }, said: 'ok, answer=y' },
  ],
  [
    'after thinking about the answer',
    {
      lines: ['Proceed? y', 'answer=y'],
      memory: { heardLines: 1, waitedMs: 40_000 },
      end: long,
      said: 'ok, answer=y',
    },
  ],
  [
    'after a question that came late',
    {
      lines: [...numbered(60), 'Proceed? y', 'all done'],
      memory: { heardLines: 61 },
      said: 'ok, all done',
    },
  ],
  [
    'output in the line of a password prompt',
    {
      lines: ['Password: got it'],
      memory: { heardLines: 1, passwordPrompt: 'Password: ' },
      said: 'ok, got it',
    },
  ],
  [
    'after a password',
    {
      lines: ['Password: ', 'welcome'],
      memory: { heardLines: 1, passwordPrompt: 'Password: ' },
      said: 'ok, welcome',
    },
  ],
  ['after a full-screen program', { memory: { usedFullScreen: true }, end: long, said: 'ok' }],
  ['brief', { verbosity: 'brief', lines: ['hello'], said: 'ok, 1 line' }],
  [
    'brief failure',
    { verbosity: 'brief', status: failed(2), lines: ['oh'], said: 'failed 2, 1 line' },
  ],
  ['full', { verbosity: 'full', lines: ['a', 'b', 'c', 'd'], said: 'ok, 4 lines' }],
];

describe('the result of a command', () => {
  it.each(rows)('%s', (_name, row) => {
    expect(announce(row).text).toBe(row.said);
  });

  it('is polite, unless it answers Stop', () => {
    expect(announce({ said: '' }).urgency).toBe('polite');
    const stopped = announce({ status: { kind: 'stopped' }, said: '' });
    expect([stopped.urgency, stopped.kind]).toEqual(['assertive', 'answer']);
  });

  it('keeps the words of the server apart for Messages', () => {
    expect(announce({ lines: ['hello'], said: '' })).toMatchObject({
      ownText: 'ok',
      serverText: 'hello',
    });
    expect(announce({ lines: numbered(30), said: '' })).toMatchObject({
      ownText: 'ok, 30 lines',
      serverText: '30',
    });
  });

  it('merges as status, command and size', () => {
    expect(announce({ status: failed(2), lines: errors, said: '' }).mergedText).toBe(
      'failed 2, make',
    );
    expect(announce({ commandLine: 'ls', lines: ['a', 'b', 'c'], said: '' }).mergedText).toBe(
      'ok, ls, 3 lines',
    );
  });

  it('reads up to 20 lines at verbosity full, in pieces of at most 300 characters', () => {
    const line = 'the quick brown fox jumps over the lazy dog';
    const { more } = announce({ verbosity: 'full', lines: Array<string>(30).fill(line), said: '' });
    expect(more.length).toBeGreaterThan(2);
    expect(Math.max(...more.map((piece) => piece.length))).toBeLessThanOrEqual(300);
    expect(more.join(' ').split('fox')).toHaveLength(21);
  });

  it('is only for Messages at verbosity silent, but not the answer to Stop', () => {
    expect(announce({ verbosity: 'silent', said: '' }).isSilent).toBe(true);
    expect(announce({ verbosity: 'silent', status: { kind: 'stopped' }, said: '' }).isSilent).toBe(
      false,
    );
  });
});
