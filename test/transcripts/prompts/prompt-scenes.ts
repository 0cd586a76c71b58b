/**
 * Which programs are asked to wait for an answer, how each is brought there, and what should be understood of it.
 * record-prompts.ts runs them; nothing here is written as output.
 */

/** One program that waits. */
export interface PromptScene {
  readonly name: string;
  /** Package or program, as its user knows it. */
  readonly program: string;
  /** Prints its version on the first line. */
  readonly version: string;
  /** Run by bash, as root, in an empty folder; `$PORT` is the server's, `$WEB` a web server's that wants a password. */
  readonly run: string;
  /** Typed one after the other, each once the program stands still. */
  readonly typed?: readonly string[];
  /** How long nothing must come, where 1.5 s is too little. */
  readonly stillMs?: number;
  readonly kind: 'text' | 'yes-no' | 'choice' | 'key' | 'pager' | 'password' | 'entry' | 'screen';
  readonly preset?: 'yes' | 'no';
  /** Answers of a choice, in order; the one that Enter means has an asterisk before it. */
  readonly choices?: readonly string[];
}

/** How it is brought there and what is expected, where it differs from the usual. */
type More = Partial<Pick<PromptScene, 'typed' | 'stillMs' | 'preset' | 'choices'>> & { version?: string };

type SceneParts = [
  kind: PromptScene['kind'],
  name: string,
  program: string,
  run: string,
  more?: More,
];

function scene(...[kind, name, program, run, more]: SceneParts): PromptScene {
  return { kind, name, program, run, version: `${program} --version`, ...more };
}

const asAmy = 'runuser -u amy --';
const LANGUAGES = ['de_DE', 'fr_FR', 'es_ES', 'ja_JP', 'ru_RU', 'pl_PL', 'zh_CN', 'it_IT', 'pt_BR', 'nl_NL', 'sv_SE', 'tr_TR', 'ko_KR', 'uk_UA'];
const localised = (language: string, run: string) =>
  `export LC_ALL=${language}.UTF-8 LANGUAGE=${language}; ${run}`;
const pam = { version: 'dpkg-query -W libpam-modules' };
const shadow = { version: 'dpkg-query -W passwd' };
const ssh = { version: 'ssh -V 2>&1' };
const gpg = 'export GNUPGHOME=$PWD/g; mkdir -m 700 g; export GPG_TTY=$(tty); echo pinentry-program /usr/bin/pinentry-tty > g/gpg-agent.conf;';
const disk = 'truncate -s 20M disk.img; PATH=$PATH:/sbin;';
const sshTo = 'ssh -p $PORT -o UserKnownHostsFile=$PWD/known -o PubkeyAuthentication=no';
/** The package manager asks as ever, but nothing it would run does anything. */
const apt = 'apt-get -o Debug::NoLocking=1 -o Dir::Bin::dpkg=/bin/true';
const gitRepo = 'git init -q; git config user.name A; git config user.email a@b; seq 9 > a; git add a; git commit -qm one; seq 3 12 > a;';
const deb = String.raw`mkdir -p p/DEBIAN p/etc root/var/lib/dpkg/{info,updates,triggers}; touch root/var/lib/dpkg/{status,available}
control() { printf 'Package: demo\nVersion: %s\nArchitecture: all\nMaintainer: A <a@b>\nDescription: demo\n' $1 > p/DEBIAN/control; echo /etc/demo.conf > p/DEBIAN/conffiles; echo v$1 > p/etc/demo.conf; dpkg-deb -b p $1.deb; }
{ control 1; control 2; dpkg --root=$PWD/root --force-script-chrootless -i 1.deb; echo mine > root/etc/demo.conf; } > /dev/null 2>&1
dpkg --root=$PWD/root --force-script-chrootless -i 2.deb`;
const postgres = String.raw`chown amy .; B=/usr/lib/postgresql/15/bin; { ${asAmy} $B/initdb -U amy -D d; ${asAmy} $B/pg_ctl -D d -w -o "-k $PWD -c listen_addresses=''" start; } > /dev/null 2>&1; trap "${asAmy} $B/pg_ctl -D d -m immediate stop > /dev/null" EXIT;`;
const mariadb = String.raw`chown amy .; { mariadb-install-db --user=amy --datadir=$PWD/d --auth-root-authentication-method=normal; } > /dev/null 2>&1; mariadbd --no-defaults --user=amy --datadir=$PWD/d --skip-networking --socket=$PWD/s --pid-file=$PWD/pid > /dev/null 2>&1 & trap 'kill %1' EXIT; for i in $(seq 100); do [ -S s ] && break; sleep .1; done;`;

