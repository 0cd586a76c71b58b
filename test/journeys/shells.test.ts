/** Every shell that Earshot starts with marks, on a real OpenSSH server: what it tells, and that it leaves nothing. */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shell } from '../../server/keeper/ports/shell-transport.ts';
import { createSshTransport } from '../../server/keeper/ssh/ssh-transport.ts';
import {
  readPromptMark,
  type PromptMark,
} from '../../server/keeper/terminal/marks/prompt-marks.ts';
import { shellStartCommand } from '../../server/keeper/terminal/marks/shell-start.ts';
import { startOpensshServer, whyNoOpenssh, type OpensshServer } from '../support/openssh-server.ts';
import { poll } from '../support/poll.ts';
import { createRealClock } from '../support/real-clock.ts';
import { connectAsPerson, listenTo, shellOf, type PersonConnects } from '../support/ssh-person.ts';

const secret = 'shellsjourney0123456789';
const problem = whyNoOpenssh();

/** busybox is an account's shell under the name of its applet only. */
const appletFolder = mkdtempSync(join(tmpdir(), 'earshot-ash-'));
chmodSync(appletFolder, 0o755);
symlinkSync('/bin/busybox', join(appletFolder, 'ash'));
afterAll(() => {
  rmSync(appletFolder, { recursive: true, force: true });
});

/** What a shell can tell beside directory, user and code. */
interface KnownShell {
  readonly path: string;
  readonly tellsLine: boolean;
  readonly tellsPipe: boolean;
  readonly ownFile: string;
  readonly ownPrompt: string;
}

const shells: readonly KnownShell[] = [
  {
    path: '/bin/bash',
    tellsLine: true,
    tellsPipe: true,
    ownFile: '.profile',
    ownPrompt: "PS1='mine> '\n",
  },
  {
    path: '/usr/bin/zsh',
    tellsLine: true,
    tellsPipe: true,
    ownFile: '.zshrc',
    ownPrompt: "PS1='mine> '\n",
  },
  {
    path: '/usr/bin/fish',
    tellsLine: true,
    tellsPipe: true,
    ownFile: '.config/fish/config.fish',
    ownPrompt: "function fish_prompt; printf 'mine> '; end\n",
  },
  {
    path: '/bin/dash',
    tellsLine: false,
    tellsPipe: false,
    ownFile: '.profile',
    ownPrompt: "PS1='mine> '\n",
  },
  {
    path: '/bin/mksh',
    tellsLine: false,
    tellsPipe: true,
    ownFile: '.mkshrc',
    ownPrompt: "PS1='mine> '\n",
  },
  {
    path: join(appletFolder, 'ash'),
    tellsLine: false,
    tellsPipe: false,
    ownFile: '.profile',
    ownPrompt: "PS1='mine> '\n",
  },
];

