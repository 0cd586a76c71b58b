/**
 * Records golden transcripts from real programs in real shells on a real OpenSSH server:
 * `node test/transcripts/record.ts [NAME...]`, as root on Linux. Each scene plays on a stage of its own (see
 * recording-stage.ts), four at a time. What is typed stands in scenes/; expectations are not made here.
 */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { scenes } from './scenes/scenes.ts';

const AT_A_TIME = 4;
/** A stage, its databases and the slowest program are through by then. */
const SCENE_LIMIT_MS = 240_000;

/** What the scenes need of Debian; npm comes with some packages of nodejs and without others. */
const packages = [
  'openssh-server bash zsh fish dash busybox mksh',
  'git rsync curl wget less man-db sudo python3 python3-pip python3-pytest jq gcc g++ make gdb',
  'openjdk-17-jdk-headless golang-go nodejs ruby lua5.4 bc sqlite3 vim nano mc htop tmux screen network-manager',
  'dialog whiptail fzf lsof psmisc tree ncdu tig dpkg-dev lftp tnftp vsftpd netcat-openbsd at parted fdisk e2fsprogs',
  'postgresql mariadb-server bsdextrautils iproute2 procps util-linux strace emacs-nox',
];

const wanted = process.argv.slice(2);
if (wanted[0] === '--needs') {
  console.log(`apt-get install --no-install-recommends ${packages.join(' ')}`);
  console.log('and a Rust toolchain whose rustc is on the path.');
  process.exit(0);
}
const chosen = scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) throw new Error('No scene has such a name.');
const missing = missingPackages();
if (missing.length > 0) console.log(`Missing: apt-get install --no-install-recommends ${missing.join(' ')}`);

const failed: string[] = [];
const waiting = [...chosen];
await Promise.all(
  Array.from({ length: AT_A_TIME }, async () => {
    for (let scene = waiting.shift(); scene !== undefined; scene = waiting.shift()) {
      const isRecorded = await recordOnStage(scene.name);
      console.log(isRecorded ? `Recorded ${scene.name}.` : `Failed: ${scene.name}.`);
      if (!isRecorded) failed.push(scene.name);
    }
  }),
);
console.log(`${String(chosen.length - failed.length)} recorded, ${String(failed.length)} failed.`);
if (failed.length > 0) {
  console.log(failed.join(' '));
  process.exitCode = 1;
}

/** Everything a scene starts lives in its process namespace and ends with it. */
function recordOnStage(name: string): Promise<boolean> {
  const namespaces = ['--mount', '--uts', '--ipc', '--pid', '--net', '--fork', '--mount-proc', '--kill-child'];
  const script = fileURLToPath(new URL('record-scene.ts', import.meta.url));
  return new Promise((resolve) => {
    const child = spawn('unshare', [...namespaces, process.execPath, script, name], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), SCENE_LIMIT_MS);
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve(code === 0);
    });
  });
}

function missingPackages(): string[] {
  const names = packages.join(' ').split(' ');
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n', ...names], {
    encoding: 'utf8',
  });
  const installed = new Set(
    stdout.split('\n').filter((line) => line.endsWith(' ii ')).map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}
