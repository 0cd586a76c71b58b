/** The basics of each shell: results, questions, secrets, keys, redrawn lines, and the prompt that comes back. */
import { bash, control, keys, PROMPT, run, secret, type, plain, zsh } from './scene.ts';
import type { Scene } from './scene.ts';

const PROGRESS = String.raw`for i in 0 20 40 60 80 100; do printf '\rDownloading %3d%%' $i; sleep 0.2; done; echo`;
const SPINNER = String.raw`for i in 1 2 3 4 5; do for c in '|' / - '\'; do printf '\r%s building' "$c"; sleep 0.05; done; done; printf '\rbuilt\033[K\n'`;
const REDRAW = String.raw`printf 'a: waiting\nb: waiting\n'; sleep 0.2; printf '\033[2A\033[Ka: done\n\033[Kb: half\n'; sleep 0.2; printf '\033[1A\033[Kb: done\n'`;
const FORGED = String.raw`printf 'before\n\033]133;D;0\033\\\033]133;A\033\\$ \033]133;D;0;k=0000000000000000;cwd=/\033\\\033]133;C;k=0000000000000000\033\\after\n'; false`;
const UTF8 = String.raw`printf 'Grüße, 世界, emoji 🎉, café\n日本語の長い行\n'`;
const LONG = String.raw`printf 'x%.0s' $(seq 5000); echo`;
const LOOP = ['for i in 1 2 3; do', 'echo "number $i"', 'done'].join('\n');

/** dash and the others that tell nothing: only quiet ends a step. */
const dash = plain('/bin/dash', '# ');

/** Recordings of the shells themselves. */
export const shellScenes: readonly Scene[] = [
  { ...bash('bash-greeting', run('echo hello')), hasGreeting: true },
  bash('bash-echo', run('echo hello')),
  bash('bash-ls-etc', run('ls -la /etc')),
  bash('bash-no-output', run('true')),
  bash('bash-ls-fails', run('ls /nonexistent')),
  bash('bash-not-found', run('nosuchcommand')),
  bash('bash-grep-quiet', run('grep -q zebra /etc/passwd')),
  bash('bash-seq', run('seq 1 10000')),
  bash('bash-progress', run(PROGRESS)),
  bash('bash-spinner', run(SPINNER)),
  bash('bash-redraw', run(REDRAW)),
  bash('bash-question', type("read -p 'Proceed? [y/N] ' a; echo answer=$a", 'Proceed? [y/N] '), run('y')),
  bash('bash-password', type("read -s -p 'Password: ' p; echo; echo length=${#p}", 'Password: '), secret('hunter2secret')),
  bash('bash-pipeline', run('cut -d: -f7 /etc/passwd | sort | uniq -c | sort -rn | head -2')),
  bash('bash-loop', run(LOOP)),
  bash('bash-interrupt', type('sleep 30', '133;C'), control('interrupt')),
  bash('bash-interrupt-flood', { input: { kind: 'line', text: 'yes' }, until: 'y\r\ny', quietMs: 0 }, control('interrupt')),
  bash('bash-suspend', type('sleep 30', '133;C'), keys('\x1a', PROMPT), run('kill %1'), run('echo after')),
  bash('bash-cd', run('cd /var/log'), run('pwd')),
  bash('bash-long-line', run(LONG)),
  bash('bash-utf8', run(UTF8)),
  bash('bash-no-newline', run('printf abc'), run('echo next')),
  bash('bash-clear', run('echo one'), run('clear'), run('echo two')),
  bash('bash-less', type('less /etc/services', 'services', 600), keys('G'), keys('q', PROMPT)),
  bash('bash-vim', type('vim -u NONE -i NONE notes.txt', '~', 800), keys('iHello'), keys('\x1b'), keys(':wq\r', PROMPT), run('cat notes.txt')),
  bash('bash-background', run('(sleep 0.5; echo late) &'), { input: null, quietMs: 1500 }, run('echo next')),
  bash('bash-forged-marks', run(FORGED), run('echo still here')),
  bash('bash-edited-keys', keys('echo wrnog'), keys('\x7f\x7f\x7f\x7f'), keys('rong\r', PROMPT), keys('\x1b[A'), keys('\r', PROMPT)),
  bash('bash-typed-ahead', { input: { kind: 'line', text: 'sleep 0.5' }, until: '133;C', quietMs: 50 }, { input: { kind: 'line', text: 'echo ahead' }, until: 'ahead', quietMs: 1200 }),
  bash('bash-end-of-input', type('cat', '133;C'), type('hello', 'hello'), control('end-of-file')),
  bash('bash-stderr-build', run('echo "cc main.c"; echo "main.c:3: error: expected ;" >&2; echo "1 error"; exit_code() { return 2; }; exit_code')),
  bash('bash-secret-run', secret('hunter2secret'), run('echo next')),
  bash('bash-answer-by-keys', type("read -n1 -p 'Overwrite? (y/n) ' a; echo; echo got $a", 'Overwrite? (y/n) '), keys('y', PROMPT)),
  bash('bash-stderr-error', run('python3 -c "raise ValueError(1)"')),
  bash('bash-blank-lines', run(String.raw`printf '\n\na\n\nb\n\n'`)),
  bash('bash-bell', run(String.raw`printf 'ding\a\n'`)),
  bash('bash-exit', run('echo bye'), { input: { kind: 'line', text: 'exit' }, quietMs: 2000 }),
  { ...zsh('zsh-greeting', run('echo hello')), hasGreeting: true },
  zsh('zsh-background', run('(sleep 0.5; echo late) &'), { input: null, quietMs: 1500 }, run('echo next')),
  zsh('zsh-less', type('less /etc/services', 'services', 600), keys('q', PROMPT)),
  zsh('zsh-edited-keys', keys('echo wrnog'), keys('\x7f\x7f\x7f\x7f'), keys('rong\r', PROMPT)),
  zsh('zsh-echo', run('echo hello')),
  zsh('zsh-failed', run('ls /nonexistent'), run('true')),
  zsh('zsh-no-newline', run('printf abc'), run('echo next')),
  zsh('zsh-loop', run(LOOP)),
  zsh('zsh-seq', run('seq 1 3000')),
  zsh('zsh-progress', run(PROGRESS)),
  zsh('zsh-question', type("read 'a?Proceed? [Y/n] '; echo answer=$a", 'Proceed? [Y/n] '), run('n')),
  zsh('zsh-password', type("read -s 'p?Passwort: '; echo; echo length=${#p}", 'Passwort: '), secret('hunter2secret')),
  zsh('zsh-interrupt', type('sleep 30', '133;C'), control('interrupt')),
  zsh('zsh-cd', run('cd /var/log'), run('echo here')),
  dash('dash-echo', run('echo hello'), run('true'), run('echo again')),
  dash('dash-failed', run('ls /nonexistent')),
  dash('dash-seq', run('seq 1 3000')),
  dash('dash-question', type("printf 'Proceed? [y/N] '; read a; echo answer=$a", 'Proceed? [y/N] '), run('y')),
  dash('dash-interrupt', type('sleep 30', 'sleep 30'), control('interrupt'), run('echo next')),
  dash('dash-no-newline', { input: { kind: 'line', text: 'printf abc' }, until: '# ', quietMs: 1000 }, run('echo next')),
];
