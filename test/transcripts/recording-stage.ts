/**
 * The stage of one recording: a throw-away copy of this machine named web1, on which OpenSSH runs. It stands in
 * namespaces of its own (mount, host name, processes, network), so that nothing a scene does or shows is this machine's.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder.ts';
import { startPackageServer } from './package-server.ts';
import type { Scene } from './scenes/scene.ts';

/** A running OpenSSH server that lets root and amy in by key. */
export interface RecordingStage {
  readonly port: number;
  readonly privateKey: Buffer;
  stop(): void;
}

/** Where the copy of the machine is mounted; seen by the stage's own processes only. */
const ROOT = '/mnt/root';
/** Long enough for databases to start. */
const SETUP_LIMIT_MS = 60_000;

const MOUNTS = String.raw`set -e
mount --make-rprivate /
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
cd /mnt/root
mkdir -p work
for d in tmp run root home mnt work srv opt media usr/local; do mount -t tmpfs tmpfs "$d"; done
chmod 1777 tmp; chmod 700 root
mkdir -p usr/local/bin run/sshd
mount -t sysfs -o ro sysfs sys
mount -t tmpfs tmpfs dev; mkdir dev/pts dev/shm; chmod 1777 dev/shm
mknod -m 666 dev/null c 1 3; mknod -m 666 dev/zero c 1 5; mknod -m 666 dev/full c 1 7
mknod -m 666 dev/random c 1 8; mknod -m 666 dev/urandom c 1 9; mknod -m 666 dev/tty c 5 0
mount -t devpts devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 dev/pts
ln -s pts/ptmx dev/ptmx; ln -s /proc/self/fd dev/fd
if rust=$(rustc --print sysroot 2>/dev/null); then
  mkdir -p opt/rust; mount --bind "$rust" opt/rust
  ln -s /opt/rust/bin/cargo /opt/rust/bin/rustc usr/local/bin
fi
mkdir -p opt/app/node_modules
mount --bind "$1/node_modules" opt/app/node_modules
ln -s ../../../opt/app/node_modules/.bin/tsc usr/local/bin/tsc
ln -s /usr/bin/pytest-3 usr/local/bin/pytest 2>/dev/null || true
hostname web1
ip link set lo up
ip addr add 192.0.2.10/24 dev lo
`;

const ACCOUNTS = String.raw`set -e
echo web1 > /etc/hostname
printf '127.0.0.1 localhost web1\n192.0.2.10 web1.example web2\n' > /etc/hosts
: > /etc/resolv.conf; : > /etc/environment
rm -f /etc/pip.conf /etc/npmrc /usr/etc/npmrc /etc/profile.d/* /var/mail/* /etc/fish/conf.d/*
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
rm -f /etc/apt/apt.conf.d/*proxy*
for old in $(awk -F: '$3 >= 1000 && $3 < 60000 { print $1 }' /etc/passwd); do userdel "$old" 2>/dev/null || true; done
useradd -m -s /bin/bash amy
echo 'amy:hunter2secret' | chpasswd
echo 'amy ALL=(ALL:ALL) ALL' > /etc/sudoers.d/amy
chmod 440 /etc/sudoers.d/amy
`;

const SSHD_CONFIG = `HostKey /run/keys/host
AuthorizedKeysFile /run/keys/user.pub
PermitRootLogin yes
StrictModes no
UsePAM no
PidFile none
SetEnv LANG=C.UTF-8
Subsystem sftp internal-sftp
`;

const BASH_RC = `PS1='\\u@web1:\\w\\$ '
unset HISTFILE
cd "$HOME"
`;
const ZSH_RC = `PS1='%n@web1:%~%# '
unset HISTFILE
cd "$HOME"
`;
const FISH_RC = `function fish_prompt; printf '%s@web1:%s> ' $USER (prompt_pwd); end
set -g fish_greeting
cd $HOME
`;

/** Makes the stage and starts its server; throws when a program is missing or nothing listens within 10 s. */
export async function startRecordingStage(scene: Scene): Promise<RecordingStage> {
  const { status } = spawnSync('bash', ['-c', MOUNTS, 'stage', projectFolder], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The stage could not be mounted.');
  await inside(ACCOUNTS);
  mkdirSync(`${ROOT}/run/keys`);
  for (const name of ['host', 'user']) {
    const key = ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', `${ROOT}/run/keys/${name}`];
    spawnSync('ssh-keygen', key);
  }
  const privateKey = readFileSync(`${ROOT}/run/keys/user`);
  rmSync(`${ROOT}/run/keys/user`);
  prepareHome('root', scene);
  prepareHome('amy', scene);
  await inside('chown -R amy: /home/amy; uname -snrvm > /run/motd.dynamic');
  const packages = await startPackageServer(`${ROOT}/srv/www`);
  writeFileSync(`${ROOT}/etc/ssh/sshd_config`, SSHD_CONFIG);
  const server = startSshd();
  await listening(22);
  if (scene.setup !== undefined) {
    const stage = firstProcessOf(server.pid ?? 0);
    await inside(`set -e\ncd /root\n${scene.setup}`, ['nsenter', '--pid', '-t', stage]);
  }
  return {
    port: 22,
    privateKey,
    stop() {
      packages.close();
      server.kill();
    },
  };
}

/** The server is the first process of a namespace of its own, so that no list of processes shows the recorder. */
function startSshd() {
  const environment = 'env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin';
  const start = `mount -t proc proc ${ROOT}/proc && exec ${environment} chroot ${ROOT} /usr/sbin/sshd -D`;
  return spawn('unshare', ['--pid', '--fork', '--kill-child', 'sh', '-c', start], {
    stdio: 'ignore',
  });
}

function firstProcessOf(unsharePid: number): string {
  const pid = String(unsharePid);
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
}

function prepareHome(userName: string, scene: Scene): void {
  const home = userName === 'root' ? `${ROOT}/root` : `${ROOT}/home/${userName}`;
  mkdirSync(join(home, '.config/fish'), { recursive: true });
  writeFileSync(join(home, '.bashrc'), BASH_RC);
  writeFileSync(join(home, '.profile'), '[ -z "$BASH_VERSION" ] || . "$HOME/.bashrc"\n');
  writeFileSync(join(home, '.zshrc'), ZSH_RC);
  writeFileSync(join(home, '.config/fish/config.fish'), FISH_RC);
  if (scene.hasGreeting !== true) writeFileSync(join(home, '.hushlogin'), '');
}

/** Runs bash on the stage; the package server answers meanwhile. */
function inside(script: string, before: readonly string[] = []): Promise<void> {
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const shell = ['chroot', ROOT, '/bin/bash', '-c', script];
  const environment = ['env', '-i', path, 'HOME=/root', 'LANG=C.UTF-8'];
  const [program = '', ...args] = [...before, ...environment, ...shell];
  return done(program, args);
}

/** Daemons that a setup starts would hold a pipe open; a file they may keep. */
async function done(program: string, args: readonly string[]): Promise<void> {
  // A folder that only the stage has.
  const log = '/mnt/setup.log';
  const child = spawn('sh', ['-c', `"$@" > ${log} 2>&1`, 'sh', program, ...args], {
    stdio: 'ignore',
    timeout: SETUP_LIMIT_MS,
  });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  const said = readFileSync(log, 'utf8');
  rmSync(log);
  if (code !== 0) throw new Error(`The stage could not be set up: ${said.slice(-2_000)}`);
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('sshd did not start listening within 10 s.');
}
