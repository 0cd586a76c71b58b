/**
 * Records outputs.ts' commands as a terminal of 100 columns gets them, in namespaces of their own. Run stage.sh first,
 * then this as root: `node test/transcripts/outputs/record-outputs.ts [NAME…]`. Writes `recorded/NAME.out` and the exit codes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorOutputs } from './error-outputs.ts';
import { kindOutputs } from './kind-outputs.ts';
import { ordinaryOutputs } from './ordinary-outputs.ts';
import { tableOutputs } from './table-outputs.ts';

const STAGE = '/tmp/earshot-outputs';
const HOME = `${STAGE}/home`;
const folder = fileURLToPath(new URL('recorded/', import.meta.url));
const codesFile = `${folder}exit-codes.json`;
const INSIDE = 'EARSHOT_RECORDING_INSIDE';
/** Servers, an address and a name that are the same on each machine. */
const PREPARE = `
hostname web1; ip link set lo up; ip route add 192.0.2.0/24 dev lo; ip route add default via 127.0.0.1 dev lo
for place in $(findmnt -rno TARGET | grep -E '^/(mnt|media|srv|home|root|opt|tmp/.)'); do umount -l "$place"; done
mkdir -p ${STAGE}/pg ${STAGE}/my; chown postgres ${STAGE}/pg; chown mysql ${STAGE}/my; chmod 755 ${STAGE}
PG=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
[ -d ${STAGE}/pg/data ] || su postgres -c "$PG/initdb -A trust ${STAGE}/pg/data >/dev/null"
su postgres -c "$PG/pg_ctl -D ${STAGE}/pg/data -o '-k ${STAGE}/pg -h 127.0.0.1' -w -l ${STAGE}/pg/log start" >/dev/null
psql -q -h ${STAGE}/pg -U postgres -c 'drop table if exists people' -c 'create table people(name text, age int, city text)' -c "insert into people values ('Amy',41,'Berlin'),('Bob',7,'Paris'),('Chloé',102,'東京')" 2>/dev/null
[ -d ${STAGE}/my/data ] || mariadb-install-db --user=mysql --datadir=${STAGE}/my/data >/dev/null 2>&1
mariadbd --no-defaults --user=mysql --datadir=${STAGE}/my/data --socket=${STAGE}/my/sock --bind-address=127.0.0.1 >/dev/null 2>&1 &
for i in $(seq 100); do [ -S ${STAGE}/my/sock ] && break; sleep 0.1; done
mariadb -S ${STAGE}/my/sock -e "create database if not exists t; drop table if exists t.people; create table t.people(name varchar(20), age int, city varchar(20)) character set utf8mb4; insert into t.people values ('Amy',41,'Berlin'),('Bob',7,'Paris'),('Chloé',102,'東京')"
`;

if (process.env[INSIDE] === undefined) enterNamespaces();
else record(process.argv.slice(2));

function enterNamespaces(): void {
  const script = fileURLToPath(import.meta.url);
  const args = ['--uts', '--net', '--pid', '--fork', '--mount', '--mount-proc', '--kill-child'];
  const self = [process.execPath, script, ...process.argv.slice(2)];
  const { status } = spawnSync('unshare', [...args, ...self], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: '1' },
  });
  process.exitCode = status ?? 1;
}

function record(names: readonly string[]): void {
  process.title = 'recorder';
  process.chdir('/tmp');
  spawnSync('bash', ['-c', PREPARE], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 60_000 });
  mkdirSync(folder, { recursive: true });
  const codes: Record<string, number> = existsSync(codesFile)
    ? (JSON.parse(readFileSync(codesFile, 'utf8')) as Record<string, number>)
    : {};
  const all = [...tableOutputs, ...errorOutputs, ...kindOutputs, ...ordinaryOutputs];
  for (const { name, command } of all) {
    if (names.length > 0 && !names.includes(name)) continue;
    writeFileSync(
      '/tmp/earshot-outputs/command.sh',
      `cd ${HOME}; ln -sfn ../tools tools\n${command}\n`,
    );
    const tty = 'stty cols 100 rows 40; bash --norc /tmp/earshot-outputs/command.sh';
    const { stdout, status } = spawnSync('script', ['-qec', tty, '/dev/null'], {
      timeout: 90_000,
      maxBuffer: 64 * 1024 * 1024,
      input: '',
      env: {
        HOME,
        PATH: '/root/.cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        LANG: 'C.UTF-8',
        TERM: 'xterm-256color',
        USER: 'root',
        RUSTUP_HOME: '/root/.rustup',
        GOFLAGS: '-mod=mod',
        GOCACHE: `${STAGE}/go`,
        PAGER: 'cat',
        MANPAGER: 'cat',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
      },
    });
    writeFileSync(`${folder}${name}.out`, stdout);
    codes[name] = status ?? -1;
    console.log(`${name}: ${String(status)}, ${String(stdout.length)} bytes`);
  }
  const sorted = Object.fromEntries(
    Object.entries(codes).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  writeFileSync(codesFile, `${JSON.stringify(sorted, null, 1)}\n`);
}
