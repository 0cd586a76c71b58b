/** Runs one command on a pseudo-terminal of a real OpenSSH server and gives what stands there once it is still. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import headless from '@xterm/headless';
import { Client } from 'ssh2';
import type { ClientChannel } from 'ssh2';
import { WORK_FOLDER } from './prompt-server.ts';
import type { PromptServer } from './prompt-server.ts';

/** What stood there. */
export interface Standing {
  readonly linesBefore: string[];
  readonly unfinishedLine: string;
  readonly isAlternateScreen: boolean;
  readonly isEchoOn: boolean;
  readonly isCanonical: boolean;
  /** Whether the command was over before it stood still. */
  readonly hasEnded: boolean;
}

/** Prepares an empty folder, runs the script there, types when all is still, and reads the screen. */
export async function standStill(
  { port, privateKey }: PromptServer,
  run: { name: string; script: string; typed: readonly string[]; stillMs: number; limitMs: number },
): Promise<Standing> {
  const folder = `${WORK_FOLDER}/${run.name}`;
  const ttyFile = `${folder}.tty`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const client = new Client();
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve).on('error', reject);
    client.connect({ host: '127.0.0.1', port, username: 'root', privateKey, readyTimeout: 60_000 });
  });
  const script = `tty > ${ttyFile}; cd ${folder}; ${run.script}`;
  const quoted = `'${script.replaceAll("'", `'\\''`)}'`;
  const pty = { term: 'xterm-256color', cols: 100, rows: 30, width: 0, height: 0 };
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.exec(`exec bash --norc -c ${quoted}`, { pty }, (error, opened) => {
      if (error === undefined) resolve(opened);
      else reject(error);
    });
  });
  const terminal = new headless.Terminal({ cols: 100, rows: 30, scrollback: 500, allowProposedApi: true });
  let lastAt = performance.now();
  let hasOutput = false;
  let hasEnded = false;
  terminal.onData((reply) => void channel.write(reply));
  channel.on('data', (bytes: Buffer) => {
    lastAt = performance.now();
    hasOutput = true;
    terminal.write(bytes);
  });
  channel.on('close', () => {
    hasEnded = true;
  });
  const still = async () => {
    const beganAt = performance.now();
    lastAt = beganAt;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const now = performance.now();
      if (hasEnded || (hasOutput && now - lastAt > run.stillMs) || now - beganAt > run.limitMs) return;
    }
  };
  await still();
  for (const text of run.typed) {
    channel.write(text.startsWith('\u{1b}') ? text.slice(1) : `${text}\r`);
    await still();
  }
  await new Promise<void>((resolve) => {
    terminal.write('', resolve);
  });
  const flags = spawnSync('stty', ['-a', '-F', readFileSync(ttyFile, 'utf8').trim()], { encoding: 'utf8' }).stdout;
  const { linesBefore, unfinishedLine } = linesOf(terminal);
  const isAlternateScreen = terminal.buffer.active.type === 'alternate';
  channel.write('\u0003');
  channel.close();
  client.end();
  terminal.dispose();
  spawnSync('sleep', ['0.1']);
  rmSync(ttyFile, { force: true });
  return {
    linesBefore,
    unfinishedLine,
    isAlternateScreen,
    isEchoOn: /\secho\s/.test(flags),
    isCanonical: /\sicanon\s/.test(flags),
    hasEnded,
  };
}

/** Logical lines up to the cursor's; what stands below it is no part of a prompt. */
function linesOf(terminal: InstanceType<typeof headless.Terminal>): Pick<Standing, 'linesBefore' | 'unfinishedLine'> {
  const buffer = terminal.buffer.active;
  const lines: string[] = [];
  const last = buffer.baseY + buffer.cursorY;
  for (let row = 0; row <= last; row += 1) {
    const line = buffer.getLine(row);
    const text = line?.translateToString(true) ?? '';
    if (line?.isWrapped === true && lines.length > 0) lines.push((lines.pop() ?? '') + text);
    else lines.push(text);
  }
  const unfinishedLine = lines.pop() ?? '';
  return { linesBefore: lines.slice(-40), unfinishedLine };
}
