/** The reader as a session uses it: bytes, input and time in, the state of blocks out. */
import type { BlockId } from '../../../../shared/model/ids.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { marks, startReading, textsOf } from './reading.ts';

type Reading = ReturnType<typeof startReading>;
const open: Reading[] = [];
/** Blocks count from 1. */
const firstBlock = 1 as BlockId;
function reading(isMarked = true, size?: { columns: number; rows: number }): Reading {
  const started = startReading(isMarked, size);
  open.push(started);
  return started;
}
afterEach(() => {
  for (const { reader } of open.splice(0)) reader.dispose();
});

/** A reading in which the command `name` runs. */
async function running(name = 'make', size?: { columns: number; rows: number }): Promise<Reading> {
  const session = reading(true, size);
  await session.print(marks.prompt(), 0);
  session.type(name, 10);
  await session.print(`${name}\r\n${marks.output}`, 20);
  return session;
}

describe('a marked shell', () => {
  it('gives a block with command, lines, code, duration and directory', async () => {
    const session = await running('ls');
    await session.print('one\r\ntwo\r\n', 30);
    const view = await session.print(marks.ended(3, '/tmp') + marks.prompt('/tmp'), 70);
    expect(view.blocks).toHaveLength(1);
    expect(view.blocks[0]).toMatchObject({
      kind: 'command',
      commandLine: 'ls',
      bounds: 'marked',
      status: { kind: 'failed', code: 3 },
      startedAtEpochMs: 20,
      durationMs: 50,
      directory: '/tmp',
      lineCount: 2,
    });
    expect(textsOf(view.blocks[0]?.head)).toEqual(['one', 'two']);
    expect(view.directory).toBe('/tmp');
  });

  it('makes the first block of what came before the prompt, and none of blanks', async () => {
    const session = reading();
    const view = await session.print(`Welcome\r\nto web1\r\n${marks.prompt()}`, 5);
    expect(view.blocks[0]).toMatchObject({
      kind: 'greeting',
      status: { kind: 'done' },
      lineCount: 2,
    });
    const other = reading();
    expect((await other.print(`\r\n${marks.prompt()}`)).blocks).toEqual([]);
  });

  it('ignores marks with another secret or none', async () => {
    const session = await running('cat evil');
    const forged = '\x1b]133;D;0\x07\x1b]133;A\x07\x1b]133;D;0;k=wrongwrongwrong1;cwd=/\x07';
    const view = await session.print(`${forged}still output\r\n`, 30);
    expect(view.blocks[0]?.status).toEqual({ kind: 'running' });
    expect(textsOf(view.blocks[0]?.head)).toEqual(['still output']);
  });

  it('tells a program that waits after 700 ms, and that it goes on when an answer is sent', async () => {
    const session = await running();
    await session.print('building\r\nProceed? [y/N] ', 100);
    expect(session.wait(799).blocks[0]?.status).toEqual({ kind: 'running' });
    expect(session.wait(800).blocks[0]?.status).toEqual({
      kind: 'waiting',
      prompt: {
        kind: 'yes-no',
        text: 'Proceed? [y/N] ',
        preset: 'no',
        choices: [],
        echo: 'unknown',
        linesBefore: 1,
      },
    });
    session.type('y', 900);
    expect(session.take().blocks[0]?.status).toEqual({ kind: 'running' });
  });

  it('asks to be called when something is due, and for nothing when nothing is', async () => {
    const session = await running();
    await session.print('partial', 1_000);
    let next = session.reader.tick(1_000);
    const asked: number[] = [];
    while (next !== null) {
      asked.push(next);
      next = session.reader.tick(next);
    }
    expect(asked).toEqual([1_060, 1_100, 1_150, 1_700, 3_000]);
  });

  it('says stopped only when Ctrl+C was sent and the code agrees, and leaves its echo out', async () => {
    const session = await running('sleep 9');
    session.reader.inputSent({ kind: 'control', control: 'interrupt' }, 100);
    const view = await session.print(`^C\r\n${marks.ended(130)}${marks.prompt()}`, 110);
    expect(view.blocks[0]).toMatchObject({ status: { kind: 'stopped' }, lineCount: 0 });
    const other = await running('exit 130');
    const failed = await other.print(marks.ended(130), 50);
    expect(failed.blocks[0]?.status).toEqual({ kind: 'failed', code: 130 });
  });

  it('says suspended for a stopped job, lost when the connection goes, done when the shell does', async () => {
    const suspended = await running();
    expect((await suspended.print(marks.ended(148), 30)).blocks[0]?.status.kind).toBe('suspended');
    const lost = await running();
    lost.reader.end('lost', 60);
    expect(lost.take().blocks[0]).toMatchObject({ status: { kind: 'lost' }, durationMs: 40 });
    const ended = await running('exit');
    ended.reader.end('shell-ended', 60);
    expect(ended.take().blocks[0]?.status).toEqual({ kind: 'done' });
  });

  it('counts a line redrawn by carriage return once, in its last form', async () => {
    const session = await running();
    await session.print('\r10%\r50%\r100%\r\n', 30);
    expect(textsOf(session.take().blocks[0]?.head)).toEqual(['100%']);
  });

  it('replaces lines rewritten by moving the cursor up', async () => {
    const session = await running();
    await session.print('a: 1%\r\nb: 1%\r\n', 30);
    const view = await session.print('\x1b[2A\x1b[Ka: done\r\n\x1b[Kb: done\r\n', 60);
    expect(textsOf(view.blocks[0]?.head)).toEqual(['a: done', 'b: done']);
    expect(view.blocks[0]?.lineCount).toBe(2);
  });

  it('tells an unfinished last line once it stands still, and at the end', async () => {
    const session = await running();
    expect((await session.print('loading', 100)).blocks[0]).toMatchObject({
      lineCount: 0,
      latest: 'loading',
    });
    expect(session.wait(250).blocks[0]?.lineCount).toBe(1);
    const view = await session.print(`!${marks.ended(0)}`, 300);
    expect(textsOf(view.blocks[0]?.head)).toEqual(['loading!']);
  });

  it('joins wrapped rows, also of a line longer than the emulator keeps', async () => {
    const session = await running();
    const view = await session.print(`${'w'.repeat(200)}\r\n${'z'.repeat(60_000)}\r\nend\r\n`, 30);
    expect(view.blocks[0]?.lineCount).toBe(3);
    expect(view.blocks[0]?.head[0]?.text).toBe('w'.repeat(200));
    const read = session.reader.readLines(firstBlock, 1, 1);
    expect(read).toEqual({
      ok: true,
      value: { from: 1, lines: [{ text: 'z'.repeat(20_000), cut: 40_000 }] },
    });
  });

  it('keeps the first and the last lines of a flood and counts the rest', async () => {
    const session = await running('seq');
    const lines = Array.from({ length: 30_000 }, (_, index) => String(index + 1));
    await session.print(`${lines.join('\r\n')}\r\n`, 30);
    const view = await session.print(marks.ended(0), 40);
    const [block] = view.blocks;
    expect(block).toMatchObject({ lineCount: 30_000, notKept: 25_000 });
    expect(textsOf(block?.tail)).toEqual(lines.slice(-20));
    const read = session.reader.readLines(firstBlock, 900, 26_000);
    expect(read.ok && read.value.from).toBe(900);
    expect(read.ok && textsOf(read.value.lines)).toEqual(lines.slice(900, 1_000));
    const later = session.reader.readLines(firstBlock, 20_000, 6_002);
    expect(later.ok && later.value.from).toBe(26_000);
    expect(later.ok && textsOf(later.value.lines)).toEqual(['26001', '26002']);
  });

  it('adds nothing to the block while a program holds the alternate screen', async () => {
    const session = await running('sudo /usr/bin/htop -d 5');
    expect((await session.print('\x1b[?1049h\x1b[Hcpu 1%\r\ncpu 2%\r\n', 30)).fullScreen).toBe(
      'htop',
    );
    expect(session.wait(2_000).blocks[0]?.lineCount).toBe(0);
    const view = await session.print(`\x1b[?1049l${marks.ended(0)}`, 3_000);
    expect(view.fullScreen).toBeNull();
    expect(view.blocks[0]).toMatchObject({ status: { kind: 'ok' }, lineCount: 0 });
  });

  it('never names a block after a secret, nor lets the shell repeat it', async () => {
    const session = reading();
    await session.print(marks.prompt(), 0);
    session.reader.inputSent({ kind: 'secret', text: 'hunter2hunter2' }, 10);
    await session.print(`hunter2hunter2\r\n${marks.output}`, 20);
    await session.print(`sh: hunter2hunter2: not found\r\n${marks.ended(127)}`, 30);
    expect(session.take().blocks[0]?.commandLine).toBe('');
    expect(JSON.stringify(session.changes)).not.toContain('hunter2');
  });

  it('tells what a background job prints at the prompt in a block of its own', async () => {
    const session = reading();
    await session.print(marks.prompt(), 0);
    await session.print('late news\r\n', 1_000);
    const view = session.wait(1_700);
    expect(view.blocks[0]).toMatchObject({
      commandLine: '',
      bounds: 'guessed',
      status: { kind: 'done' },
    });
    expect(textsOf(view.blocks[0]?.head)).toEqual(['late news']);
  });

  it('keeps lines and partial line when the terminal is resized', async () => {
    const session = await running();
    await session.print('first\r\nsecond\r\nhalf ', 30);
    session.reader.resize({ columns: 40, rows: 10 });
    const view = await session.print(`and whole\r\nlast\r\n${marks.ended(0)}`, 60);
    expect(textsOf(view.blocks[0]?.head)).toEqual(['first', 'second', 'half and whole', 'last']);
  });

  it('forgets the oldest blocks beyond 500 and says how many lines went', async () => {
    const session = reading();
    await session.print(marks.prompt(), 0);
    for (let index = 1; index <= 510; index += 1) {
      session.type(`echo ${String(index)}`, index);
      await session.print(
        `x\r\n${marks.output}${String(index)}\r\n${marks.ended(0)}${marks.prompt()}`,
        index,
      );
    }
    const view = session.take();
    expect(view.blocks).toHaveLength(500);
    expect(view.forgotten).toEqual({ blocks: 10, lines: 10 });
    expect(session.reader.readLines(firstBlock, 0, 1)).toEqual({
      ok: false,
      failure: { code: 'session.block-gone' },
    });
  });
});

