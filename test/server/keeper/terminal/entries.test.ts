/** Entries at the prompt of a running program: REPLs and nested shells that do not mark. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandBlock } from '../../../../shared/terminal/command-block.ts';
import { runningBlock } from '../../../../shared/terminal/running-block.ts';
import { marks, startReading, textsOf } from './reading.ts';

type Reading = ReturnType<typeof startReading>;
const open: Reading[] = [];
afterEach(() => {
  for (const { reader } of open.splice(0)) reader.dispose();
});

/** A marked shell in which a program has just been started. */
async function started(program: string): Promise<Reading> {
  const session = startReading();
  open.push(session);
  await session.print(marks.prompt(), 0);
  session.type(program, 10);
  await session.print(`${program}\r\n${marks.output}`, 20);
  return session;
}

/** Python behind its banner, 200 ms after its prompt came at 100. */
async function python(): Promise<Reading> {
  const session = await started('python3');
  await session.print('Python 3.11.2\r\n>>> ', 100);
  session.wait(300);
  return session;
}

/** Enters a line at `atMs`; the program answers 10 ms later and all is quiet for a while. */
async function enter(session: Reading, line: string, answer: string, atMs: number) {
  session.type(line, atMs);
  await session.print(`${line}\r\n${answer}`, atMs + 10);
  return session.wait(atMs + 300);
}

const brief = ({ kind, commandLine, status, head }: CommandBlock): string[] => [
  kind,
  commandLine,
  status.kind,
  ...textsOf(head),
];

