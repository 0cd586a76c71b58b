/** Recordings of programs that ask again after each entry, and of shells inside shells. */
import { bash, control, keys, prepared, PROMPT, resize, run, secret, type, other, plain, wait, zsh } from './scene.ts';
import type { Scene } from './scene.ts';

const PASSWORD = 'hunter2secret';
const asAmy = (scene: Scene): Scene => ({ ...scene, userName: 'amy' });

const POSTGRES = String.raw`install -d -o postgres /run/postgresql
pg_ctlcluster 15 main start || true
for n in $(seq 100); do su postgres -c 'psql -c "select 1"' && break; sleep 0.1; done
su postgres -c "psql -c 'create role root superuser login' -c 'create database shop owner root'"
psql shop -c 'create table orders (id int primary key, customer text, total numeric(8,2))' -c "insert into orders values (1,'Amy',12.50),(2,'Bob',7.00),(3,'Zoë',199.95)"`;
const MARIADB = String.raw`install -d -o mysql /run/mysqld
(mariadbd --user=mysql --skip-networking > /dev/null 2>&1 &)
for n in $(seq 200); do mariadb -e 'select 1' && break; sleep 0.1; done
mariadb -e "create database shop; use shop; create table orders (id int primary key, customer varchar(20), total decimal(8,2)); insert into orders values (1,'Amy',12.50),(2,'Bob',7.00),(3,'Eve',199.95)"`;
const FTP = String.raw`mkdir -p /srv/ftp/pub /run/vsftpd/empty; seq 2000 > /srv/ftp/pub/numbers.txt; echo hello > /srv/ftp/pub/readme.txt
chown root /srv/ftp; chmod 755 /srv/ftp
printf 'listen=YES\nlisten_address=127.0.0.1\nanonymous_enable=YES\nanon_root=/srv/ftp\nno_anon_password=YES\nsecure_chroot_dir=/run/vsftpd/empty\nbackground=YES\nseccomp_sandbox=NO\nisolate=NO\nisolate_network=NO\n' > /etc/vsftpd.conf
vsftpd /etc/vsftpd.conf`;
const C_PROGRAM = String.raw`printf '#include <stdio.h>\nint square(int n) {\n  return n * n;\n}\nint main(void) {\n  printf("%%d\\n", square(7));\n  return 0;\n}\n' > square.c; gcc -g -o square square.c`;
const SECOND_SERVER = String.raw`ssh-keygen -q -t ed25519 -N '' -f .ssh_key; mkdir -p .ssh; mv .ssh_key .ssh/id_ed25519; mv .ssh_key.pub .ssh/id_ed25519.pub
cp .ssh/id_ed25519.pub /run/keys/onward.pub; ssh-keygen -q -t ed25519 -N '' -f /run/keys/second
/usr/sbin/sshd -f /dev/null -o Port=2222 -o HostKey=/run/keys/second -o AuthorizedKeysFile=/run/keys/onward.pub -o StrictModes=no -o UsePAM=no -o PidFile=none
sleep 0.5; ssh-keyscan -p 2222 127.0.0.1 > .ssh/known_hosts`;

