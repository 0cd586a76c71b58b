/** Start commands run by real shells of this machine, where they are installed: what they leave and what they show. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shellStartCommand } from '../../../../../server/keeper/terminal/marks/shell-start.ts';

const secret = 'shellstarttest0123456789';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-shell-'));
  mkdirSync(join(folder, 'home'));
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(join(folder, 'home', '.hushlogin'), '');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What an integrated shell prints on both streams when it is given these lines. */
function runShell(path: string, lines: readonly string[]): string {
  return runCommand(shellStartCommand(path, secret) ?? 'false', lines);
}

function runCommand(command: string, lines: readonly string[]): string {
  const run = spawnSync('/bin/bash', ['-c', command], {
    input: `${lines.join('\n')}\nexit\n`,
    env: {
      PATH: process.env['PATH'],
      HOME: join(folder, 'home'),
      TMPDIR: join(folder, 'tmp'),
      TERM: 'xterm-256color',
    },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return run.stdout + run.stderr;
}

const shells = ['/bin/bash', '/usr/bin/zsh'].filter((path) => existsSync(path));

describe.each(shells)('%s started with marks', (path) => {
  it('marks prompts and the exit code of a command', () => {
    const printed = runShell(path, ['false']);
    expect(printed).toContain(`\x1b]133;A;k=${secret};`);
    expect(printed).toContain(`\x1b]133;D;1;k=${secret}`);
  });

  it('leaves no file behind and shows its secret to no child', () => {
    const printed = runShell(path, ['export PS1', 'echo begin; env; echo end']);
    const environment = /begin\r?\n([\s\S]*?)\r?\nend/.exec(printed)?.[1] ?? secret;
    expect(environment).toContain('HOME=');
    expect(environment).not.toContain(secret);
    expect(environment).not.toContain('EARSHOT');
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    expect(readdirSync(join(folder, 'home')).filter((name) => name.includes('earshot'))).toEqual(
      [],
    );
  });

  it("keeps the person's own prompt, hooks and exit code in them", () => {
    const rc = path.endsWith('zsh')
      ? 'PS1="mine> "\nprecmd() { print -r -- "hook saw $?"; }\n'
      : 'PS1="mine> "\nPROMPT_COMMAND=\'echo "hook saw $?"\'\n';
    writeFileSync(join(folder, 'home', path.endsWith('zsh') ? '.zshrc' : '.profile'), rc);
    const printed = runShell(path, ['(exit 7)', 'echo "prompt is $PS1"']);
    expect(printed).toContain('hook saw 7');
    expect(printed).toContain('prompt is mine> ');
    expect(printed).toContain(`133;D;7;k=${secret}`);
  });
});

describe('bash started with marks', () => {
  it('puts nothing of its own into the history', () => {
    const printed = runShell('/bin/bash', ['set -o history', 'echo one', 'history']);
    const history = printed.split('\n').filter((line) => /^\s+[0-9]+\s/.test(line));
    expect(history.length).toBeGreaterThan(0);
    expect(history.join('\n')).not.toContain('earshot');
  });

  it('keeps to what an older bash can, which knows one hook only and no word before output', () => {
    const command = shellStartCommand('/bin/bash', secret) ?? '';
    const older = command.replace(/(?<=printf %s )[A-Za-z0-9+/=]+/, (script) => {
      const text = Buffer.from(script, 'base64').toString('utf8');
      const changed = text.replaceAll('[1-3].*|4.[0-3].*)', '*)').replaceAll('*/5.0.*)', '*/5.*)');
      expect(changed).not.toBe(text);
      return Buffer.from(changed, 'utf8').toString('base64');
    });
    const rc = `export PROMPT_COMMAND='echo "hook saw $?"'\n`;
    writeFileSync(join(folder, 'home', '.profile'), rc);
    const printed = runCommand(older, ['(exit 7)', 'bash --norc -i', 'false', 'exit 6']);
    const marks = [...printed.matchAll(/133;([A-Z])(?:;([0-9]+))?;k=/g)];
    const codes = marks.flatMap(([, kind, code]) => (kind === 'D' ? Number(code) : []));
    expect(codes).toEqual([0, 7, 6]);
    expect(marks.map(([, kind]) => kind)).not.toContain('C');
    expect(printed).toContain('hook saw 7');
    expect(printed).not.toContain('not found');
  });

  it('changes no hook that it must not change, and says so', () => {
    const rc = `readonly PROMPT_COMMAND='echo "hook saw $?"'\n`;
    writeFileSync(join(folder, 'home', '.profile'), rc);
    const printed = runShell('/bin/bash', ['(exit 7)']);
    expect(printed).toContain(`133;N;k=${secret}`);
    expect(printed).toContain('hook saw 7');
    expect(printed).not.toMatch(/readonly|133;[ABD]/);
  });
});

const plainShells = ['/bin/dash', '/bin/mksh', '/bin/busybox'].filter((path) => existsSync(path));

describe.each(plainShells)('%s started with marks', (path) => {
  it("reads the person's own files and gives ENV back", () => {
    writeFileSync(join(folder, 'home', '.profile'), 'ENV=$HOME/.own; export ENV\nset -a\n');
    writeFileSync(join(folder, 'home', '.own'), "echo own file; PS1='mine> '\n");
    const printed = runShell(path, ['(exit 7)', 'echo "ENV is $ENV"']);
    expect(printed).toContain('own file');
    expect(printed).toContain('mine> ');
    expect(printed).toContain(`ENV is ${join(folder, 'home', '.own')}`);
    expect(printed).toContain(`133;D;7;k=${secret}`);
  });

  it('shows its secret to no child, and its prompt does not hold it', () => {
    writeFileSync(join(folder, 'home', '.profile'), 'set -a\n');
    const printed = runShell(path, ['echo begin; env; echo "$PS1"; echo end']);
    const shown = /begin\r?\n([\s\S]*?)\r?\nend/.exec(printed)?.[1] ?? secret;
    expect(shown).toContain('HOME=');
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('EARSHOT');
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });
});
