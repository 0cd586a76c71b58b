/** Small judgements on single lines: prompts, errors, marks. */
import { describe, expect, it } from 'vitest';
import { isErrorLine } from '../../../../server/keeper/terminal/shapes/error-lines.ts';
import { createPromptGuess } from '../../../../server/keeper/terminal/blocks/prompt-guess.ts';
import { readPromptMark } from '../../../../server/keeper/terminal/prompt-marks.ts';
import { shellStartCommand } from '../../../../server/keeper/terminal/shell-start.ts';
import { recognisePrompt } from '../../../../server/keeper/terminal/prompts/recognise-prompt.ts';

const secret = 'abcdefghij0123456789';

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
  ])('asks for a password: %s', (line) => {
    expect(recognisePrompt(line)?.kind).toBe('password');
  });

  it.each([
    ['Do you want to continue? [Y/n] ', 'yes'],
    ['Proceed? [y/N] ', 'no'],
    ['Are you sure you want to continue connecting (yes/no/[fingerprint])? ', null],
    ['Möchten Sie fortfahren? [J/n] ', 'yes'],
    ['Continuer ? [o/N] ', 'no'],
    ['Overwrite? (y/n) ', null],
  ])('asks yes or no: %s', (line, preset) => {
    expect(recognisePrompt(line)).toMatchObject({ kind: 'yes-no', preset });
  });

  it.each([
    'Your name: ',
    '> ',
    'Choose [1-3]: ',
    '--More--',
    'Press any key to continue',
    'Name ',
  ])('asks for text: %s', (line) => {
    expect(recognisePrompt(line)?.kind).toBe('text');
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
  ])('is a program at work: %j', (line) => {
    expect(recognisePrompt(line)).toBeNull();
  });
});

describe('error lines', () => {
  it.each([
    "ls: cannot access '/nope': No such file or directory",
    'main.c:3:5: error: expected ;',
    'E: Unable to locate package foo',
    'fatal: not a git repository',
    'ValueError: 1',
    'bash: foo: command not found',
    'npm ERR! code E404',
  ])('are seen: %s', (line) => {
    expect(isErrorLine(line)).toBe(true);
  });

  it.each([
    '0 errors, 0 warnings',
    'total 12',
    'drwxr-xr-x 2 root root error-pages',
    'all tests passed',
  ])('are not seen in: %s', (line) => {
    expect(isErrorLine(line)).toBe(false);
  });
});

describe('prompt marks', () => {
  it('need the secret of the session', () => {
    expect(readPromptMark(`133;D;7;k=${secret};cwd=/a;b`, secret)).toEqual({
      kind: 'command-ended',
      code: 7,
      directory: '/a;b',
    });
    expect(readPromptMark('133;D;0', secret)).toBeNull();
    expect(readPromptMark(`133;D;0;k=${secret}x`, secret)).toBeNull();
    expect(readPromptMark(`133;A;k=${secret}`, null)).toBeNull();
  });
});

describe('a learned prompt', () => {
  it('is known again in another directory or mode, and behind output without a line end', () => {
    const guess = createPromptGuess();
    guess.learn('amy@web1:~$ ');
    expect(guess.lengthAtEndOf('amy@web1:/var/log$ ')).toBe('amy@web1:/var/log$ '.length);
    expect(guess.lengthAtEndOf('abcamy@web1:~$ ')).toBe('amy@web1:~$ '.length);
    expect(guess.lengthAtEndOf('total $ ')).toBe(0);
    expect(guess.lengthAtEndOf('Proceed? ')).toBe(0);
  });
});

describe('start commands', () => {
  it('are made for known shells, with nothing in them that needs quoting', () => {
    const bash = shellStartCommand('/bin/bash', secret);
    expect(bash).toMatch(
      /exec \/bin\/bash --rcfile <\(printf %s [A-Za-z0-9+/=]+ \| base64 -d\) -i/,
    );
    expect(bash).not.toContain(secret);
    expect(shellStartCommand('/usr/bin/zsh', secret)).toContain('ZDOTDIR');
    expect(shellStartCommand('/x/earshot-practice-shell', secret)).toBe(
      `exec earshot-practice-shell --marks ${secret}`,
    );
  });

  it('are not made for other shells, odd paths or weak secrets', () => {
    expect(shellStartCommand('/bin/dash', secret)).toBeNull();
    expect(shellStartCommand('', secret)).toBeNull();
    expect(shellStartCommand('/bin/$(id)/bash', secret)).toBeNull();
    expect(shellStartCommand('/bin/bash', 'a b')).toBeNull();
  });
});
