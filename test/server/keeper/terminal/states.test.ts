/** What is told of a command beside its lines: quiet, echo, jobs, what programs offer, how a marked shell may differ. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandBlock } from '../../../../shared/terminal/command-block.ts';
import { marks, startReading, textsOf } from './reading.ts';

type Reading = ReturnType<typeof startReading>;
const open: Reading[] = [];
function reading(isMarked = true): Reading {
  const session = startReading(isMarked);
  open.push(session);
  return session;
}
afterEach(() => {
  for (const { reader } of open.splice(0)) reader.dispose();
});

async function running(name: string): Promise<Reading> {
  const session = reading();
  await session.print(marks.prompt(), 0);
  session.type(name, 10);
  await session.print(`${name}\r\n${marks.output}`, 20);
  return session;
}

const brief = ({ kind, commandLine, status, head }: CommandBlock): string[] => [
  kind,
  commandLine,
  status.kind,
  ...textsOf(head),
];

describe('a command that printed and falls silent', () => {
  it('is quiet after 2 s and runs again when more comes', async () => {
    const session = await running('tail -f log');
    await session.print('one\r\n', 1_000);
    expect(session.wait(2_999).blocks[0]?.status.kind).toBe('running');
    expect(session.wait(3_000).blocks[0]?.status.kind).toBe('quiet');
    const view = await session.print('two\r\n', 9_000);
    expect(view.blocks[0]?.status.kind).toBe('running');
    expect(session.wait(11_000).blocks[0]?.status.kind).toBe('quiet');
    const ended = await session.print(marks.ended(0), 12_000);
    expect(ended.blocks[0]?.status.kind).toBe('ok');
  });

  it('is not quiet before it printed, while it waits, or with the whole screen', async () => {
    expect((await running('sleep 9')).wait(9_000).blocks[0]?.status.kind).toBe('running');
    const waiting = await running('ask');
    await waiting.print('Name: ', 100);
    expect(waiting.wait(9_000).blocks[0]?.status.kind).toBe('waiting');
    const full = await running('htop');
    await full.print('x\r\n\x1b[?1049hcpu', 100);
    expect(full.wait(9_000).blocks[0]?.status.kind).toBe('running');
  });
});

describe('what the server tells of its terminal', () => {
  it('makes a password prompt of any unfinished line while nothing is shown', async () => {
    const session = await running('ask');
    await session.print('Token please', 100);
    session.wait(900);
    expect(session.take().blocks[0]?.status.kind).toBe('running');
    session.reader.echoTold(false, 950);
    expect(session.take().blocks[0]?.status).toMatchObject({
      kind: 'waiting',
      prompt: { kind: 'password', text: 'Token please', echo: 'off' },
    });
  });

  it('marks a password prompt whose typing is shown', async () => {
    const session = await running('fake');
    await session.print('Password: ', 100);
    session.wait(900);
    session.reader.echoTold(true, 950);
    expect(session.take().blocks[0]?.status).toMatchObject({
      kind: 'waiting',
      prompt: { kind: 'password', echo: 'on' },
    });
  });

  it('changes nothing where it is unknown, nothing stands there, or an entry is made', async () => {
    const session = await running('python3');
    await session.print('Python\r\n', 100);
    session.wait(900);
    session.reader.echoTold(false, 950);
    await session.print('>>> ', 1_000);
    session.wait(1_900);
    session.reader.echoTold(false, 1_950);
    session.reader.echoTold(null, 1_960);
    expect(session.take().blocks[0]?.status.kind).toBe('running');
  });
});

describe('jobs in the background', () => {
  it('are told before the prompt where the shell says what became of them', async () => {
    const session = await running('true');
    const [begin = '', end = ''] = marks.prompt().split('$ ');
    const notice = '[1]+  Done                    sleep 1';
    const prompt = `${begin}two-line prompt\r\n${notice}\r\n$ ${end}`;
    const view = await session.print(`${marks.ended(0)}${prompt}`, 100);
    expect(view.blocks.map(brief)).toEqual([
      ['command', 'true', 'ok'],
      ['late', '', 'done', notice],
    ]);
  });

  it('are a block of their own where they print at the prompt, and the next command has none of it', async () => {
    const session = await running('true');
    await session.print(`${marks.ended(0)}${marks.prompt()}`, 100);
    await session.print('late\r\n', 500);
    session.type('echo x', 900);
    await session.print(`echo x\r\n${marks.output}x\r\n${marks.ended(0)}`, 910);
    expect(session.take().blocks.map(brief)).toEqual([
      ['command', 'true', 'ok'],
      ['late', '', 'done', 'late'],
      ['command', 'echo x', 'ok', 'x'],
    ]);
  });

  it('go on in front in a block of their own', async () => {
    const session = await running('vi');
    session.reader.inputSent({ kind: 'keys', text: '\x1a' }, 100);
    await session.print(`^Z\r\n[1]+  Stopped  vi\r\n${marks.ended(148)}${marks.prompt()}`, 110);
    session.type('fg', 500);
    await session.print(`fg\r\n${marks.output}vi\r\nbye\r\n${marks.ended(0)}`, 510);
    expect(session.take().blocks.map(brief)).toEqual([
      ['command', 'vi', 'suspended', '[1]+  Stopped  vi'],
      ['command', 'fg', 'ok', 'vi', 'bye'],
    ]);
  });
});

describe('what a program asks of the terminal', () => {
  it('is recorded and offered, each title once', async () => {
    const session = await running('build');
    await session.print('\x1b]0;building\x07\x1b]2;building\x07\x1b]9;Done!\x07', 100);
    const view = session.take();
    expect(view.title).toBe('building');
    expect(view.offers).toEqual([{ kind: 'notification', text: 'Done!' }]);
    expect(session.changes.filter(({ type }) => type === 'title.changed')).toHaveLength(1);
  });
});

describe('a shell that marks its prompts but not where output begins', () => {
  const prompt = (code: number) => `${marks.ended(code)}${marks.prompt()}`;

  it('has its commands begin at Enter, still marked', async () => {
    const session = reading();
    await session.print(prompt(0), 0);
    session.type('ls nothing', 1_000);
    await session.print('ls nothing\r\nls: nothing\r\n', 1_010);
    expect(session.wait(1_200).blocks.map(brief)).toEqual([
      ['command', 'ls nothing', 'running', 'ls: nothing'],
    ]);
    await session.print(prompt(2), 1_300);
    session.type('yes', 2_000);
    expect(session.take().blocks[1]?.commandLine).toBe('yes');
    const view = await session.print(`yes\r\ny\r\n${prompt(0)}`, 2_010);
    expect(view.blocks).toMatchObject([
      {
        bounds: 'marked',
        confidence: 'certain',
        status: { kind: 'failed', code: 2 },
        startedAtEpochMs: 1_000,
        durationMs: 300,
      },
      { commandLine: 'yes', status: { kind: 'ok' }, lineCount: 1, bounds: 'marked' },
    ]);
  });

  it('makes no block of Enter alone', async () => {
    const session = reading();
    await session.print(prompt(0), 0);
    session.type('', 1_000);
    await session.print(`\r\n${prompt(0)}`, 1_010);
    session.type('', 2_000);
    await session.print(`\r\n${prompt(0)}`, 2_010);
    expect(session.wait(3_000).blocks).toEqual([]);
  });

  it('is told from one that is only slow to mark', async () => {
    const session = reading();
    await session.print(prompt(0), 0);
    session.type('ls', 1_000);
    await session.print('ls\r\n', 1_010);
    session.wait(1_200);
    const view = await session.print(`${marks.output}one\r\n${prompt(0)}`, 1_300);
    expect(view.blocks.map(brief)).toEqual([['command', 'ls', 'ok', 'one']]);
  });
});

describe('a shell that marks output, too', () => {
  it('tells what it says of a line that it cannot run', async () => {
    const session = await running('true');
    await session.print(`${marks.ended(0)}${marks.prompt()}`, 100);
    session.type('if )', 1_000);
    const complaint = "bash: syntax error near unexpected token `)'";
    const view = await session.print(
      `if )\r\n${complaint}\r\n${marks.ended(2)}${marks.prompt()}`,
      1_010,
    );
    expect(view.blocks.map(brief)[1]).toEqual(['command', 'if )', 'failed', complaint]);
  });

  it('ends the block when the shell is replaced by one without marks', async () => {
    const session = await running('exec dash');
    await session.print('$ ', 100);
    session.wait(300);
    session.type('echo hi', 1_000);
    await session.print('echo hi\r\nhi\r\n$ ', 1_010);
    session.wait(1_300);
    session.reader.end('shell-ended', 2_000);
    expect(session.take().blocks.map(brief)).toEqual([
      ['command', 'exec dash', 'done'],
      ['entry', 'echo hi', 'done', 'hi'],
    ]);
  });
});

describe('a shell without marks', () => {
  it('is likely once its prompt came back twice', async () => {
    const session = reading(false);
    await session.print('sw1>', 0);
    session.wait(800);
    for (const [index, line] of ['show a', 'show b', 'show c', 'show d'].entries()) {
      const atMs = 1_000 * (index + 1);
      session.type(line, atMs);
      await session.print(`${line}\r\nout\r\nsw1>`, atMs + 10);
      session.wait(atMs + 300);
    }
    expect(session.take().blocks.map((block) => [block.bounds, block.confidence])).toEqual([
      ['guessed', 'unsure'],
      ['guessed', 'unsure'],
      ['guessed', 'likely'],
      ['guessed', 'likely'],
    ]);
  });

  it('loses no line that comes at its prompt', async () => {
    const session = reading(false);
    await session.print('sw1>', 0);
    session.wait(800);
    await session.print('\r\nLINK-3-UPDOWN: port 7\r\nsw1>', 1_000);
    session.wait(2_000);
    session.type('', 3_000);
    await session.print('\r\nsw1>', 3_010);
    session.wait(3_300);
    session.type('', 4_000);
    await session.print('\r\nsw1>', 4_010);
    session.wait(5_000);
    expect(session.take().blocks.map(brief)).toEqual([
      ['late', '', 'done', '', 'LINK-3-UPDOWN: port 7'],
    ]);
  });
});
