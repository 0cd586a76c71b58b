/** Small judgements on single lines: prompts, errors, marks. */
import { describe, expect, it } from 'vitest';
import { isErrorLine } from '../../../../server/keeper/terminal/shapes/error-lines.ts';
import { createPromptGuess } from '../../../../server/keeper/terminal/blocks/prompt-guess.ts';
import { shellStartCommand } from '../../../../server/keeper/terminal/marks/shell-start.ts';

const secret = 'abcdefghij0123456789';

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
    expect(shellStartCommand('/bin/tcsh', secret)).toBeNull();
    expect(shellStartCommand('', secret)).toBeNull();
    expect(shellStartCommand('/bin/$(id)/bash', secret)).toBeNull();
    expect(shellStartCommand('/bin/bash', 'a b')).toBeNull();
  });
});