describe.skipIf(problem !== null).each(shells)(
  `$path with marks ${problem ?? ''}`.trim(),
  (known) => {
    let server: OpensshServer;
    let person: PersonConnects;
    let shell: Shell;
    let output: () => string;

    beforeAll(async () => {
      // As a system's own settings would; without, letters beyond ASCII are keys of a line editor.
      server = await startOpensshServer({
        shell: known.path,
        configLines: ['SetEnv LANG=C.UTF-8'],
      });
      const own = join(server.homeFolder, known.ownFile);
      mkdirSync(join(own, '..'), { recursive: true });
      writeFileSync(own, known.ownPrompt);
      writeFileSync(join(server.homeFolder, '.hushlogin'), '');
      mkdirSync(join(server.homeFolder, 'a b;ü'));
      // Everything here is the account's own.
      const { uid, gid } = statSync(server.homeFolder);
      for (const name of readdirSync(server.homeFolder, { recursive: true, encoding: 'utf8' }))
        chownSync(join(server.homeFolder, name), uid, gid);
      const { address, port } = server;
      const transport = createSshTransport({ clock: createRealClock() });
      const fetched = await transport.fetchHostKey({ address, port }, new AbortController().signal);
      if (!fetched.ok) throw new Error(fetched.failure.code);
      person = connectAsPerson({
        port,
        pin: fetched.value,
        userName: server.userName,
        answers: [server.password],
        startCommand: (shellPath) => shellStartCommand(shellPath, secret),
      });
      shell = shellOf(await person.outcome);
      ({ output } = listenTo(shell));
      await poll('the first prompt', () =>
        marksIn(output()).some(({ kind }) => kind === 'prompt-ends'),
      );
    });

    afterAll(async () => {
      person.life.abort();
      await server.stop();
    });

    /** Sends a line and waits for the prompt after it; gives the marks and the bytes in between. */
    async function run(line: string): Promise<{ marks: PromptMark[]; printed: string }> {
      const from = output().length;
      shell.write(Buffer.from(`${line}\r`));
      const isBack = (): boolean => {
        const kinds = marksIn(output().slice(from)).map(({ kind }) => kind);
        return kinds.includes('command-ended') && kinds.at(-1) === 'prompt-ends';
      };
      await poll(`the prompt after ${line}`, isBack);
      const printed = output().slice(from);
      return { marks: marksIn(printed), printed };
    }
    const endIn = (marks: readonly PromptMark[]) => {
      const end = marks.find((mark) => mark.kind === 'command-ended');
      if (end?.kind !== 'command-ended') throw new Error('No end was told.');
      return end;
    };

    it('keeps its own prompt and tells who and where it is', async () => {
      expect(output()).toContain('mine> ');
      const { marks } = await run('cd "a b;ü"');
      const { directory, user, tty } = endIn(marks);
      expect(directory).toBe(`${server.homeFolder}/a b;ü`);
      expect(user).toBe(server.userName);
      expect(tty).toMatch(/^\/dev\/pts\/\d+$/);
      await run('cd');
    });

    it('tells exit codes', async () => {
      expect(endIn((await run('true')).marks).code).toBe(0);
      expect(endIn((await run('false')).marks).code).toBe(1);
      expect(endIn((await run("sh -c 'exit 42'")).marks).code).toBe(42);
      expect(endIn((await run('nosuchcommand')).marks).code).toBe(127);
    });

    it('tells the command line as it was typed, where it can', async () => {
      const typed = 'echo "grün; \\\\ done" \'x\'';
      const begin = (await run(typed)).marks.find((mark) => mark.kind === 'output-begins');
      if (!known.tellsLine) {
        expect(begin).toBeUndefined();
        return;
      }
      expect(begin).toMatchObject({ kind: 'output-begins', commandLine: typed });
      const atServerMs = begin?.kind === 'output-begins' ? begin.atServerMs : null;
      expect(Math.abs((atServerMs ?? 0) - Date.now())).toBeLessThan(600_000);
    });

    it('tells the codes of a pipeline, where it can', async () => {
      const { code, pipeCodes } = endIn((await run("sh -c 'exit 3' | true")).marks);
      expect([code, pipeCodes]).toEqual([0, known.tellsPipe ? [3, 0] : []]);
    });

    it('lets output forge nothing', async () => {
      const forged =
        "printf '\\033]133;D;7;k=0000000000000000;cwd=/x\\007\\033]133;D;7\\007'; false";
      expect(endIn((await run(forged)).marks)).toMatchObject({
        code: 1,
        directory: server.homeFolder,
      });
    });

    it('lets a file that is shown forge nothing, whatever secret it guesses', async () => {
      const forged = ['A;', 'B;', 'C;', 'P;', 'D;0;', 'N;'].flatMap((kind) =>
        ['0'.repeat(23), secret.slice(1), secret.toUpperCase(), ''].map(
          (guess) => `\x1b]133;${kind}k=${guess};cwd=/forged\x07`,
        ),
      );
      writeFileSync(join(server.homeFolder, 'hostile'), forged.join(''));
      const { marks } = await run('cat hostile');
      expect(JSON.stringify(marks)).not.toContain('forged');
      expect(marks.filter(({ kind }) => kind === 'command-ended')).toHaveLength(1);
      expect(marks.filter(({ kind }) => kind === 'prompt-begins')).toHaveLength(1);
    });

    it.runIf(known.tellsLine)('tells a command of more than one line, and no old one', async () => {
      const begin = (await run('echo "one\rtwo; é"')).marks.find(isBegin);
      expect(begin?.commandLine).toBe('echo "one\ntwo; é"');
      const isBash = known.path.endsWith('bash');
      if (isBash) await run('HISTCONTROL=ignoreboth');
      // bash knows its command lines from its history only, and never takes an older one for this.
      const hidden = (await run(' true')).marks.find(isBegin);
      expect(hidden?.commandLine).toBe(isBash ? null : ' true');
    });

    it('keeps its marks within what is let through, however much there is to tell', async () => {
      const { marks } = await run(`echo ${'x'.repeat(1_500)}`);
      const begins = marks.filter(isBegin).map(({ commandLine }) => commandLine);
      expect(begins).toEqual(known.tellsLine ? [null] : []);
      const long = await run(`true${' | true'.repeat(99)}`);
      const { code, pipeCodes } = endIn(long.marks);
      expect(code).toBe(0);
      expect(pipeCodes.every((one) => one === 0)).toBe(true);
      const longest = /\x1b\]133;[^\x07\x1b]*/g;
      const sizes = (long.printed.match(longest) ?? []).map((mark) => mark.length);
      expect(Math.max(...sizes)).toBeLessThan(4_000);
    });

    it('tells whether it marks where output begins', () => {
      const prompt = marksIn(output()).find((mark) => mark.kind === 'prompt-begins');
      expect(prompt).toMatchObject({ hasOutputMark: known.tellsLine });
    });

    it('leaves no file, no line in the history, and its secret to no child', async () => {
      const { printed } = await run('env; echo over');
      expect(printed).toContain('over');
      const environment = printed
        .slice(0, printed.lastIndexOf('over'))
        .replace(/\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g, '');
      expect(environment).toContain('HOME=');
      expect(environment).not.toContain(secret);
      expect(environment).not.toMatch(/earshot_[a-z]=|EARSHOT|ENV=\/dev/);
      const left = readdirSync(server.homeFolder).filter((name) => /earshot/i.test(name));
      expect(left).toEqual([]);
      expect(temporaryFilesOf(statSync(server.homeFolder).uid)).toEqual([]);
      const history = (await run(known.path.endsWith('dash') ? 'true' : 'history | cat')).printed;
      expect(history).not.toMatch(/__earshot|base64/);
    });

    it('shows its secret to nobody who lists processes', () => {
      const shown = server.sessionProcesses().map((id) => argumentsOf(id));
      expect(shown.join(' ')).toContain(known.path);
      for (const words of shown.flatMap((line) => line.split(/\s+/))) {
        expect(words).not.toContain(secret);
        expect(Buffer.from(words, 'base64').toString('latin1')).not.toContain(secret);
      }
    });

    it.each(['sh', known.path])('starts %s, which prints nothing of ours', async (other) => {
      if (!known.path.endsWith('fish')) await run('export PS1');
      const from = output().length;
      const text = (): string => withoutSequences(output().slice(from));
      shell.write(Buffer.from(`${other}\r`));
      // Line editors read ahead what is typed too early, and keep it.
      await poll('its prompt', () => /\n[^\n]*[$#%>] *$/.test(text()));
      shell.write(Buffer.from('false\r'));
      await poll('its next prompt', () => /false[^\n]*\n[^\n]*[$#%>] *$/.test(text()));
      const marks = marksIn(output().slice(from)).map(({ kind }) => kind);
      expect(marks).toEqual(known.tellsLine ? ['output-begins'] : []);
      expect(text()).not.toContain('earshot_');
      expect(endIn((await run('exit 5')).marks).code).toBe(5);
    });
  },
);

function isBegin(mark: PromptMark): mark is Extract<PromptMark, { kind: 'output-begins' }> {
  return mark.kind === 'output-begins';
}

function withoutSequences(text: string): string {
  return text.replace(
    /\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[\x20-\x3f]*[@-~]|[(].|[=>])|[\x01\r]/g,
    '',
  );
}

/** What an account left where everyone may write; fish has a folder of its own there. */
function temporaryFilesOf(userId: number): string[] {
  return readdirSync(tmpdir()).filter((name) => {
    try {
      return !name.startsWith('fish.') && statSync(join(tmpdir(), name)).uid === userId;
    } catch {
      return false;
    }
  });
}

/** The arguments of a process as `ps` shows them; '' when it has ended. */
function argumentsOf(processId: number): string {
  try {
    return readFileSync(`/proc/${String(processId)}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** All marks with the right secret, in order. */
function marksIn(text: string): PromptMark[] {
  const found = text.matchAll(/\x1b\](133;[^\x07\x1b]*)(?:\x07|\x1b\\)/g);
  return [...found].flatMap(([, payload = '']) => readPromptMark(payload, secret) ?? []);
}