describe('a shell without marks', () => {
  it('is guessed from its prompt and never said to be ok', async () => {
    const session = reading(false);
    await session.print('Last login: today\r\namy@web1:~$ ', 0);
    expect(session.wait(700).blocks[0]).toMatchObject({ kind: 'greeting', lineCount: 1 });
    session.type('cd /etc', 1_000);
    await session.print('cd /etc\r\namy@web1:/etc$ ', 1_010);
    session.wait(1_200);
    session.type('ls', 2_000);
    await session.print('ls\r\nhosts\r\namy@web1:/etc$ ', 2_010);
    const view = session.wait(2_200);
    expect(
      view.blocks.map((block) => [block.commandLine, block.status.kind, block.bounds]),
    ).toEqual([
      ['', 'done', 'guessed'],
      ['cd /etc', 'done', 'guessed'],
      ['ls', 'done', 'guessed'],
    ]);
    expect(textsOf(view.blocks[2]?.head)).toEqual(['hosts']);
  });

  it('takes a line that repeats at Enter for the prompt, whatever it looks like', async () => {
    const session = reading(false);
    await session.print('menu: ', 0);
    session.type('one', 1_000);
    await session.print('one\r\nmenu: ', 1_010);
    session.type('two', 2_000);
    await session.print('two\r\ntwo done\r\nmenu: ', 2_010);
    const last = session.wait(2_200).blocks.at(-1);
    expect(last).toMatchObject({ commandLine: 'two', status: { kind: 'done' } });
    expect(textsOf(last?.head)).toEqual(['two done']);
  });

  it('serves when a shell that should mark does not', async () => {
    const session = reading(true);
    await session.print('$ ', 0);
    session.type('echo hi', 2_000);
    await session.print('echo hi\r\nhi\r\n$ ', 2_010);
    expect(session.wait(2_200).blocks).toMatchObject([
      { commandLine: 'echo hi', bounds: 'guessed', status: { kind: 'done' }, lineCount: 1 },
    ]);
  });
});

