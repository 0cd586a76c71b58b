/** The completion scripts in real shells, and what is made of servers that do not play along. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerChannel, Session } from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { namesIn, wholeWord } from '../../../../server/keeper/ssh/complete.ts';
import {
  BASH_COMPLETION,
  COMPLETION_SIGN,
  FISH_COMPLETION,
  POSIX_COMPLETION,
} from '../../../../server/keeper/ssh/completion-scripts.ts';
import { RIGHT_PASSWORD } from '../../../support/hostile-ssh-server.ts';
import { createSshWorld, listenTo, shellOf } from '../../../support/ssh-person.ts';

const world = createSshWorld();
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'earshot-completion-'));
  mkdirSync(join(home, 'my dir'));
  mkdirSync(join(home, 'work'));
  for (const name of ['one.txt', 'on two.txt', '$(touch pwned)', 'work/inner']) {
    writeFileSync(join(home, name), '');
  }
  writeFileSync(
    join(home, '.bash_completion'),
    '_deploy() { COMPREPLY=($(compgen -W "staging stable production" -- "$2")); }\n' +
      'complete -F _deploy deploy\n_near() { compopt -o filenames; COMPREPLY=(work); }\ncomplete -F _near near\n' +
      'complete -W "red green grey" paint\n',
  );
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
afterEach(() => world.cleanUp());

/** Runs a script as sshd does, by the account's shell with `-c`. */
function ask(shell: string, script: string, ...words: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      shell,
      ['-c', script],
      { cwd: '/', env: { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C' }, timeout: 30_000 },
      (error, stdout) => {
        if (error?.killed === true) reject(new Error('The shell took too long.', { cause: error }));
        else resolve((namesIn(stdout) ?? ['no sign']).filter((name) => name !== '').sort());
      },
    );
    child.stdin?.end(`${[home, words.join(' '), ...words].join('\n')}\n`);
  });
}
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe('the POSIX script', () => {
  // csh is not asked here; the script holds nothing that it would expand within single quotes.
  const shells = ['sh', 'bash', 'zsh', 'dash', 'fish'].filter(has);
  it.each(shells)('lists files of the directory when run by %s', async (shell) => {
    expect(await ask(shell, POSIX_COMPLETION, 'cat', 'on')).toEqual(['on two.txt', 'one.txt']);
    expect(await ask(shell, POSIX_COMPLETION, 'cat', 'work/')).toEqual(['work/inner']);
    expect(await ask(shell, POSIX_COMPLETION, 'cat', '~/wo')).toEqual(['~/work/']);
    expect(await ask(shell, POSIX_COMPLETION, 'cat', 'nothing')).toEqual([]);
    expect(await ask(shell, POSIX_COMPLETION, 'mkdi')).toContain('mkdir');
  });

  it('runs nothing of what is typed', async () => {
    for (const typed of [
      '$(touch pwned)',
      '`touch pwned`',
      '"; touch pwned; "',
      "'; touch pwned",
    ]) {
      await ask('sh', POSIX_COMPLETION, 'cat', typed);
      await ask('bash', BASH_COMPLETION, 'cat', typed);
      await ask('bash', BASH_COMPLETION, typed, '');
    }
    expect(await ask('sh', POSIX_COMPLETION, 'cat', 'pwned')).toEqual([]);
    expect(await ask('sh', POSIX_COMPLETION, 'cat', '$(')).toEqual(['$(touch pwned)']);
  });

  it('is free of what csh and fish change within single quotes', () => {
    expect(POSIX_COMPLETION).not.toMatch(/[!\n]|\\['\\]/);
    expect(POSIX_COMPLETION.split("'")).toHaveLength(3);
  });
});

describe('the script for bash', () => {
  it('lists commands, files and what the person’s own completions offer', async () => {
    expect(await ask('bash', BASH_COMPLETION, 'mkdi')).toContain('mkdir');
    expect(await ask('bash', BASH_COMPLETION, 'cat', 'on')).toEqual(['on two.txt', 'one.txt']);
    expect(await ask('bash', BASH_COMPLETION, 'deploy', 'sta')).toEqual(['stable', 'staging']);
    expect(await ask('bash', BASH_COMPLETION, 'near', 'wo')).toEqual(['work/']);
    expect(await ask('bash', BASH_COMPLETION, 'paint', 'gr')).toEqual(['green', 'grey']);
  });
});

describe.skipIf(!has('fish'))('the script for fish', () => {
  it('lists what fish itself offers', async () => {
    expect(await ask('fish', FISH_COMPLETION, 'cat', 'on')).toEqual(['on two.txt', 'one.txt']);
    expect(await ask('fish', FISH_COMPLETION, 'string', 'len')).toEqual(['length']);
  });
});

describe('a name', () => {
  it('gets back what readline would have kept of the word', () => {
    expect(wholeWord('main.ts', '--file=ma')).toBe('--file=main.ts');
    expect(wholeWord('--file=main.ts', '--file=ma')).toBe('--file=main.ts');
    expect(wholeWord('8080', 'localhost:80')).toBe('localhost:8080');
    expect(wholeWord('other', 'ma')).toBe('other');
  });
});

describe('completion on a second channel', () => {
  const accept = (yes?: () => unknown): void => {
    yes?.();
  };
  async function shellWith(answer: (channel: ServerChannel) => void, refuses = false) {
    let asked = 0;
    const onSession = (session: Session): void => {
      session.on('pty', accept);
      session.on('shell', accept);
      session.on('exec', (yes, no, { command }) => {
        if (!command.includes(COMPLETION_SIGN)) {
          const channel = yes();
          channel.exit(0);
          channel.end();
          return;
        }
        asked += 1;
        if (refuses) no();
        else answer(yes());
      });
    };
    const server = await world.bentServer({ onSession });
    const shell = shellOf(await world.person(server, { answers: [RIGHT_PASSWORD] }).outcome);
    listenTo(shell);
    return { shell, asked: () => asked };
  }
  const saying = (text: string) => (channel: ServerChannel) => {
    channel.write(text);
    channel.exit(0);
    channel.end();
  };
  const question = { line: 'cat o', directory: '/' };

  it('lists at most 50, sorted, each once, and counts the rest', async () => {
    const names = Array.from({ length: 70 }, (_, index) => `o${String(index).padStart(2, '0')}`);
    const printed = [...names, ...names].reverse().join('\n');
    const { shell } = await shellWith(saying(`motd\n${COMPLETION_SIGN}\n${printed}\n`));
    const found = await shell.complete(question);
    expect(found).toMatchObject({ outcome: 'listed', from: 4, total: 70 });
    expect(found.candidates).toHaveLength(50);
    expect(found.candidates[0]).toEqual({ label: 'o00', insert: 'o00 ' });
  });

  it('leaves out names that hide something', async () => {
    const { shell } = await shellWith(
      saying(`${COMPLETION_SIGN}\no\u001b[31m\no\u202efdp\n${'o'.repeat(400)}\nok\n`),
    );
    expect((await shell.complete(question)).candidates).toEqual([{ label: 'ok', insert: 'ok ' }]);
  });

  it('is not asked again of a server that refuses it, or runs something else', async () => {
    for (const [answer, refuses] of [
      [() => undefined, true],
      [saying('This account may only mirror.\n'), false],
    ] as const) {
      const { shell, asked } = await shellWith(answer, refuses);
      expect((await shell.complete(question)).outcome).toBe('not-offered');
      expect((await shell.complete(question)).outcome).toBe('not-offered');
      expect(asked()).toBe(1);
    }
  });

  it('gives up on an answer that does not come, or does not end', async () => {
    const silent = await shellWith(() => undefined);
    expect((await silent.shell.complete(question)).outcome).toBe('late');
    const endless = await shellWith((channel) => {
      channel.write(`${COMPLETION_SIGN}\n${'o\n'.repeat(400_000)}`);
    });
    expect((await endless.shell.complete(question)).outcome).toBe('late');
  });

  it('does not send a line that holds a line end', async () => {
    const { shell, asked } = await shellWith(saying(COMPLETION_SIGN));
    const found = await shell.complete({ line: 'cat "a\nb', directory: '/' });
    expect(found).toMatchObject({ outcome: 'listed', total: 0 });
    expect(asked()).toBe(0);
  });
});
