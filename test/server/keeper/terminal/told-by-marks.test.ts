/** What a shell tells in its marks beside bounds: user, command line, its clock, codes of a pipeline, its terminal. */
import { afterEach, describe, expect, it } from 'vitest';
import { createTerminalReader } from '../../../../server/keeper/terminal/terminal-reader.ts';
import type { TerminalReader } from '../../../../server/keeper/terminal/terminal-reader.ts';
import type { SessionChange } from '../../../../shared/terminal/session-change.ts';
import { marks, secret, startReading } from './reading.ts';

const osc = (text: string) => `\x1b]133;${text}\x1b\\`;
const told = {
  begins: (user: string) => osc(`A;k=${secret};u=${user};y=/dev/pts/4;cwd=/srv`),
  line: (line: string, seconds = '1700000000.000000') =>
    osc(`C;k=${secret};t=${seconds};cmd=${line}`),
  ended: (code: number, pipe: string, seconds: string, user = 'amy') =>
    osc(`D;${String(code)};k=${secret};t=${seconds};p=${pipe};u=${user};cwd=/srv`),
  ends: `$ ${osc(`B;k=${secret}`)}`,
};

const open: TerminalReader[] = [];
afterEach(() => {
  for (const reader of open.splice(0)) reader.dispose();
});

async function atPrompt(onEchoWanted: (tty: string) => void = () => undefined) {
  const changes: SessionChange[] = [];
  const reader = createTerminalReader({
    size: { columns: 80, rows: 24 },
    marksSecret: secret,
    keptLimitBytes: () => 1_000_000,
    onReply: () => undefined,
    onEchoWanted,
  });
  open.push(reader);
  const print = async (text: string, atMs: number): Promise<SessionChange[]> => {
    reader.write(new TextEncoder().encode(text), atMs);
    await reader.parsed();
    const taken = reader.takeChanges();
    changes.push(...taken);
    return taken;
  };
  await print(told.begins('amy') + told.ends, 0);
  return { reader, changes, print };
}

describe('marks with more in them', () => {
  it('tell the user at the first prompt, and when it is another one', async () => {
    const { changes, print } = await atPrompt();
    await print(`x\r\n${told.ended(0, '', '', 'root')}${told.begins('root')}`, 100);
    const users = changes.flatMap((change) =>
      change.type === 'user.changed' ? [change.user] : [],
    );
    expect(users).toEqual(['amy', 'root']);
  });

  it('name the command as the shell has it, measure it by its clock, and find the hidden failure', async () => {
    const { reader, print } = await atPrompt();
    reader.inputSent({ kind: 'keys', text: 'mak\t | cat\r' }, 10);
    const started = await print(`make | cat\r\n${told.line('make | cat')}`, 20);
    const ended = await print(told.ended(0, '2,0', '1700000007.250000'), 90);
    const begun = started.find((change) => change.type === 'block.started');
    expect(begun?.block.commandLine).toBe('make | cat');
    expect(ended.find((change) => change.type === 'block.ended')).toMatchObject({
      durationMs: 7_250,
      hiddenFailure: { command: 'make', code: 2 },
      user: 'amy',
      directory: '/srv',
    });
  });

  it('never name a command after a secret, though the shell tells it', async () => {
    const { reader, changes, print } = await atPrompt();
    reader.inputSent({ kind: 'secret', text: 'hunter2hunter2' }, 10);
    await print(`hunter2hunter2\r\n${told.line('hunter2hunter2')}`, 20);
    await print(`hunter2hunter2: not found\r\n${told.ended(127, '127', '1700000001.0')}`, 30);
    expect(changes.some((change) => change.type === 'block.started')).toBe(true);
    expect(JSON.stringify(changes)).not.toContain('hunter2');
  });

  it('say on which terminal to look when a program may wait, once for each wait', async () => {
    const wanted: string[] = [];
    const { reader, print } = await atPrompt((tty) => wanted.push(tty));
    reader.inputSent({ kind: 'line', text: 'login' }, 10);
    await print(`login\r\n${told.line('login')}Anything `, 20);
    reader.tick(5_000);
    expect(wanted).toEqual(['/dev/pts/4']);
    await print(`\r\n${told.ended(0, '0', '')}${told.begins('amy')}${told.ends}`, 6_000);
    reader.tick(9_000);
    expect(wanted).toHaveLength(1);
  });
});

describe('marks without them', () => {
  it('leave the time of arrival as measure and tell no user', async () => {
    const session = startReading();
    open.push(session.reader);
    await session.print(marks.prompt(), 0);
    session.type('a | b', 10);
    await session.print(`a | b\r\n${marks.output}`, 20);
    const view = await session.print(marks.ended(0), 80);
    expect(view.blocks[0]).toMatchObject({ durationMs: 60, user: '', hiddenFailure: null });
    expect(view.user).toBe('');
  });
});
