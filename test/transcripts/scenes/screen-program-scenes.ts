/** Recordings of programs that take the whole screen: editors, monitors, menus and pagers. */
import { bash, keys, prepared, PROMPT, type, watch } from './scene.ts';
import type { Scene } from './scene.ts';

const NETWORK = String.raw`mkdir -p /run/dbus; dbus-daemon --system --fork; sleep 0.3; (NetworkManager --no-daemon > /dev/null 2>&1 &); sleep 2`;
const FILES = String.raw`mkdir -p files/archive; cd files; for n in 1 2 3 4 5; do head -c $((n * 7919)) /dev/zero > report$n.txt; done`;
const GIT = String.raw`git config --global init.defaultBranch main; git config --global user.name Amy; git config --global user.email amy@example.org
git init -q work; cd work; for n in 1 2 3; do echo $n > n; git add n; git commit -qm "Number $n"; done`;

/** The stage runs few processes, so that a monitor shows the scene and nothing else. */
export const screenProgramScenes: readonly Scene[] = [
  bash('screen-htop', type('htop', 'F10'), watch(3_500), keys('\x1bOB'), keys('\x1bOB'), keys('q', PROMPT)),
  bash('screen-top', type('top -d 1', 'PID'), watch(5_500), keys('q', PROMPT)),
  bash('screen-top-batch', type('top -b -n 1 | head -n 12', PROMPT)),
  prepared('screen-nmtui', NETWORK, type('nmtui', 'NetworkManager', 1_500), keys('\x1b[B'), keys('\x1b[B'), keys('\x1b[B'), keys('\r', PROMPT)),
  prepared('screen-mc', FILES, type('mc -b -u files', 'report', 1_200), keys('\x1bOB'), keys('\x1bOB'), keys('\x1b[21~', PROMPT)),
  bash('screen-vim-edit', type('vim -u NONE -i NONE poem.txt', '~', 900), keys('iRoses are red\rViolets are blue'), keys('\x1b'), keys('gg'), keys('dd'), keys(':wq\r', PROMPT)),
  bash('screen-vim-quit-refused', type('vim -u NONE -i NONE poem.txt', '~', 900), keys('ihello\x1b'), keys(':q\r', 'E37'), keys(':q!\r', PROMPT)),
  bash('screen-nano', type('nano poem.txt', 'GNU nano', 900), keys('Roses are red'), keys('\x18', 'Save modified'), keys('y', 'File Name'), keys('\r', PROMPT)),
  bash('screen-emacs', type('emacs -nw -Q poem.txt', 'poem.txt', 1_500), keys('Roses are red'), keys('\x18\x13', 'Wrote'), keys('\x18\x03', PROMPT)),
  bash('screen-less-search', type('less /etc/services', 'services', 700), keys('/https\r'), keys('n'), keys(' '), keys('q', PROMPT)),
  bash('screen-man-bash', type('man ls', 'LS(1)'), keys('\x1b[B'), keys('G'), keys('q', PROMPT)),
  bash('screen-whiptail-menu', type("whiptail --menu 'Choose a task' 12 50 3 1 'Restart' 2 'Update' 3 'Shut down'", 'Restart'), keys('\x1b[B'), keys('\x1b[B'), keys('\r', PROMPT)),
  bash('screen-whiptail-gauge', type('for i in 0 25 50 75 100; do echo $i; sleep 0.4; done | whiptail --gauge Copying 7 50 0', PROMPT)),
  bash('screen-dialog-checklist', type("dialog --checklist 'Which?' 12 40 3 a Apples on b Bananas off c Cherries off", 'Apples'), keys('\x1bOB'), keys(' '), keys('\r', PROMPT)),
  bash('screen-fzf-full', type("seq 100 | fzf", '100/100'), keys('7'), keys('\x1b[A'), keys('\r', PROMPT)),
  bash('screen-tmux', type('tmux -f /dev/null', '[0]', 1_500), type('echo hello', 'hello', 1_200), keys('\x02%'), type('echo right', 'right', 1_200), keys('\x02d', PROMPT)),
  bash('screen-ncdu', type('ncdu /etc/apt', 'ncdu'), keys('\x1bOB'), keys('q', PROMPT)),
  prepared('screen-tig', GIT, type('cd work && tig', 'Number 3', 1_200), keys('\x1bOB'), keys('q', PROMPT)),
  bash('screen-watch', type('watch -n 1 date', 'Every'), watch(3_300), keys('\x03', PROMPT)),
  prepared('screen-cfdisk', 'truncate -s 40M disk.img; printf "label: dos\\n,10M\\n,10M\\n" | sfdisk -q disk.img', type('cfdisk disk.img', 'Label'), keys('\x1bOB'), keys('q', PROMPT)),
  bash('screen-full-redraw', type(String.raw`for i in 1 2 3; do printf '\033[H\033[2JStatus %d\n\ndisk  4%d%%\nload  0.%d\n' $i $i $i; sleep 0.7; done`, PROMPT)),
  bash('screen-crashes', type("sh -c 'printf \"\\033[?1049h\\033[2J\\033[Hmenu\"; sleep 0.5; kill -9 $$'", PROMPT)),
];