/** Recordings of programs with a prompt of their own. */
const replScenes: readonly Scene[] = [
  bash('python-repl', type('python3 -q', '>>> '), type('1 + 1', '>>> '), type('for n in range(3):', '... '), type('    print(n)', '... '), type('', '>>> '), type('1 / 0', '>>> '), type('x = 5', '>>> '), control('end-of-file')),
  bash('python-repl-exit', type('python3', '>>> '), type('import sys', '>>> '), type('print(sys.maxsize)', '>>> '), run('exit()')),
  prepared('psql-session', POSTGRES, type('PAGER=cat psql shop', 'shop=# '), type('select * from orders;', 'shop=# '), type('select', 'shop-# '), type('count(*) from orders;', 'shop=# '), type('select * from nothing;', 'shop=# '), type('\\dt', 'shop=# '), run('\\q')),
  prepared('psql-query', POSTGRES, run("psql shop -P pager=off -c 'select * from orders'")),
  prepared('psql-border', POSTGRES, run("psql shop -P pager=off -P border=2 -P linestyle=unicode -c 'select * from orders'")),
  prepared('psql-error', POSTGRES, run("psql shop -c 'selec 1'")),
  prepared('mariadb-session', MARIADB, type('mariadb shop', '> '), type('select * from orders;', '> '), type('select count(*)', '-> '), type('from orders;', '> '), type('select * from nothing;', '> '), run('exit')),
  prepared('mariadb-query', MARIADB, run("mariadb shop -t -e 'select * from orders'")),
  bash('sqlite-session', type('sqlite3 :memory:', 'sqlite> '), type('create table t (n int, name text);', 'sqlite> '), type("insert into t values (1,'one'),(2,'two');", 'sqlite> '), type('.mode column', 'sqlite> '), type('.headers on', 'sqlite> '), type('select * from t;', 'sqlite> '), type('select', '...> '), type('nope;', 'sqlite> '), run('.quit')),
  bash('node-repl', type('node', '> '), type('[1, 2, 3].map((n) => n * 2)', '> '), type('nosuch', '> '), type('function f() {', '... '), type('return 1; }', '> '), run('.exit')),
  bash('irb-repl', type('irb', 'irb(main)'), type('[3, 1, 2].sort', 'irb(main)'), type('nosuch', 'irb(main)'), run('exit')),
  bash('lua-repl', type('lua5.4', '> '), type('print(6 * 7)', '> '), type('error("no")', '> '), control('end-of-file')),
  bash('bc-session', type('bc -q', 'bc -q'), type('6 * 7', '42'), type('2 ^ 64', '18446744073709551616'), run('quit')),
  prepared('gdb-session', C_PROGRAM, type('gdb -q ./square', '(gdb) '), type('break square', '(gdb) '), type('run', '(gdb) ', 1_500), type('backtrace', '(gdb) '), type('print n', '(gdb) '), type('continue', '(gdb) ', 1_500), run('quit')),
  prepared('lftp-session', FTP, type('lftp 127.0.0.1', 'lftp '), type('cd pub', '/pub'), type('ls', 'readme'), type('get numbers.txt', 'transferred'), run('exit')),
  prepared('ftp-session', FTP, type('ftp 127.0.0.1', 'Name'), type('anonymous', 'ftp> '), type('ls', 'ftp> '), type('cd pub', 'ftp> '), type('get readme.txt', 'ftp> '), run('bye')),
  bash('sftp-session', type('sftp -o StrictHostKeyChecking=no amy@127.0.0.1', 'password:'), secret(PASSWORD, 'sftp> '), type('pwd', 'sftp> '), type('ls -la', 'sftp> '), type('get nothing', 'sftp> '), run('bye')),
];

/** Recordings of a shell in a shell, here or further on. */
const nestedScenes: readonly Scene[] = [
  bash('nested-bash', type('bash', '# '), type('echo inside', 'inside'), type('false', '# '), run('exit')),
  bash('nested-dash', type('dash', '# '), type('echo inside', 'inside\r\n'), run('exit')),
  bash('nested-zsh', type('zsh', 'web1'), type('echo inside', 'inside\r\n'), run('exit')),
  bash('nested-su', type('su amy', '$ '), type('whoami', 'amy\r\n'), run('exit')),
  bash('nested-su-login', type('su - amy', '$ '), type('pwd', '/home/amy'), type('exit', PROMPT)),
  asAmy(bash('nested-sudo-login', type('sudo -i', 'password for amy'), secret(PASSWORD, '# '), type('whoami', 'root\r\n'), run('exit'))),
  asAmy(bash('nested-su-root-shell', type('sudo su', 'password for amy'), secret(PASSWORD, '# '), type('id', 'uid=0'), run('exit'))),
  prepared('nested-ssh-onward', SECOND_SERVER, type('ssh -p 2222 root@127.0.0.1', '# '), type('echo further', 'further\r\n'), type('ls /nonexistent', 'No such file'), run('exit')),
  prepared('nested-ssh-lost', SECOND_SERVER, type('ssh -p 2222 root@127.0.0.1', '# '), run('kill -9 $PPID')),
  bash('nested-tmux', type('tmux -f /dev/null', 'web1', 1_200), type('echo in tmux', 'in tmux\r', 1_200), keys('\x02d', PROMPT)),
  bash('nested-screen', type('screen', '', 1_200), keys('\r'), type('echo in screen', '', 1_200), keys('\x01d', PROMPT)),
  bash('nested-script', type('script -q /tmp/typescript', '# '), type('echo written', 'written\r\n'), run('exit')),
  bash('exec-dash', type('exec dash', '# '), type('echo now dash', 'now dash\r\n'), { input: { kind: 'line', text: 'exit' }, quietMs: 1_500 }),
  bash('exec-bash', type('exec bash', '# '), type('echo again', 'again\r\n'), { input: { kind: 'line', text: 'exit' }, quietMs: 1_500 }),
  asAmy(bash('exec-program', { input: { kind: 'line', text: 'exec sleep 1' }, quietMs: 2_500 })),
];