const passwords: PromptScene[] = [
  scene('password', 'sudo', 'sudo', `${asAmy} sudo -k ls`),
  scene('password', 'sudo-own-prompt', 'sudo', `${asAmy} sudo -k -p 'Kennwort von %u auf web1: ' ls`),
  scene('password', 'sudo-again', 'sudo', `${asAmy} sudo -k ls`, { typed: ['wrong'], stillMs: 4_000 }),
  scene('password', 'su', 'su', `${asAmy} su`),
  scene('password', 'passwd-current', 'passwd', `${asAmy} passwd`, shadow),
  scene('password', 'passwd-new', 'passwd', 'passwd amy', shadow),
  scene('password', 'passwd-retype', 'passwd', 'passwd amy', { ...shadow, typed: ['abc12345x'] }),
  ...LANGUAGES.map((language) =>
    scene('password', `su-${language}`, 'su', localised(language, `${asAmy} su`), pam),
  ),
  ...['de_DE', 'fr_FR', 'es_ES', 'ru_RU', 'ja_JP', 'pl_PL'].map((language) =>
    scene('password', `passwd-${language}`, 'passwd', localised(language, 'passwd amy'), pam),
  ),
  scene('password', 'ssh-password', 'ssh', `${sshTo} -o StrictHostKeyChecking=no amy@127.0.0.1`, ssh),
  scene('password', 'ssh-keygen-passphrase', 'ssh-keygen', 'ssh-keygen -f k', ssh),
  scene('password', 'ssh-key-passphrase', 'ssh-keygen', "ssh-keygen -q -f k -N 'abc def'; ssh-keygen -y -f k", ssh),
  scene('password', 'ssh-add', 'ssh-add', "ssh-keygen -q -f k -N 'abc def'; eval $(ssh-agent -s) > /dev/null; trap 'kill $SSH_AGENT_PID' EXIT; ssh-add k", ssh),
  scene('password', 'git-password', 'git', 'git -c credential.helper= ls-remote http://127.0.0.1:$WEB/x.git', { typed: ['amy'] }),
  scene('password', 'curl-password', 'curl', 'curl -u amy http://127.0.0.1:$WEB/'),
  scene('password', 'wget-password', 'wget', 'wget --user amy --ask-password http://127.0.0.1:$WEB/'),
  scene('password', 'openssl-key', 'openssl', 'openssl genrsa -aes256', { version: 'openssl version' }),
  scene('password', 'openssl-enc', 'openssl', 'openssl enc -aes-256-cbc -pbkdf2 -in /etc/hostname', { version: 'openssl version' }),
  scene('password', 'openssl-passwd', 'openssl', 'openssl passwd', { version: 'openssl version' }),
  scene('password', 'gpg-pinentry', 'gpg', `${gpg} echo hello > a; gpg --symmetric a`),
  scene('password', 'cryptsetup', 'cryptsetup', `${disk} cryptsetup luksFormat -q disk.img`),
  scene('password', 'zip-encrypt', 'zip', 'echo a > a; zip -e a.zip a', { version: 'zip -v | sed -n 2p' }),
  scene('password', 'unzip-encrypted', 'unzip', 'echo a > a; zip -qP x a.zip a; rm a; unzip a.zip', { version: 'unzip -v' }),
  scene('password', '7z-encrypt', '7z', 'echo a > a; 7z a -p a.7z a', { version: "7z | sed -n 2p" }),
  scene('password', 'psql-password', 'psql', 'psql -W -h 127.0.0.1 -p 1 -U amy db'),
  scene('password', 'createuser-password', 'createuser', 'createuser -P -h 127.0.0.1 -p 1 app'),
  scene('password', 'mariadb-password', 'mariadb', 'mariadb -p -h 127.0.0.1'),
  scene('password', 'mysql-secure-current', 'mariadb-secure-installation', `${mariadb} mariadb-secure-installation --no-defaults --socket=$PWD/s`, { version: 'mariadb --version' }),
  scene('password', 'getpass', 'python3', `python3 -c 'import getpass; getpass.getpass("Password for db: ")'`),
  scene('password', 'read-s', 'bash', `read -rs -p 'Your password: ' x`),
  scene('password', 'docker-login', 'docker', 'docker login -u amy 127.0.0.1:1'),
  scene('password', 'restic', 'restic', 'restic init -r r', { version: 'restic version' }),
  scene('password', 'age', 'age', 'echo a | age -p -o a.age'),
  scene('password', 'smbclient', 'smbclient', 'smbclient -U amy //127.0.0.1/x'),
  scene('password', 'keytool', 'keytool', 'keytool -genkeypair -keyalg RSA -alias a -keystore k', { version: 'java -version 2>&1' }),
];