describe('a REPL in a marked shell', () => {
  it('has each entry as a block of its own, with the program as parent that goes on', async () => {
    const session = await python();
    await enter(session, '1 + 1', '2\r\n>>> ', 1_000);
    const view = await enter(session, 'print("a\\nb")', 'a\r\nb\r\n>>> ', 2_000);
    expect(view.blocks.map(brief)).toEqual([
      ['command', 'python3', 'running', 'Python 3.11.2'],
      ['entry', '1 + 1', 'done', '2'],
      ['entry', 'print("a\\nb")', 'done', 'a', 'b'],
    ]);
    const [parent, first] = view.blocks;
    expect(first).toMatchObject({
      parent: parent?.id,
      bounds: 'guessed',
      startedAtEpochMs: 1_000,
      durationMs: 10,
    });
    expect(runningBlock(view)?.id).toBe(parent?.id);
  });

  it('is unsure of an entry until the prompt came back twice', async () => {
    const session = await python();
    for (const [index, line] of ['1', '2', '3', '4'].entries()) {
      await enter(session, line, `${line}\r\n>>> `, 1_000 * (index + 1));
    }
    expect(
      session
        .take()
        .blocks.slice(1)
        .map((block) => block.confidence),
    ).toEqual(['unsure', 'unsure', 'likely', 'likely']);
  });

  it('never waits at its prompt and is not quiet there, nor is the prompt a line', async () => {
    const session = await python();
    session.wait(10_000);
    await enter(session, '1', '1\r\n>>> ', 11_000);
    const view = session.wait(20_000);
    const types = session.changes.map((change) => change.type);
    expect(types).not.toContain('block.waited');
    expect(types).not.toContain('block.quieted');
    expect(JSON.stringify(view.blocks)).not.toContain('>>>');
  });

  it('ends with its own code, and what it printed after the last entry is its own', async () => {
    const session = await python();
    await enter(session, '1', '1\r\n>>> ', 1_000);
    session.reader.inputSent({ kind: 'control', control: 'end-of-file' }, 2_000);
    const view = await session.print(`\r\nbye\r\n${marks.ended(3)}${marks.prompt()}`, 2_010);
    expect(view.blocks.map(brief)).toEqual([
      ['command', 'python3', 'failed', 'Python 3.11.2', 'bye'],
      ['entry', '1', 'done', '1'],
    ]);
    expect(runningBlock(view)).toBeNull();
  });

  it('keeps what comes at its prompt while nothing is entered', async () => {
    const session = await python();
    session.reader.inputSent({ kind: 'control', control: 'interrupt' }, 1_000);
    await session.print('^C\r\nKeyboardInterrupt\r\n>>> ', 1_010);
    session.wait(1_300);
    const view = await enter(session, '1', '1\r\n>>> ', 2_000);
    expect(view.blocks.map(brief)).toEqual([
      ['command', 'python3', 'running', 'Python 3.11.2', 'KeyboardInterrupt'],
      ['entry', '1', 'done', '1'],
    ]);
  });

  it('has a stopped entry, and is not itself stopped by it', async () => {
    const session = await python();
    session.type('sleep(9)', 1_000);
    await session.print('sleep(9)\r\n', 1_010);
    session.wait(1_500);
    expect(session.take().blocks[1]?.status).toEqual({ kind: 'running' });
    session.reader.inputSent({ kind: 'control', control: 'interrupt' }, 2_000);
    await session.print('^CTraceback\r\nKeyboardInterrupt\r\n>>> ', 2_010);
    expect(session.wait(2_300).blocks[1]?.status).toEqual({ kind: 'stopped' });
    const view = await session.print(`\r\n${marks.ended(1)}${marks.prompt()}`, 3_000);
    expect(view.blocks[0]?.status).toEqual({ kind: 'failed', code: 1 });
  });

  it('joins the lines of an entry that goes on behind another prompt', async () => {
    const session = await python();
    await enter(session, 'for i in (1, 2):', '... ', 1_000);
    await enter(session, '  print(i)', '... ', 2_000);
    expect(session.take().blocks).toHaveLength(1);
    const view = await enter(session, '', '1\r\n2\r\n>>> ', 3_000);
    expect(view.blocks.slice(1).map(brief)).toEqual([
      ['entry', 'for i in (1, 2):\n  print(i)', 'done', '1', '2'],
    ]);
  });

  it('names an entry that was typed key by key, and makes none of Enter alone', async () => {
    const session = await python();
    const key = async (text: string, shown: string, atMs: number) => {
      session.reader.inputSent({ kind: 'keys', text }, atMs);
      await session.print(shown, atMs + 5);
      session.wait(atMs + 300);
    };
    await key('\r', '\r\n>>> ', 1_000);
    await key('6*', '6*', 2_000);
    await key('7', '7', 3_000);
    await key('\r', '\r\n42\r\n>>> ', 4_000);
    expect(session.take().blocks.slice(1).map(brief)).toEqual([['entry', '6*7', 'done', '42']]);
  });

  it('asks real questions inside an entry on the entry', async () => {
    const session = await python();
    session.type('input("Sure? [y/n] ")', 1_000);
    await session.print('input("Sure? [y/n] ")\r\nSure? [y/n] ', 1_010);
    expect(session.wait(1_800).blocks[1]?.status.kind).toBe('waiting');
    expect(session.take().blocks[0]?.status.kind).toBe('running');
    const view = await enter(session, 'y', "'y'\r\n>>> ", 2_000);
    expect(view.blocks[1]?.status).toEqual({ kind: 'done' });
  });

  it('takes its running entry along when it dies, and when the connection does', async () => {
    for (const how of ['marks', 'lost'] as const) {
      const session = await python();
      session.type('os.abort()', 1_000);
      await session.print('os.abort()\r\nFatal\r\n', 1_010);
      session.wait(1_200);
      if (how === 'marks') await session.print(`${marks.ended(134)}${marks.prompt()}`, 1_300);
      else session.reader.end('lost', 1_300);
      const [parent, entry] = session.take().blocks;
      expect(entry && brief(entry)).toEqual([
        'entry',
        'os.abort()',
        how === 'marks' ? 'done' : 'lost',
        'Fatal',
      ]);
      expect(parent?.status.kind).toBe(how === 'marks' ? 'failed' : 'lost');
    }
  });

  it('names no entry after a secret', async () => {
    const session = await python();
    session.reader.inputSent({ kind: 'secret', text: 'hunter2hunter2' }, 1_000);
    await session.print('hunter2hunter2\r\nNameError\r\n>>> ', 1_010);
    const view = session.wait(1_300);
    expect(view.blocks[1]?.commandLine).toBe('');
    expect(JSON.stringify(session.changes)).not.toContain('hunter2');
  });

  it('goes on when the terminal is resized in the middle of an entry', async () => {
    const session = await python();
    session.type('f()', 1_000);
    await session.print('f()\r\none\r\ntwo ', 1_010);
    session.wait(1_200);
    session.reader.resize({ columns: 40, rows: 10 });
    await session.print('three\r\n>>> ', 1_500);
    const view = session.wait(1_800);
    expect(view.blocks.slice(1).map(brief)).toEqual([['entry', 'f()', 'done', 'one', 'two three']]);
  });

  it('keeps all lines of an entry that floods', async () => {
    const session = await python();
    session.type('flood()', 1_000);
    const lines = Array.from({ length: 3_000 }, (_, index) => `line ${String(index)}`);
    await session.print(`flood()\r\n${lines.join('\r\n')}\r\n>>> `, 1_010);
    const [parent, entry] = session.wait(1_300).blocks;
    expect(entry).toMatchObject({ lineCount: 3_000, commandLine: 'flood()' });
    expect(parent?.lineCount).toBe(1);
  });
});

