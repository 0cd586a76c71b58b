/** Recordings of programs that wait: for a password, a yes or no, a choice, a key or free text. */
import { bash, control, keys, prepared, PROMPT, run, secret, type, wait } from './scene.ts';
import type { Scene } from './scene.ts';

const PASSWORD = 'hunter2secret';
const asAmy = (scene: Scene): Scene => ({ ...scene, userName: 'amy' });

const NEW_KEY = 'ssh-keygen -q -t ed25519 -N "open sesame" -f /home/amy/key; chown amy: /home/amy/key*';
const GIT = String.raw`git config --global init.defaultBranch main; git config --global user.name Amy
git config --global user.email amy@example.org
git init -q work; cd work; seq 30 > numbers.txt; git add .; git commit -q -m 'Numbers'
sed -i 's/^7$/seven/; s/^25$/twenty-five/' numbers.txt; echo note > notes.txt`;
/** Two superblock counters are wrong, so that e2fsck has something to ask. */
const BROKEN_DISK = String.raw`truncate -s 8M disk.img; mkfs.ext4 -q -F disk.img
debugfs -w -R 'set_super_value free_blocks_count 17' disk.img; debugfs -w -R 'clri <2>' disk.img`;

/** Recordings of prompts. */
export const promptScenes: readonly Scene[] = [
  asAmy(bash('sudo-password', type('sudo whoami', 'password for amy'), secret(PASSWORD))),
  asAmy(bash('sudo-wrong-password', type('sudo whoami', 'password for amy'), secret('wrong', 'try again'), secret(PASSWORD))),
  asAmy(bash('su-fails', type('su -c whoami', 'Password:'), secret('wrong'))),
  asAmy(bash('passwd-change', type('passwd', 'Current password'), secret(PASSWORD, 'New password'), secret('correct horse battery', 'Retype'), secret('correct horse battery'))),
  bash('ssh-host-key', type('ssh -o BatchMode=no amy@127.0.0.1 uptime -p', '(yes/no/[fingerprint])?'), type('yes', 'password:'), secret(PASSWORD)),
  bash('ssh-host-key-refused', type('ssh amy@127.0.0.1', '(yes/no/[fingerprint])?'), run('no')),
  asAmy(prepared('ssh-passphrase', NEW_KEY, type('ssh-keygen -y -f key', 'passphrase'), secret('open sesame'))),
  asAmy(prepared('ssh-add-passphrase', NEW_KEY, run('eval $(ssh-agent)'), type('ssh-add key', 'passphrase'), secret('open sesame'))),
  bash('ssh-keygen-questions', type('ssh-keygen -t ed25519', 'Enter file'), type('', 'passphrase'), secret('', 'same passphrase'), secret('')),
  prepared('git-add-patch', GIT, run('cd work'), type('git add -p', '?]?'), type('y', '?]?'), run('n')),
  prepared('git-clean-interactive', GIT, run('cd work'), type('git clean -i', 'What now>'), run('5')),
  prepared('git-password', String.raw`mkdir -p /srv/www; python3 - <<'X' &
from http.server import *
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(401); self.send_header('WWW-Authenticate', 'Basic realm="git"'); self.end_headers()
    def log_message(self, *a): pass
HTTPServer(('127.0.0.1', 8090), H).serve_forever()
X
sleep 1`, type('git clone http://127.0.0.1:8090/project.git', 'Username'), type('amy', 'Password'), secret(PASSWORD)),
  prepared('fsck-questions', BROKEN_DISK, type('e2fsck -f disk.img', '<y>?'), type('y', '<y>'), keys('a', PROMPT)),
  prepared('parted-questions', 'truncate -s 40M disk.img', type('parted disk.img', '(parted)'), type('mklabel msdos', '(parted)'), type('mkpart', 'Partition type?'), type('primary', 'File system'), type('ext4', 'Start?'), type('1MiB', 'End?'), type('20MiB', '(parted)'), type('print', '(parted)'), run('quit')),
  prepared('fdisk-questions', 'truncate -s 40M disk.img', type('fdisk disk.img', 'm for help'), type('n', 'Select'), type('p', 'Partition number'), type('', 'First sector'), type('', 'Last sector'), type('+10M', 'm for help'), type('p', 'm for help'), run('q')),
  bash('read-yes-no', type("read -p 'Delete all files? [y/N] ' a; echo got=$a", '[y/N]'), run('n')),
  bash('read-name', type("read -p 'Your name: ' name; echo Hello $name", 'name: '), run('Amy')),
  bash('select-menu', type("select c in red green blue; do echo you took $c; break; done", '#?'), run('2')),
  bash('python-input', type(`python3 -c "n = input('How many copies? '); print(int(n) * 2)"`, 'copies?'), run('21')),
  bash('python-getpass', type(`python3 -c "import getpass; print(len(getpass.getpass()))"`, 'Password'), secret(PASSWORD)),
  bash('rm-interactive', run('touch one two'), type('rm -i one two', "'one'?"), type('y', "'two'?"), run('n')),
  bash('cp-interactive', run('touch one two'), type('cp -i one two', "overwrite"), run('y')),
  bash('more-pages', type('seq 200 | more', '--More--'), keys(' ', '--More--'), keys('q', PROMPT)),
  bash('press-any-key', type("read -n1 -s -r -p 'Press any key to continue'; echo", 'continue'), keys('x', PROMPT)),
  bash('npm-init', run('mkdir app'), run('cd app'), type('npm init', 'package name'), type('', 'version'), type('', 'description'), type('A demonstration', 'entry point'), type('', 'test command'), type('', 'git repository'), type('', 'keywords'), type('', 'author'), type('', 'license'),
    type('', 'type'),
    type('', 'Is this OK?', 1_200), wait(800), run('yes')),
  bash('at-commands', type('at now + 1 hour', 'at>'), type('echo later', 'at>'), control('end-of-file')),
  bash('fzf-choose', type("printf 'apple\\nbanana\\ncherry\\nblueberry\\n' | fzf --height 8", 'cherry'), keys('b'), keys('\x1b[A'), keys('\r', PROMPT)),
  bash('whiptail-yes-no', type("whiptail --yesno 'Remove the old files?' 8 50", 'Remove'), keys('\t'), keys('\r', PROMPT)),
  bash('whiptail-input', type("whiptail --inputbox 'Name of the host:' 8 50 web1", 'Name of'), keys('2'), keys('\r', PROMPT)),
  bash('less-end', type('seq 60 | less', '29'), keys('G', '(END)'), keys('q', PROMPT)),
  bash('man-page', type('man cp', 'CP(1)'), keys(' '), keys('/--force\r'), keys('q', PROMPT)),
];
