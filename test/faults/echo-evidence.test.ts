/** Whether typing is shown, learned from real OpenSSH while real programs ask for passwords, and for none. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Shell } from '../../server/keeper/ports/shell-transport.ts';
import { createSystemClock } from '../../server/config/system-clock.ts';
import { createShellPump } from '../../server/keeper/sessions/shell-pump.ts';
import { createSshTransport } from '../../server/keeper/ssh/ssh-transport.ts';
import { shellStartCommand } from '../../server/keeper/terminal/marks/shell-start.ts';
import { createTerminalReader } from '../../server/keeper/terminal/terminal-reader.ts';
import type { ProgramPrompt } from '../../shared/terminal/command-block.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import {
  startOpensshServer,
  whyNoOpenssh,
  type OpensshOptions,
  type OpensshServer,
} from '../support/openssh-server.ts';
import { poll } from '../support/poll.ts';
import { createRealClock } from '../support/real-clock.ts';
import { connectAsPerson, listenTo, shellOf, type PersonConnects } from '../support/ssh-person.ts';

const DEADLINE_MS = 60_000;
const problem = whyNoOpenssh();
const servers: OpensshServer[] = [];
const persons: PersonConnects[] = [];

afterEach(async () => {
  for (const person of persons.splice(0)) person.life.abort();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function signIn(
  options: OpensshOptions,
  startCommand: (path: string) => string | null = () => null,
): Promise<Shell> {
  const server = await startOpensshServer({ shell: '/bin/bash', ...options });
  servers.push(server);
  const { address, port, userName, password } = server;
  const transport = createSshTransport({ clock: createRealClock() });
  const key = await transport.fetchHostKey({ address, port }, new AbortController().signal);
  if (!key.ok) throw new Error(key.failure.code);
  const pin = key.value;
  const person = connectAsPerson({ port, pin, userName, answers: [password], startCommand });
  persons.push(person);
  return shellOf(await person.outcome);
}

/** A shell of a real server, the path of its terminal, and a way to run something until it shows a text. */
async function shellOn(options: OpensshOptions = {}) {
  const shell = await signIn(options);
  const { output } = listenTo(shell);
  let from = 0;
  const seen = (text: string): Promise<boolean> =>
    poll(text, () => output().slice(from).includes(text), DEADLINE_MS);
  /** What is waited for must not stand in the command, which the terminal echoes. */
  const run = async (command: string, shown: string): Promise<void> => {
    from = output().length;
    shell.write(Buffer.from(`${command}; echo $((40 + 2))over\r`));
    await seen(shown);
  };
  const answer = async (): Promise<void> => {
    shell.write(Buffer.from('x\r'));
    await seen('42over');
  };
  await run('tty', '42over');
  const tty = /[\r\n](\/dev\/pts\/\d+)\r/.exec(output())?.[1];
  if (tty === undefined) throw new Error(`No terminal in: ${output()}`);
  return { shell, tty, run, answer };
}

describe.skipIf(problem !== null)(`the echo on OpenSSH ${problem ?? ''}`.trim(), () => {
  it('is off while a password is read and on at a prompt that only looks like one', async () => {
    const { shell, tty, run, answer } = await shellOn();
    const asks = async (command: string, shown: string): Promise<boolean | null> => {
      await run(command, shown);
      // A busy server may take longer than the second that a question lasts; the next one tells.
      let isOn: boolean | null = null;
      await poll('an answer', async () => (isOn = await shell.readEcho(tty)) !== null, DEADLINE_MS);
      await answer();
      return isOn;
    };
    expect(await asks("read -rs -p 'Pass''word: ' x", 'Password: ')).toBe(false);
    const sudoLike = "stty -echo; printf '[sudo] pass''word: '; read -r x; stty echo";
    expect(await asks(sudoLike, '[sudo] password: ')).toBe(false);
    const getpass = `python3 -c 'import getpass; getpass.getpass("Pass" "word: ")'`;
    expect(await asks(getpass, 'Password: ')).toBe(false);
    expect(await asks("printf 'Pass''word: '; read -r x", 'Password: ')).toBe(true);
  }, 120_000);

  it('is no evidence where a program reads key by key', async () => {
    const { shell, tty, run } = await shellOn();
    await run("read -rsn1 -p 'Any'' key: ' x", 'Any key: ');
    expect(await shell.readEcho(tty)).toBeNull();
  }, 120_000);

  it('is not known where the server allows one channel, and the shell goes on', async () => {
    const { shell, tty, run, answer } = await shellOn({ configLines: ['MaxSessions 1'] });
    await run("read -rs -p 'Pass''word: ' x", 'Password: ');
    expect(await shell.readEcho(tty)).toBeNull();
    expect(await shell.readEcho(tty)).toBeNull();
    await answer();
  }, 120_000);

  it('makes a password of what has no word for it, and marks a prompt that only looks like one', async () => {
    const secret = 'abcdefghij0123456789abcdefghij01';
    const shell = await signIn({}, (path) => shellStartCommand(path, secret));
    const changes: SessionChange[] = [];
    const pump = createShellPump({
      shell,
      size: { columns: 80, rows: 24 },
      marksSecret: secret,
      createReader: createTerminalReader,
      keptLimitBytes: () => 1_000_000,
      clock: createSystemClock(),
      nowEpochMs: Date.now,
      onChanges: (told) => void changes.push(...told),
      onEnd: () => undefined,
    });
    const has = (type: SessionChange['type']) => changes.some((change) => change.type === type);
    const waitsAt = async (command: string): Promise<ProgramPrompt> => {
      changes.length = 0;
      pump.write({ kind: 'line', text: command });
      const prompt = await poll('evidence', () => lastKnown(changes), DEADLINE_MS);
      pump.write({ kind: 'line', text: '' });
      await poll('the end of the command', () => has('block.ended'), DEADLINE_MS);
      return prompt;
    };
    try {
      await poll('the first prompt', () => has('directory.changed'), DEADLINE_MS);
      const wordless = await waitsAt("read -rs -p 'Say friend and enter ' x");
      expect(wordless).toMatchObject({ kind: 'password', echo: 'off' });
      const lookalike = await waitsAt("read -r -p 'Password: ' x < /dev/tty");
      expect(lookalike).toMatchObject({ text: 'Password: ', echo: 'on' });
    } finally {
      pump.close();
      pump.dispose();
    }
  }, 120_000);
});

/** The newest prompt of which it is known whether its answer is shown. */
function lastKnown(changes: readonly SessionChange[]): ProgramPrompt | null {
  const prompts = changes.flatMap((change) =>
    change.type === 'block.waited' && change.prompt !== null ? [change.prompt] : [],
  );
  const last = prompts.at(-1);
  return last === undefined || last.echo === 'unknown' ? null : last;
}