describe('a nested shell without marks', () => {
  it('asks for its password, then takes entries, wherever it goes', async () => {
    const session = await started('su');
    await session.print('Password: ', 100);
    expect(session.wait(900).blocks[0]?.status.kind).toBe('waiting');
    session.reader.inputSent({ kind: 'secret', text: 'secret99' }, 1_000);
    await session.print('\r\nroot@web1:/home/amy# ', 1_010);
    session.wait(1_300);
    await enter(session, 'cd /etc', 'root@web1:/etc# ', 2_000);
    const view = await enter(session, 'cat issue', 'Debian\r\nroot@web1:/etc# ', 3_000);
    expect(view.blocks.slice(1).map(brief)).toEqual([
      ['entry', 'cd /etc', 'done'],
      ['entry', 'cat issue', 'done', 'Debian'],
    ]);
    const after = await enter(session, 'exit', `${marks.ended(0)}${marks.prompt()}`, 4_000);
    expect(after.blocks.map((block) => block.status.kind)).toEqual(['ok', 'done', 'done', 'done']);
  });

  it('may run a REPL, whose entries have that entry as parent', async () => {
    const session = await started('bash');
    await session.print('amy@web1:~$ ', 100);
    session.wait(300);
    await enter(session, 'python3', 'Python\r\n>>> ', 1_000);
    await enter(session, '1', '1\r\n>>> ', 2_000);
    const inside = session.take();
    expect(inside.blocks.map(({ parent }) => parent)).toEqual([
      null,
      inside.blocks[0]?.id,
      inside.blocks[1]?.id,
    ]);
    await enter(session, 'exit()', 'amy@web1:~$ ', 3_000);
    const view = await enter(session, 'echo hi', 'hi\r\namy@web1:~$ ', 4_000);
    expect(view.blocks.map(brief)).toEqual([
      ['command', 'bash', 'running'],
      ['entry', 'python3', 'done', 'Python'],
      ['entry', '1', 'done', '1'],
      ['entry', 'exit()', 'done'],
      ['entry', 'echo hi', 'done', 'hi'],
    ]);
    expect(runningBlock(view)?.commandLine).toBe('bash');
  });

  it('is known by its bare prompt only where a shell was asked for', async () => {
    const session = await started('dash');
    await session.print('$ ', 100);
    session.wait(300);
    const view = await enter(session, 'echo hi', 'hi\r\n$ ', 1_000);
    expect(view.blocks[1]).toMatchObject({ kind: 'entry', commandLine: 'echo hi' });
    const other = await started('./configure');
    await other.print('> ', 100);
    expect(other.wait(900).blocks[0]?.status.kind).toBe('waiting');
  });

  it('says what a program asks with a prompt of its own, and takes it for one when it returns', async () => {
    const session = await started('./tool');
    await session.print('my tool> ', 100);
    session.wait(900);
    await enter(session, 'first', 'one\r\nmy tool> ', 1_000);
    const view = await enter(session, 'second', 'two\r\nmy tool> ', 2_000);
    expect(view.blocks.slice(1).map(brief)).toEqual([['entry', 'second', 'done', 'two']]);
    expect(textsOf(view.blocks[0]?.head)).toEqual(['my tool> first', 'one']);
  });

  it('is no bar that stands still', async () => {
    const session = await started('docker pull image');
    for (const bar of ['Downloading 41%', '[=====>', '########', 'amy@web1: 12 %']) {
      await session.print(`\r\x1b[K${bar}`, 100);
      session.wait(500);
    }
    session.type('', 600);
    const view = await session.print('\r\n', 610);
    expect(view.blocks).toHaveLength(1);
    expect(textsOf(view.blocks[0]?.head)).toEqual(['amy@web1: 12 %']);
  });

  it('goes on after it was stopped, with what continues it as parent', async () => {
    const session = await python();
    session.reader.inputSent({ kind: 'keys', text: '\x1a' }, 1_000);
    await session.print(
      `^Z\r\n[1]+  Stopped  python3\r\n${marks.ended(148)}${marks.prompt()}`,
      1_010,
    );
    session.type('fg', 2_000);
    await session.print(`fg\r\n${marks.output}python3\r\n`, 2_010);
    await enter(session, '', '>>> ', 2_500);
    const view = await enter(session, '1', '1\r\n>>> ', 3_000);
    expect(view.blocks.map(brief)).toEqual([
      ['command', 'python3', 'suspended', 'Python 3.11.2', '[1]+  Stopped  python3'],
      ['command', 'fg', 'running', 'python3', ''],
      ['entry', '1', 'done', '1'],
    ]);
    expect(view.blocks[2]?.parent).toBe(view.blocks[1]?.id);
  });

  it('makes no entries of the same question asked twice', async () => {
    const session = await started('./ask');
    await session.print('Name: ', 100);
    session.wait(900);
    await enter(session, 'Amy', 'Name: ', 1_000);
    const view = await enter(session, 'Ben', 'Name: ', 2_000);
    expect(view.blocks).toHaveLength(1);
    expect(session.wait(3_000).blocks[0]?.status.kind).toBe('waiting');
  });
});

describe('a REPL in a shell without marks', () => {
  it('has entries, and ends when the shell prompts again', async () => {
    const session = startReading(false);
    open.push(session);
    await session.print('amy@web1:~$ ', 0);
    session.wait(800);
    await enter(session, 'python3', 'Python\r\n>>> ', 1_000);
    await enter(session, '1', '1\r\n>>> ', 2_000);
    const view = await enter(session, 'exit()', 'amy@web1:~$ ', 3_000);
    expect(view.blocks.map(brief)).toEqual([
      ['command', 'python3', 'done', 'Python'],
      ['entry', '1', 'done', '1'],
      ['entry', 'exit()', 'done'],
    ]);
    expect(runningBlock(view)).toBeNull();
  });
});
