/** How a half typed line is taken apart for completion, and how a name is put back into it. */
import { describe, expect, it } from 'vitest';
import { commandWords, quotedWord } from '../../../../server/keeper/ssh/command-words.ts';

describe('a half typed line', () => {
  it.each([
    ['ls', ['ls'], 'ls', 0],
    ['ls ', ['ls', ''], 'ls ', 3],
    ['cat my\\ fi', ['cat', 'my fi'], 'cat my\\ fi', 4],
    ["cat 'my fi", ['cat', 'my fi'], "cat 'my fi", 4],
    ['cat "a\\"b', ['cat', 'a"b'], 'cat "a\\"b', 4],
    ["cat 'my dir/'sub", ['cat', 'my dir/sub'], "cat 'my dir/'sub", 4],
    ['make && git che', ['git', 'che'], 'git che', 12],
    ['ls | gr', ['gr'], 'gr', 5],
    ['echo x > fi', ['echo', 'x', '>', 'fi'], 'echo x > fi', 9],
    ['sudo sys', ['sys'], 'sys', 5],
    ['sudo', ['sudo'], 'sudo', 0],
    ['LANG=C sudo apt ins', ['apt', 'ins'], 'apt ins', 16],
    ['echo $(ca', ['ca'], 'ca', 7],
  ])('%s', (line, words, text, from) => {
    expect(commandWords(line)).toEqual({ words, text, from });
  });
});

describe('a name in a line', () => {
  it.each([
    ['plain.txt', 'plain.txt', 'plain.txt'],
    ['my file', "'my file'", "'my file'"],
    ["it's", "'it'\\''s'", "'it\\'s'"],
    ['a\\b', "'a\\b'", "'a\\\\b'"],
    ['~/my file', "~/'my file'", "~/'my file'"],
    ['$(reboot)', "'$(reboot)'", "'$(reboot)'"],
    ['~', "'~'", "'~'"],
  ])('%s is quoted where that is needed', (name, posix, fish) => {
    expect(quotedWord(name, false)).toBe(posix);
    expect(quotedWord(name, true)).toBe(fish);
  });
});