describe('answers to the host', () => {
  it('are given to the listed queries only', async () => {
    const session = await running();
    await session.print(
      '\x1b[c\x1b[5n\x1b[?2004$p\x1b[>c\x1b[=c\x1b[>q\x1b[21t\x1b[18t\x1bP$qm\x1b\\',
      30,
    );
    await session.print('\x1b]52;c;?\x07\x1b]0;title\x07\x1b[21t\x1b]10;?\x07\x1b[?6n\x05', 40);
    expect(session.replies).toEqual(['\x1b[?1;2c', '\x1b[0n', '\x1b[?2004;2$y']);
  });

  it('are at most 20 a second', async () => {
    const session = await running();
    await session.print('\x1b[5n'.repeat(500), 5_000);
    expect(session.replies).toHaveLength(20);
    await session.print('\x1b[5n', 6_000);
    expect(session.replies).toHaveLength(21);
  });
});

describe('a bound of kept lines that falls', () => {
  it('lets the oldest blocks go at the next look, then the middle of the newest', async () => {
    let limitBytes = 1_000_000;
    const session = startReading(true, undefined, () => limitBytes);
    open.push(session);
    for (let command = 1; command <= 4; command += 1) {
      await session.print(marks.prompt());
      session.type(`seq ${String(command)}`);
      await session.print(`seq ${String(command)}\r\n${marks.output}`);
      await session.print(`\x1b[1m${'line of text'.repeat(4)}\x1b[m\r\n`.repeat(1_000));
      await session.print(marks.ended(0));
    }
    expect(session.take().blocks).toHaveLength(4);
    limitBytes = 400_000;
    const fewer = session.take();
    expect(session.reader.keptBytes).toBeLessThanOrEqual(limitBytes);
    expect(fewer.blocks.map((block) => block.commandLine)).toEqual(['seq 3', 'seq 4']);
    expect(fewer.forgotten).toEqual({ blocks: 2, lines: 2_000 });
    limitBytes = 40_000;
    expect(session.take().blocks.map((block) => block.commandLine)).toEqual(['seq 4']);
    expect(session.reader.keptBytes).toBeLessThanOrEqual(limitBytes);
    const newest = session.reader.readLines(4 as BlockId, 0, 1_000);
    if (!newest.ok) throw new Error(newest.failure.code);
    expect(newest.value.from).toBe(0);
    expect(newest.value.lines.length).toBeGreaterThan(20);
    expect(newest.value.lines.length).toBeLessThan(300);
  });

  it('counts lines of one letter with what they cost beside it', async () => {
    const session = await running('yes');
    await session.print('\x1b[1my\x1b[m\r\n'.repeat(5_000));
    expect(session.reader.keptBytes).toBeGreaterThan(5_000 * 90);
  });
});