const yesNo: PromptScene[] = [
  scene('yes-no', 'ssh-host-key', 'ssh', `${sshTo} amy@127.0.0.1`, ssh),
  scene('yes-no', 'apt-remove', 'apt-get', `${apt} remove lftp`, { preset: 'yes' }),
  ...['de_DE', 'fr_FR', 'es_ES', 'it_IT', 'nl_NL', 'pl_PL', 'ru_RU', 'pt_BR', 'sv_SE', 'tr_TR'].map((language) =>
    scene('yes-no', `apt-${language}`, 'apt-get', localised(language, `${apt} remove lftp`), { preset: 'yes' }),
  ),
  scene('yes-no', 'aptitude', 'aptitude', 'aptitude -o Dir::Bin::dpkg=/bin/true -o Debug::NoLocking=1 remove lftp', { stillMs: 8_000, preset: 'yes' }),
  scene('yes-no', 'ssh-keygen-overwrite', 'ssh-keygen', "ssh-keygen -q -N '' -f k; ssh-keygen -N '' -f k", ssh),
  scene('yes-no', 'mkfs-proceed', 'mke2fs', `${disk} mke2fs -q disk.img; mke2fs disk.img`, { version: 'mke2fs -V 2>&1', preset: 'no' }),
  scene('yes-no', 'fsck', 'e2fsck', `${disk} mke2fs -q disk.img; debugfs -w -R 'clri <11>' disk.img 2> /dev/null; e2fsck -f disk.img`, { version: 'e2fsck -V 2>&1', preset: 'yes' }),
  scene('yes-no', 'gpg-delete', 'gpg', `${gpg} gpg --batch --quick-gen-key --passphrase '' amy 2> /dev/null; gpg --delete-secret-keys amy`, { preset: 'no' }),
  scene('yes-no', 'adduser-correct', 'adduser', "trap 'deluser --quiet --remove-home earshotb > /dev/null 2>&1' EXIT; adduser --disabled-password earshotb", { typed: ['', '', '', '', ''], preset: 'yes' }),
  scene('yes-no', 'npm-ok', 'npm', 'npm init', { typed: ['', '', '', '', '', '', '', '', '', ''], preset: 'yes' }),
  scene('yes-no', 'pip-uninstall', 'pip', 'python3 -m venv v; v/bin/pip uninstall pip', { version: 'python3 -m pip --version', preset: 'yes' }),
  scene('yes-no', 'rm-i', 'rm', 'touch a; rm -i a'),
  scene('yes-no', 'rm-many', 'rm', 'touch a b c d; rm -I a b c d'),
  scene('yes-no', 'rm-i-de', 'rm', localised('de_DE', 'touch a; rm -i a')),
  scene('yes-no', 'rm-i-fr', 'rm', localised('fr_FR', 'touch a; rm -i a')),
  scene('yes-no', 'cp-i', 'cp', 'touch a b; cp -i a b'),
  scene('yes-no', 'mv-i', 'mv', 'touch a b; mv -i a b'),
  scene('yes-no', 'ln-i', 'ln', 'touch a b; ln -i a b'),
  scene('yes-no', 'gzip', 'gzip', 'echo a > a; gzip -k a; gzip -k a'),
  scene('yes-no', 'zstd', 'zstd', 'echo a > a; zstd -qk a; zstd -k a'),
  scene('yes-no', 'patch-reversed', 'patch', 'seq 3 > a; seq 4 > b; diff -u a b > p; cp b a; patch a < p', { preset: 'no' }),
  scene('yes-no', 'createuser-superuser', 'createuser', 'createuser --interactive -h 127.0.0.1 -p 1 app'),
  scene('yes-no', 'mysql-secure-socket', 'mariadb-secure-installation', `${mariadb} mariadb-secure-installation --no-defaults --socket=$PWD/s`, { version: 'mariadb --version', typed: [''], preset: 'yes' }),
  scene('yes-no', 'parted-yes-no', 'parted', `${disk} parted -s disk.img mklabel gpt; parted disk.img mklabel msdos`),
  scene('yes-no', 'gdb-quit', 'gdb', 'gdb -q -nx -iex "set debuginfod enabled off" -ex starti -ex quit /bin/true'),
  scene('yes-no', 'gdb-pending', 'gdb', 'gdb -q -nx -ex "break nowhere" /bin/true', { preset: 'no' }),
  scene('yes-no', 'git-difftool', 'git', `${gitRepo} git difftool -t vimdiff`, { preset: 'yes' }),
  scene('yes-no', 'read-p', 'bash', `read -rp 'Deploy to production? [y/N] ' x`, { preset: 'no' }),
  scene('yes-no', 'tar-confirm', 'tar', 'touch x; tar -cwf a.tar x'),
  scene('yes-no', 'xargs-p', 'xargs', 'echo a | xargs -p rm'),
  scene('yes-no', 'find-ok', 'find', "touch a; find . -name a -ok rm '{}' ';'"),
  scene('yes-no', 'gdisk-write', 'gdisk', `${disk} gdisk disk.img`, { version: 'dpkg-query -W gdisk', typed: ['n', '', '', '', '', 'w'] }),
  scene('yes-no', 'cpan', 'cpan', 'HOME=$PWD cpan', { version: 'perl --version | sed -n 2p', preset: 'yes' }),
  scene('yes-no', 'read-p-remove', 'bash', `read -rp 'Remove 3 packages (Y/n)? ' x`, { preset: 'yes' }),
  scene('yes-no', 'pass-rm', 'pass', 'export PASSWORD_STORE_DIR=$PWD/s; mkdir s; echo > s/a.gpg; pass rm a', { version: 'pass version | sed -n 4p', preset: 'no' }),
];

