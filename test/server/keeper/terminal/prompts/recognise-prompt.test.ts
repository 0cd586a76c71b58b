/** Single prompts of each kind, and lines that are none; prompt-corpus.test.ts measures the whole. */
import { describe, expect, it } from 'vitest';
import { recognisePrompt } from '../../../../../server/keeper/terminal/prompts/recognise-prompt.ts';
import {
  isContinuationPrompt,
  isKnownEntryPrompt,
  samePrompt,
} from '../../../../../server/keeper/terminal/prompts/entry-prompt.ts';

describe('a quiet unfinished line', () => {
  it.each([
    'Password: ',
    '[sudo] password for amy: ',
    "amy@web1's password: ",
    'Enter passphrase for key /home/amy/.ssh/id_ed25519: ',
    '[sudo] Passwort für amy: ',
    'Mot de passe : ',
    'Contraseña: ',
    'Wachtwoord: ',
    'Пароль: ',
    '密码：',
    'パスワード:',
    '암호: ',
    'Hasło: ',
    '(current) UNIX password: ',
    "Password for 'https://amy@example.org': ",
  ])('asks for a password: %s', (line) => {
    expect(recognisePrompt(line)?.kind).toBe('password');
  });

  it.each([
    ['Do you want to continue? [Y/n] ', 'yes'],
    ['Continue? (Y/n)', 'yes'],
    ['Proceed? [y/N] ', 'no'],
    ['Remove it [Y/n/q]? ', 'yes'],
    ['Are you sure you want to continue connecting (yes/no/[fingerprint])? ', null],
    ['Möchten Sie fortfahren? [J/n] ', 'yes'],
    ['Continuer ? [o/N] ', 'no'],
    ['Overwrite? (y/n) ', null],
    ['Fix (y)? ', 'yes'],
    ['Is this OK? (yes) ', 'yes'],
    ['Assume -R? [n] ', 'no'],
    ['Clear<y>? ', 'yes'],
    ['Quit anyway? (y or n) ', null],
  ])('asks yes or no: %s', (line, preset) => {
    expect(recognisePrompt(line)).toMatchObject({ kind: 'yes-no', preset });
  });

  it.each([
    ['Your name: ', 'text'],
    ['> ', 'text'],
    ['Where to? ', 'text'],
    ['--More--', 'pager'],
    ['lines 1-29/310 (END)', 'pager'],
    ['Press any key to continue', 'key'],
    ['Drücken Sie die Eingabetaste, um fortzufahren: ', 'key'],
    ['Appuyez sur une touche pour continuer...', 'key'],
  ])('asks for something: %s (%s)', (line, kind) => {
    expect(recognisePrompt(line)?.kind).toBe(kind);
  });

  it.each([
    '',
    '   ',
    'Downloading 41%',
    'Building...',
    'Loading…',
    'abc',
    '12/80',
    'checking for gcc... ',
    '|',
    '2026-11-23 10:00:01 INFO password: ',
    '"password": "',
    'PASSWORD=',
    'Content-Type: text/html',
    'You pay 12 $',
    'a -> b -> ',
    'total (rw,relatime)',
    'cpuid level     : ',
    'Allocating group tables: ',
    'root         6  0.0  0.0      0     0 ?      ',
  ])('is a program at work: %j', (line) => {
    expect(recognisePrompt(line)).toBeNull();
  });

  it('asks for one of the choices it names, with what they mean', () => {
    expect(recognisePrompt('Choose [1-3]: ')?.choices.map(({ answer }) => answer)).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(recognisePrompt('Abort/Retry/Ignore? ')?.choices).toHaveLength(3);
    expect(recognisePrompt('(a)dd, (d)rop or (q)uit? ')?.choices).toEqual([
      { answer: 'a', label: 'add', isPreset: false },
      { answer: 'd', label: 'drop', isPreset: false },
      { answer: 'q', label: 'quit', isPreset: false },
    ]);
    expect(recognisePrompt('Your choice [2]: ', [' 1) soup', ' 2) salad'])?.choices).toEqual([
      { answer: '1', label: 'soup', isPreset: false },
      { answer: '2', label: 'salad', isPreset: true },
    ]);
  });

  it('takes a menu that was answered for done', () => {
    const above = [' 1) soup', ' 2) salad', 'Your choice: 2'];
    expect(recognisePrompt('Which name? ', above)).toMatchObject({ kind: 'text', choices: [] });
  });

  it.each([' ', '(', '[1] ', 'a/', '1) ', 'password ', '<y>', ': ', '？', 'press enter '])(
    'is read in time proportional to its length, however hostile: %j',
    (part) => {
      const line = part.repeat(20_000);
      const above = Array.from({ length: 40 }, () => line);
      const startedAt = performance.now();
      recognisePrompt(line, above);
      recognisePrompt(`${line}? `, above);
      isKnownEntryPrompt(line);
      // A generous bound: what backtracks badly takes minutes.
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );
});

describe('a prompt of a program that takes entries', () => {
  it.each([
    '>>> ',
    '... ',
    'In [12]: ',
    'db=# ',
    'db-> ',
    'mysql> ',
    'sqlite> ',
    '(gdb) ',
    'irb(main):001> ',
    '> ',
    'sftp> ',
  ])('is known: %s', (line) => {
    expect(isKnownEntryPrompt(line)).toBe(true);
  });

  it.each(['', 'Name: ', 'a > b', '...', 'Total -> ', 'Password: '])('is not %j', (line) => {
    expect(isKnownEntryPrompt(line)).toBe(false);
  });

  it('is the same with other digits, and where the program asks for the rest of an entry', () => {
    expect(samePrompt('In [1]: ', 'In [22]: ')).toBe(true);
    expect(samePrompt('>>> ', '... ')).toBe(true);
    expect(samePrompt('db=# ', 'db-# ')).toBe(true);
    expect(samePrompt('mysql> ', '    -> ')).toBe(true);
    expect(samePrompt('>>> ', 'sqlite> ')).toBe(false);
    expect(isContinuationPrompt('... ')).toBe(true);
    expect(isContinuationPrompt('>>> ')).toBe(false);
  });
});