/** Recordings of jobs, signals, shells that end, and windows that change. */
const jobScenes: readonly Scene[] = [
  bash('jobs-stop-and-go', type('sleep 2', '133;C'), keys('\x1a', PROMPT), run('jobs'), run('fg')),
  bash('jobs-background', run('sleep 30 &'), run('jobs -l'), run('kill %1'), run('true'), run('wait')),
  bash('jobs-bg', type('sleep 1', '133;C'), keys('\x1a', PROMPT), run('bg'), wait(1_500), run('')),
  bash('jobs-late-output', run("(sleep 1; echo 'build finished'; echo 'two warnings') &"), { input: null, quietMs: 2_000 }, run('ls /nonexistent')),
  bash('jobs-late-into-typing', run('(sleep 1; echo late) &'), keys('echo hal'), wait(1_500), keys('f\r', PROMPT)),
  bash('signal-interrupt-trap', type("sh -c 'trap \"echo cleaning up; exit 3\" INT; sleep 30'", '133;C'), control('interrupt')),
  bash('signal-quit', type('sleep 30', '133;C'), control('quit')),
  bash('signal-killed', run("sh -c 'kill -9 $$'")),
  bash('signal-segfault', run("sh -c 'kill -SEGV $$'")),
  bash('signal-terminated', run("sh -c 'kill -TERM $$'")),
  bash('exit-126', run('touch plain'), run('./plain')),
  bash('exit-127', run('nosuch --flag')),
  bash('exit-diff', run('echo a > a'), run('echo b > b'), run('diff -u a b'), run('diff -q a a')),
  bash('exit-test', run('test -f /nonexistent')),
  bash('pipeline-hidden-failure', run('make nothing 2>&1 | tail -n 1'), run('false | true'), run('cat /nonexistent | wc -l')),
  bash('shell-end-of-file', control('end-of-file', 'exit'), wait(1_500)),
  bash('shell-dies', { input: { kind: 'line', text: 'kill -9 $$' }, quietMs: 1_500 }),
  bash('shell-killed-while-running', { input: { kind: 'line', text: "sh -c 'echo going; kill -9 $PPID; sleep 1'" }, quietMs: 2_000 }),
  bash('resize-between', run('seq 3'), resize(60, 20), run("printf 'x%.0s' $(seq 150); echo")),
  bash('resize-while-running', type("for i in 1 2 3 4; do printf 'step %d of a rather long line of words that a narrower window has to wrap somewhere\\n' $i; sleep 0.5; done", 'step 2', 0), { ...resize(50, 20), quietMs: 3_000 }),
  bash('resize-in-full-screen', type('less /etc/services', 'services', 600), resize(60, 15), keys('q', PROMPT)),
  bash('quiet-follow', run('seq 3 > log'), type('tail -f log', '3\r\n', 2_600), control('interrupt')),
  bash('quiet-dev-server', type('python3 -u -m http.server 8123 --bind 127.0.0.1', 'Serving', 2_600), control('interrupt')),
  bash('quiet-long-command', run('sleep 11; echo done')),
  bash('multi-line-quoted', keys("echo 'first\r", '> '), keys("second'\r", PROMPT)),
  bash('multi-line-heredoc', run(['cat <<END', 'alpha', 'beta', 'END'].join('\n'))),
  bash('multi-line-function', run(['greet() {', '  echo "hello $1"', '}', 'greet Amy'].join('\n'))),
  bash('cancelled-line', keys('echo never'), control('interrupt'), run('echo next')),
  bash('searched-history', run('echo findme'), run('true'), keys('\x12find'), keys('\r', PROMPT)),
  bash('completed-line', run('touch long-file-name.txt'), keys('ls lon\t'), keys('\r', PROMPT)),
  bash('completion-list', run('touch alpha1 alpha2 alpha3'), keys('ls al\t\t'), keys('1\r', PROMPT)),
  zsh('zsh-completion-list', run('touch alpha1 alpha2 alpha3'), keys('ls al\t\t'), keys('1\r', PROMPT)),
  zsh('zsh-suspend', type('sleep 30', '133;C'), keys('\x1a', PROMPT), run('kill %1'), run('true')),
  zsh('zsh-pipeline', run('false | true'), run('cat /nonexistent | wc -l')),
  zsh('zsh-multi-line', keys("echo 'first\r"), keys("second'\r", PROMPT)),
  zsh('zsh-exit', run('echo bye'), { input: { kind: 'line', text: 'exit 3' }, quietMs: 1_500 }),
];