const choices: PromptScene[] = [
  scene('choice', 'dpkg-conffile', 'dpkg', deb, { choices: ['Y', 'I', '*N', 'O', 'D', 'Z'] }),
  scene('choice', 'bash-select', 'bash', "select x in alpha beta gamma; do break; done", { choices: ['1', '2', '3'] }),
  scene('choice', 'tzselect', 'tzselect', 'tzselect', { choices: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'] }),
  scene('choice', 'fsck-fat', 'fsck.fat', `${disk} mkfs.fat disk.img > /dev/null; printf '\\001' | dd of=disk.img bs=1 seek=37 conv=notrunc status=none; fsck.fat disk.img`, { version: 'dpkg-query -W dosfstools', choices: ['1', '2'] }),
  scene('choice', 'update-alternatives', 'update-alternatives', 'mkdir alts adm; cp /bin/true a; cp /bin/true b; for i in a b; do update-alternatives --quiet --altdir $PWD/alts --admindir $PWD/adm --install $PWD/link demo $PWD/$i 10; done; update-alternatives --altdir $PWD/alts --admindir $PWD/adm --config demo', { choices: ['*0', '1', '2'] }),
  scene('choice', 'gpg-kind', 'gpg', `${gpg} gpg --full-gen-key`, { choices: ['1', '2', '3', '4', '14'] }),
  scene('choice', 'gpg-okay', 'gpg', `${gpg} gpg --gen-key`, { typed: ['Amy Long', 'amy@web1.example'], choices: ['N', 'E', 'O', 'Q'] }),
  scene('choice', 'fdisk-type', 'fdisk', `${disk} fdisk disk.img`, { typed: ['n'], choices: ['*p', 'e'] }),
  scene('choice', 'certbot', 'certbot', 'certbot certonly --config-dir c --work-dir w --logs-dir l', { choices: ['1', '2'] }),
  scene('choice', 'unzip-replace', 'unzip', 'echo a > a; zip -q a.zip a; unzip a.zip', { version: 'unzip -v', choices: ['y', 'n', 'A', 'N', 'r'] }),
  scene('choice', '7z-replace', '7z', 'echo a > a; 7z a a.7z a > /dev/null; 7z x a.7z', { version: '7z | sed -n 2p', choices: ['Y', 'N', 'A', 'S', 'u', 'Q'] }),
  scene('choice', 'git-add-p', 'git', `${gitRepo} git add -p`, { choices: ['y', 'n', 'q', 'a', 'd', 'j', 'J', 'g', '/', 'e', '?'] }),
  scene('choice', 'git-clean-i', 'git', `${gitRepo} touch x; git clean -i`, { choices: ['1', '2', '3', '4', '5', '6'] }),
  scene('text', 'visudo', 'visudo', "printf '#!/bin/sh\\necho nonsense >> \"$2\"\\n' > e; chmod +x e; cp /etc/sudoers s; EDITOR=$PWD/e visudo -f s", { version: 'sudo --version' }),
  scene('choice', 'parted-ignore', 'parted', `${disk} parted -s disk.img mklabel gpt; truncate -s 30M disk.img; parted disk.img print`, { choices: ['Fix', 'Ignore'] }),
  scene('choice', 'debconf-readline', 'debconf', 'PATH=$PATH:/usr/sbin DEBIAN_FRONTEND=readline dpkg-reconfigure -freadline tzdata', { version: 'dpkg-query -W debconf', choices: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] }),
];

const others: PromptScene[] = [
  scene('text', 'git-username', 'git', 'git -c credential.helper= ls-remote http://127.0.0.1:$WEB/x.git'),
  scene('text', 'input', 'python3', `python3 -c 'input("What is your name? ")'`),
  scene('text', 'npm-init', 'npm', 'npm init'),
  scene('text', 'npm-init-version', 'npm', 'npm init', { typed: [''] }),
  scene('text', 'ssh-keygen-file', 'ssh-keygen', 'ssh-keygen', ssh),
  scene('text', 'openssl-req', 'openssl', 'openssl req -new -newkey rsa:2048 -nodes -keyout k', { version: 'openssl version' }),
  scene('text', 'openssl-req-state', 'openssl', 'openssl req -new -newkey rsa:2048 -nodes -keyout k', { version: 'openssl version', typed: ['DE'] }),
  scene('text', 'cryptsetup-sure', 'cryptsetup', `${disk} cryptsetup luksFormat disk.img`),
  scene('text', 'gpg-name', 'gpg', `${gpg} gpg --gen-key`),
  scene('text', 'gpg-bits', 'gpg', `${gpg} gpg --full-gen-key`, { typed: ['1'] }),
  scene('text', 'chfn', 'chfn', 'chfn amy', shadow),
  scene('text', 'chsh', 'chsh', 'chsh amy', shadow),
  scene('text', 'adduser-name', 'adduser', "trap 'deluser --quiet --remove-home earshotc > /dev/null 2>&1' EXIT; adduser --disabled-password earshotc"),
  scene('text', 'fdisk-partition', 'fdisk', `${disk} fdisk disk.img`, { typed: ['n', 'p'] }),
  scene('text', 'parted-name', 'parted', `${disk} parted -s disk.img mklabel gpt; parted disk.img mkpart`),
  scene('text', 'docker-username', 'docker', 'docker login 127.0.0.1:1'),
  scene('text', 'createuser-name', 'createuser', 'createuser --interactive -h 127.0.0.1 -p 1'),
  scene('text', 'patch-file', 'patch', "printf -- '--- nofile\\n+++ nofile2\\n@@ -1 +1 @@\\n-a\\n+b\\n' | patch"),
  scene('text', 'unzip-rename', 'unzip', 'echo a > a; zip -q a.zip a; unzip a.zip', { version: 'unzip -v', typed: ['r'] }),
  scene('text', 'read-text', 'bash', `read -rp 'Enter the name of the host: ' x`),
  scene('text', 'keytool-name', 'keytool', 'keytool -genkeypair -keyalg RSA -alias a -keystore k', { version: 'java -version 2>&1', typed: ['abc12345', 'abc12345'] }),
  scene('text', 'top-kill', 'top', 'top -p $$', { version: 'top -v', typed: ['\u{1b}k'] }),
  scene('text', 'fzf-inline', 'fzf', 'ls /usr | fzf --height 6'),
  scene('key', 'read-key', 'bash', `read -rsn1 -p 'Press any key to continue . . .' x`),
  scene('key', 'read-enter', 'bash', `read -rp 'Press ENTER to continue...' x`),
  scene('key', 'git-mergetool', 'git', 'git init -q; git config user.name A; git config user.email a@b; echo a > a; git add a; git commit -qm 1; git checkout -qb x; echo b > a; git commit -qam 2; git checkout -q -; echo c > a; git commit -qam 3; git merge -q x > /dev/null; git mergetool -t vimdiff --prompt'),
  scene('pager', 'less', 'less', 'less -X /etc/services'),
  scene('pager', 'less-file', 'less', 'cp /etc/services notes.txt; less -X notes.txt /etc/passwd'),
  scene('pager', 'less-end', 'less', 'seq 100 | less -X +G'),
  scene('pager', 'less-m', 'less', 'less -X -M /etc/services', { typed: ['\u{1b} '] }),
  scene('pager', 'more', 'more', 'more /etc/services'),
  scene('pager', 'man', 'man', 'LESS=-X man ls'),
  scene('pager', 'man-alternate', 'man', 'man ls'),
  scene('pager', 'git-log', 'git', `${gitRepo} for i in $(seq 40); do git commit -q --allow-empty -m $i; done; git -c core.pager='less -X' log`),
  scene('pager', 'gdb-pager', 'gdb', 'gdb -q -nx -ex "show" /bin/true'),
  scene('pager', 'busybox-more', 'busybox', 'busybox more /etc/services', { version: 'busybox' }),
  scene('screen', 'whiptail-yesno', 'whiptail', 'whiptail --yesno "Install it now?" 8 40'),
  scene('screen', 'whiptail-menu', 'whiptail', 'whiptail --menu "Which one?" 12 40 3 a Alpha b Beta c Gamma'),
  scene('screen', 'dialog-menu', 'dialog', 'dialog --menu "Which one?" 12 40 3 a Alpha b Beta c Gamma'),
  scene('screen', 'top', 'top', 'top -p $$', { version: 'top -v' }),
  scene('screen', 'fzf', 'fzf', 'ls /usr | fzf'),
  scene('screen', 'gh-login', 'gh', 'HOME=$PWD gh auth login'),
];

const entries: PromptScene[] = [
  scene('entry', 'python', 'python3', 'python3 -q'),
  scene('entry', 'python-more', 'python3', 'python3 -q', { typed: ['if 1:'] }),
  scene('entry', 'ipython', 'ipython3', 'ipython3 --no-banner'),
  scene('entry', 'pdb', 'python3', "echo 'x = 1' > a.py; python3 -m pdb a.py"),
  scene('entry', 'node', 'node', 'node'),
  scene('entry', 'node-more', 'node', 'node', { typed: ['if (1) {'] }),
  scene('entry', 'irb', 'irb', 'irb'),
  scene('entry', 'php', 'php', 'php -a'),
  scene('entry', 'lua', 'lua5.4', 'lua5.4', { version: 'lua5.4 -v' }),
  scene('entry', 'perl-debugger', 'perl', "perl -de '1'", { version: 'perl --version | sed -n 2p' }),
  scene('entry', 'sqlite', 'sqlite3', 'sqlite3'),
  scene('entry', 'sqlite-more', 'sqlite3', 'sqlite3', { typed: ['select'] }),
  scene('entry', 'gdb', 'gdb', 'gdb -q -nx'),
  scene('entry', 'psql', 'psql', `${postgres} psql -h $PWD -U amy postgres`),
  scene('entry', 'psql-more', 'psql', `${postgres} psql -h $PWD -U amy postgres`, { typed: ['select'] }),
  scene('entry', 'mariadb', 'mariadb', `${mariadb} mariadb --no-defaults -S $PWD/s -u root mysql`),
  scene('entry', 'mariadb-more', 'mariadb', `${mariadb} mariadb --no-defaults -S $PWD/s -u root mysql`, { typed: ['select'] }),
  scene('entry', 'ftp', 'tnftp', 'tnftp', { version: 'dpkg-query -W tnftp' }),
  scene('entry', 'lftp', 'lftp', 'lftp'),
  scene('entry', 'sftp', 'sftp', 'sftp -q -D /usr/lib/openssh/sftp-server', ssh),
  scene('entry', 'telnet', 'telnet', 'telnet', { version: 'dpkg-query -W inetutils-telnet' }),
  scene('entry', 'redis', 'redis-cli', 'redis-cli -p 1'),
  scene('entry', 'parted', 'parted', `${disk} parted disk.img`),
  scene('entry', 'fdisk', 'fdisk', `${disk} fdisk disk.img`),
  scene('entry', 'gdisk', 'gdisk', `${disk} gdisk disk.img`, { version: 'dpkg-query -W gdisk' }),
  scene('entry', 'at', 'at', 'at now + 1 day', { version: 'at -V 2>&1' }),
  scene('entry', 'ed', 'ed', "ed -p '* '"),
  scene('entry', 'jshell', 'jshell', 'jshell --feedback concise'),
  scene('entry', 'debugfs', 'debugfs', `${disk} debugfs disk.img`, { version: 'debugfs -V 2>&1' }),
];

/** Recorded after the rules were made, and first looked at with them. */
const later: PromptScene[] = [
  ...['it_IT', 'nl_NL', 'sv_SE', 'tr_TR', 'zh_CN', 'ko_KR', 'uk_UA', 'pt_BR'].map((language) =>
    scene('password', `passwd-${language}`, 'passwd', localised(language, 'passwd amy'), pam),
  ),
  ...['de_DE', 'fr_FR', 'it_IT', 'ja_JP'].map((language) =>
    scene('password', `sudo-${language}`, 'sudo', localised(language, `${asAmy} sudo -k ls`)),
  ),
  ...['es_ES', 'it_IT', 'pl_PL', 'ru_RU', 'ja_JP', 'nl_NL'].map((language) =>
    scene('yes-no', `rm-i-${language}`, 'rm', localised(language, 'touch a; rm -i a')),
  ),
  ...['ja_JP', 'ko_KR', 'uk_UA', 'zh_CN'].map((language) =>
    scene('yes-no', `apt-${language}`, 'apt-get', localised(language, `${apt} remove lftp`), { preset: 'yes' }),
  ),
  scene('password', 'ssh-keygen-change', 'ssh-keygen', "ssh-keygen -q -f k -N 'abc def'; ssh-keygen -p -f k", ssh),
  scene('password', 'zip-verify', 'zip', 'echo a > a; zip -e a.zip a', { version: 'zip -v | sed -n 2p', typed: ['abc'] }),
  scene('password', 'openssl-pkcs12', 'openssl', 'openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out c -subj /CN=web1 2> /dev/null; openssl pkcs12 -export -inkey k -in c -out p', { version: 'openssl version' }),
  scene('password', 'cryptsetup-verify', 'cryptsetup', `${disk} cryptsetup luksFormat -q --verify-passphrase disk.img`, { typed: ['correct-horse-7'] }),
  scene('password', 'lftp-password', 'lftp', 'lftp -u amy 127.0.0.1'),
  scene('password', 'getpass-long', 'python3', `python3 -c 'import getpass; getpass.getpass("SUDO password[defaults to SSH password]: ")'`),
  scene('text', 'adduser-room', 'adduser', "trap 'deluser --quiet --remove-home earshotd > /dev/null 2>&1' EXIT; adduser --disabled-password earshotd", { typed: [''] }),
  scene('text', 'chfn-de', 'chfn', localised('de_DE', 'chfn amy'), shadow),
  scene('text', 'fdisk-sector', 'fdisk', `${disk} fdisk disk.img`, { typed: ['n', 'p', '1'] }),
  scene('text', 'gdisk-code', 'gdisk', `${disk} gdisk disk.img`, { version: 'dpkg-query -W gdisk', typed: ['n', '', '', ''] }),
  scene('text', 'openssl-req-common', 'openssl', 'openssl req -new -newkey rsa:2048 -nodes -keyout k', { version: 'openssl version', typed: ['', '', '', '', ''] }),
  scene('text', 'parted-start', 'parted', `${disk} parted -s disk.img mklabel gpt; parted disk.img mkpart`, { typed: ['', ''] }),
  scene('text', 'npm-entry-point', 'npm', 'npm init', { typed: ['', '', ''] }),
  scene('text', 'input-no-colon', 'python3', `python3 -c 'input("How many? ")'`),
  scene('text', 'gpg-expiry', 'gpg', `${gpg} gpg --full-gen-key`, { typed: ['1', '2048'] }),
  scene('yes-no', 'gpg-expiry-correct', 'gpg', `${gpg} gpg --full-gen-key`, { typed: ['1', '2048', '0'], preset: 'no' }),
  scene('yes-no', 'git-clean-ask', 'git', `${gitRepo} touch x; git clean -i`, { typed: ['4'], preset: 'no' }),
  scene('yes-no', 'mysql-secure-anonymous', 'mariadb-secure-installation', `${mariadb} mariadb-secure-installation --no-defaults --socket=$PWD/s`, { version: 'mariadb --version', typed: ['', 'n', 'n'], preset: 'yes' }),
  scene('choice', 'tzselect-country', 'tzselect', 'tzselect', { typed: ['3'], choices: ['1', '2'] }),
  scene('choice', 'gpg-curve', 'gpg', `${gpg} gpg --expert --full-gen-key`, { choices: ['1', '2', '3', '4', '7', '8', '9', '10', '11', '13', '14'] }),
  scene('choice', 'git-checkout-p', 'git', `${gitRepo} git checkout -p`, { choices: ['y', 'n', 'q', 'a', 'd', 'j', 'J', 'g', '/', 'e', '?'] }),
  scene('pager', 'less-middle', 'less', 'less -X /etc/services', { typed: ['\u{1b} '] }),
  scene('pager', 'man-middle', 'man', 'LESS=-X man bash', { typed: ['\u{1b} '] }),
  scene('pager', 'more-middle', 'more', 'more /etc/services', { typed: ['\u{1b} '] }),
];

/** All of them. */
export const promptScenes: readonly PromptScene[] = [
  ...passwords,
  ...yesNo,
  ...choices,
  ...others,
  ...entries,
  ...later,
];
