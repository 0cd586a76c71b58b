/** Marks of integrated shells: read strictly, with the right secret only, and bounded whatever they hold. */
import { describe, expect, it } from 'vitest';
import { readPromptMark } from '../../../../../server/keeper/terminal/marks/prompt-marks.ts';

const secret = 'sessionsecret0123456789';
const nowhere = { directory: '', user: '', tty: '', atServerMs: null };

describe('a mark', () => {
  it('tells where the shell stands, as far as it knows', () => {
    expect(readPromptMark(`133;A;k=${secret};cwd=/var/log;x`, secret)).toEqual({
      kind: 'prompt-begins',
      hasOutputMark: null,
      ...nowhere,
      directory: '/var/log;x',
    });
    const prompt = (field: string) => readPromptMark(`133;A;k=${secret};o=${field};cwd=/`, secret);
    expect(prompt('1')).toMatchObject({ hasOutputMark: true, directory: '/' });
    expect(prompt('0')).toMatchObject({ hasOutputMark: false });
    expect(prompt('x')).toMatchObject({ hasOutputMark: null });
    const all = `133;D;2;k=${secret};t=1700000000.123456;u=amy;y=/dev/pts/3;p=2,0;cwd=/`;
    expect(readPromptMark(all, secret)).toEqual({
      kind: 'command-ended',
      code: 2,
      pipeCodes: [2, 0],
      directory: '/',
      user: 'amy',
      tty: '/dev/pts/3',
      atServerMs: 1_700_000_000_123,
    });
    expect(readPromptMark(`133;B;k=${secret}`, secret)).toEqual({ kind: 'prompt-ends' });
    expect(readPromptMark(`133;P;k=${secret}`, secret)).toEqual({ kind: 'output-over' });
    expect(readPromptMark(`133;N;k=${secret}`, secret)).toEqual({ kind: 'cannot-mark' });
  });

  it('tells the command line with its lines and backslashes, and nothing that moves a cursor', () => {
    const line = (text: string) => readPromptMark(`133;C;k=${secret};t=;cmd=${text}`, secret);
    expect(line('echo a\\nb \\\\n;c=d')).toEqual({
      kind: 'output-begins',
      commandLine: 'echo a\nb \\n;c=d',
      atServerMs: null,
    });
    expect(line('a\tb\x9b')).toMatchObject({ commandLine: 'a?b?' });
    expect(readPromptMark(`133;C;k=${secret}`, secret)).toMatchObject({ commandLine: null });
  });

  it('needs the secret', () => {
    expect(readPromptMark('133;A;cwd=/', secret)).toBeNull();
    expect(readPromptMark('133;A;k=othersecret01234567;cwd=/', secret)).toBeNull();
    expect(readPromptMark(`133;A;k=${secret};cwd=/`, null)).toBeNull();
    expect(readPromptMark(`133;D;k=${secret}`, secret)).toBeNull();
    expect(readPromptMark(`133;X;k=${secret}`, secret)).toBeNull();
  });

  it('takes no terminal, time or code that is none', () => {
    const fields = `t=now;u=a\u0007b;y=/dev/../etc/passwd;p=1,x`;
    expect(readPromptMark(`133;D;0;k=${secret};${fields};cwd=`, secret)).toEqual({
      kind: 'command-ended',
      code: 0,
      pipeCodes: [],
      ...nowhere,
    });
  });

  it('is read in time that grows with its length only', () => {
    const hostile = `133;A;k=${secret}${';a=1'.repeat(1_000)};cwd=x`;
    expect(readPromptMark(hostile, secret)).toBeNull();
  });
});