const fish = other('/usr/bin/fish', '> ');
const mksh = other('/usr/bin/mksh', '# ');
/** busybox is started by the name of its applet. */
const ash = other('/usr/local/bin/ash', '# ');
const withAsh = (scene: Scene): Scene => ({ ...scene, setup: 'ln -sf /usr/bin/busybox /usr/local/bin/ash' });
const dash = plain('/bin/dash', '# ');
const markedDash = other('/bin/dash', '# ');
/** As on a server whose shell is not known, with a prompt that names place and user. */
const plainBash = plain('/bin/bash', '# ');

/** The same few tasks in the shells beside bash and zsh. */
const otherShellScenes: readonly Scene[] = [
  fish('fish-echo', run('echo hello')),
  fish('fish-failed', run('ls /nonexistent'), run('true')),
  fish('fish-seq', run('seq 1 2000')),
  fish('fish-question', type("read -P 'Proceed? [y/N] ' a; echo answer=$a", 'Proceed?'), run('y')),
  fish('fish-loop', run('for i in 1 2 3; echo number $i; end')),
  fish('fish-interrupt', type('sleep 30', 'sleep 30'), control('interrupt'), run('echo next')),
  fish('fish-cd', run('cd /var/log'), run('pwd')),
  withAsh(ash('ash-echo', run('echo hello'), run('true'))),
  withAsh(ash('ash-failed', run('ls /nonexistent'))),
  withAsh(ash('ash-seq', run('seq 1 2000'))),
  withAsh(ash('ash-question', type("read -p 'Proceed? [y/N] ' a; echo answer=$a", 'Proceed?'), run('y'))),
  withAsh(ash('ash-interrupt', type('sleep 30', 'sleep 30'), control('interrupt'), run('echo next'))),
  mksh('mksh-echo', run('echo hello'), run('true')),
  mksh('mksh-failed', run('ls /nonexistent')),
  mksh('mksh-seq', run('seq 1 2000')),
  mksh('mksh-question', type("printf 'Proceed? [y/N] '; read a; echo answer=$a", 'Proceed?'), run('y')),
  markedDash('dash-marked-echo', run('echo hello'), run('true')),
  markedDash('dash-marked-failed', run('ls /nonexistent')),
  markedDash('dash-marked-question', type("printf 'Proceed? [y/N] '; read a; echo answer=$a", 'Proceed?'), run('y')),
  markedDash('dash-marked-interrupt', type('sleep 30', 'sleep 30'), control('interrupt'), run('echo next')),
  mksh('mksh-cd', run('cd /var/log'), run('pwd')),
  mksh('mksh-password', type("stty -echo; printf 'Password: '; read p; stty echo; echo; echo thanks", 'Password: '), secret(PASSWORD, 'thanks')),
  withAsh(ash('ash-cd', run('cd /var/log'), run('pwd'))),
  plainBash('bash-plain-echo', run('echo hello'), run('true'), run('echo again')),
  plainBash('bash-plain-failed', run('ls /nonexistent')),
  plainBash('bash-plain-ls', run('ls -l /etc/apt'), run('df -h')),
  plainBash('bash-plain-cd', run('cd /var/log'), run('pwd'), run('cd /'), run('echo root')),
  plainBash('bash-plain-question', type("read -p 'Proceed? [y/N] ' a; echo answer=$a", 'Proceed?'), run('y')),
  plainBash('bash-plain-less', type('seq 200 | less', '29'), keys('q', '# ')),
  mksh('mksh-loop', run('for i in 1 2 3; do echo number $i; done')),
  dash('dash-python', type('python3 -q', '>>> '), type('1 + 1', '>>> '), control('end-of-file', '# ')),
  dash('dash-password', type("stty -echo; printf 'Password: '; read p; stty echo; echo; echo thanks", 'Password: '), secret(PASSWORD, 'thanks')),
  dash('dash-less', type('seq 200 | less', '29'), keys('q', '# ')),
];

/** Recordings of what goes on over several entries. */
export const sessionScenes: readonly Scene[] = [...replScenes, ...nestedScenes, ...jobScenes, ...otherShellScenes];
