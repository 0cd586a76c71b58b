/** Which part of what an account prints is the path of its shell. */
import { describe, expect, it } from 'vitest';
import { shellPathIn } from '../../../../server/keeper/ssh/learn-shell.ts';

describe('shellPathIn', () => {
  it('is the path, also behind what start-up files print', () => {
    expect(shellPathIn('/bin/bash')).toBe('/bin/bash');
    expect(shellPathIn('Welcome!\nYou have mail.\n/usr/bin/zsh')).toBe('/usr/bin/zsh');
  });

  it('is nothing where the server said anything else', () => {
    for (const said of ['', '$SHELL', 'bash', '% Invalid input', '/bin/\u001b[2J', '/a b', '\n']) {
      expect(shellPathIn(said)).toBe('');
    }
    expect(shellPathIn(`/${'x'.repeat(300)}`)).toBe('');
  });
});
