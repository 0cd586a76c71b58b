/**
 * Commands whose output stands still and asks nothing: whole, without its last line end, cut off in the middle of a
 * line as a stalled pipe cuts it, and programs at work. record-prompts.ts runs them.
 */

/** One output that asks nothing; `run` may use `$PORT` and `$WEB` as the prompts do. */
export interface OrdinaryCommand {
  readonly name: string;
  readonly run: string;
}

const repository =
  'git init -q; git config user.name A; git config user.email a@b; seq 9 > a; git add a; git commit -qm one; seq 3 12 > a; git commit -qam two; echo x > b';
const prices = String.raw`printf 'Apples: 3 $\nPears: 12 $\nShipping? free\nTotal: 15 $'`;
const heredoc = String.raw`cat <<'END'
Welcome to the installer. It will ask: do you agree? [y/N]
Type yes to go on, or press any key to leave.
Password: is what you are asked next.
Nothing here waits
END
printf 'ready when you are'`;
const questions = String.raw`printf '12:01:03 worker[7]: retry? no, gave up (y/n was not answered)\n12:01:04 worker[7]: password prompt was not shown\n12:01:05 worker[7]: still '`;

/** Commands that print several lines, by name. */
const outputs: Readonly<Record<string, string>> = {
  ls: 'ls -l /usr',
  'ls-columns': 'ls -C /usr/bin | head -50',
  free: 'free -h',
  passwd: 'cat /etc/passwd',
  services: 'head -80 /etc/services',
  fstab: 'cat /etc/fstab /etc/login.defs',
  sshd: 'cat /etc/ssh/sshd_config',
  sudoers: 'cat /etc/sudoers',
  pam: 'cat /etc/pam.d/common-password /etc/pam.d/su',
  adduser: 'cat /etc/adduser.conf',
  bashrc: 'cat /etc/skel/.bashrc',
  profile: 'cat /etc/profile /etc/bash.bashrc',
  'os-release': 'cat /etc/os-release',
  meminfo: 'cat /proc/meminfo',
  status: 'cat /proc/self/status',
  copyright: 'cat /usr/share/doc/bash/copyright',
  'copyright-sudo': 'cat /usr/share/doc/sudo/copyright',
  gpl: 'cat /usr/share/common-licenses/GPL-3',
  'help-tar': 'tar --help',
  'help-ssh-keygen': 'ssh-keygen -? 2>&1',
  'help-sudo': 'sudo --help',
  'help-passwd': 'passwd --help',
  'help-git': 'git help -a | cat',
  'help-rm': 'rm --help',
  'help-apt': 'apt-get --help',
  'help-fdisk': 'fdisk --help',
  'help-npm': 'npm help',
  'help-python': 'python3 --help',
  'help-curl': 'curl --help all',
  'help-gpg': 'gpg --help',
  'help-read': 'bash -c "help read select"',
  'man-sudo': 'MANWIDTH=90 man sudo | cat',
  'man-passwd': 'MANWIDTH=90 man passwd | cat',
  'man-ssh': 'MANWIDTH=90 man ssh | cat',
  'man-less': 'MANWIDTH=90 man less | cat',
  'man-dialog': 'MANWIDTH=90 man dialog | cat',
  'apt-show': 'apt-cache show bash',
  'apt-search': 'apt-cache search prompt | head -40',
  'apt-simulated': 'apt-get -s remove bc',
  dpkg: 'dpkg -l | head -60',
  'dpkg-status': 'dpkg -s bash sudo',
  'dpkg-files': 'dpkg -L bash',
  'git-log': `${repository}; git log | cat`,
  'git-status': `${repository}; git status`,
  'git-diff': `${repository}; git diff HEAD~1 | cat`,
  'git-help': 'git push --help | cat',
  json: 'python3 -c \'import json; print(json.dumps({"name": "demo", "password": "Password: ", "ask": ["yes", "no"], "price": 3.5}, indent=2))\'',
  'json-flat': 'cat /usr/share/nodejs/npm/package.json /usr/lib/node_modules/npm/package.json 2> /dev/null',
  yaml: "printf 'services:\\n  web:\\n    image: demo\\n    ports:\\n      - 80\\n    environment:\\n      PASSWORD: x\\n'",
  csv: "seq 40 | awk '{print $1 \";item \" $1 \";\" $1 * 1.5 \" EUR\"}'",
  python: "python3 -c 'import this'",
  traceback: "python3 -c 'import json; json.loads(\"{\")' 2>&1",
  'pip-show': 'python3 -m pip show pip',
  node: "node -e 'console.log(process.versions, process.memoryUsage())'",
  gcc: "printf 'int main() { retrun 0; }\\n' > a.c; gcc a.c 2>&1",
  'gcc-v': 'gcc -v 2>&1',
  make: "printf 'all: a b c\\na b c:\\n\\t@echo Building $@ ...; echo CC $@.o; touch $@\\n' > Makefile; make; make -n -B",
  seq: 'seq 200',
  dates: 'for i in $(seq 20); do date -d "2026-01-$i"; done',
  calendar: 'cal 2026 2> /dev/null || date',
  openssl: 'openssl req -new -x509 -newkey rsa:2048 -nodes -keyout k -subj /CN=web1 2> /dev/null | openssl x509 -text',
  'openssl-help': 'openssl enc -help 2>&1',
  'ssh-debug': 'ssh -v -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -p $PORT amy@127.0.0.1 2>&1',
  'curl-head': 'curl -si http://127.0.0.1:$WEB/',
  'curl-verbose': 'curl -sv http://127.0.0.1:$WEB/ 2>&1',
  wget: 'wget -O- http://127.0.0.1:$WEB/ 2>&1',
  psql: 'psql --help',
  mariadb: 'mariadb --help 2>&1 | head -150',
  sqlite: "sqlite3 -box :memory: 'select 1 as a, 2 as b union select 3, 4'",
  stty: 'stty -a',
  locale: 'locale -a; locale',
  timezones: 'ls /usr/share/zoneinfo | head -60',
  sfdisk: 'truncate -s 20M d; echo ,, | sfdisk d 2>&1; sfdisk -l d',
  fsck: 'truncate -s 20M d; mke2fs -q d; e2fsck -fn d 2>&1',
  mkfs: 'truncate -s 20M d; mke2fs d 2>&1',
  words: heredoc,
  prices,
  questions,
  readme: "sed -n 1,80p /usr/share/doc/git/README.md 2> /dev/null || cat /usr/share/doc/less/README*",
  news: 'zcat /usr/share/doc/sudo/NEWS*.gz 2> /dev/null | head -80 || zcat /usr/share/doc/bash/*.gz | head -80',
  changelog: 'zcat /usr/share/doc/bash/changelog.Debian.gz | head -60',
  faq: 'zcat /usr/share/doc/bash/FAQ.gz 2> /dev/null | head -150 || MANWIDTH=80 man bash | head -150',
};

/** Bytes after which a stalled pipe would leave a line unfinished. */
const CUTS = [311, 733, 1_777, 2_903];

const wholes = Object.entries(outputs).map(([name, run]) => ({ name: `${name}-whole`, run }));
const unfinished = Object.entries(outputs).flatMap(([name, run]) => [
  { name: `${name}-no-end`, run: `printf %s "$(${run})"` },
  ...CUTS.map((cut) => ({ name: `${name}-${String(cut)}`, run: `{ ${run}\n} | head -c ${String(cut)}` })),
]);

/** Programs at work: what they print stands still for a while. */
const working: Readonly<Record<string, string>> = {
  'configure-checks': "printf 'checking for gcc... gcc\\nchecking whether the C compiler works... '",
  dots: "printf 'Waiting for the database'; for i in 1 2 3; do printf .; sleep .2; done",
  'dots-space': "printf 'Starting web server ... '",
  percent: "printf 'Downloading demo.tar.gz  41%%'",
  bar: "printf '\\r[=========>          ] 12/80'",
  spinner: "for c in '|' / - '\\\\'; do printf '\\r%s building' \"$c\"; sleep .1; done",
  'spinner-end': "printf 'Solving environment: |'",
  curl: "curl -o /dev/null --limit-rate 1k file:///etc/services 2>&1 & sleep 4; kill -STOP $!",
  wget: "dd if=/dev/zero bs=1M count=3 of=f status=none; python3 -m http.server 0 --bind 127.0.0.1 2> /dev/null > p & sleep 1; kill %1; printf 'f   32%%[=====>       ]   1.00M  20.1KB/s    eta 1m 40s'",
  pv: "dd if=/dev/zero of=/dev/null bs=1M count=200 status=progress",
  rsync: "printf '     32,768   3%%  128.00kB/s    0:00:07  '",
  'git-clone': `${repository}; git clone --progress . copy`,
  'git-gc': `${repository}; git gc`,
  'pip-download': "printf '     \\xe2\\x94\\x81\\xe2\\x94\\x81\\xe2\\x94\\x81\\xe2\\x94\\x81 3.2/10.4 MB 1.1 MB/s eta 0:00:07'",
  venv: 'python3 -m venv v && v/bin/python -m pip --version',
  npm: "echo '{}' > package.json; npm install --offline 2>&1",
  'npm-spinner': "printf '\\xe2\\xa0\\x8b idealTree: timing idealTree Completed in 32ms'",
  apt: 'apt-get download --print-uris bash | cut -d " " -f 2-',
  'apt-reading': "printf 'Reading package lists... 41%%'",
  'apt-progress': "printf 'Unpacking demo (1.0) ...\\n\\rProgress: [ 41%%] [########............] '",
  'tail-f': 'tail -n 20 -f /etc/services',
  'tail-f-unfinished': "printf 'one\\ntwo: three' > log; tail -f log",
  journal: "printf 'Nov 23 00:10:11 web1 sshd[812]: Accepted publickey for amy from 10.0.0.7 port 50122 ssh2: '",
  'kernel-log': "printf '[    1.234567] usb 1-1: new high-speed USB device number 2 using xhci_hcd'",
  'dev-server': "printf '  Local:   http://localhost:5173/\\n  Network: use --host to expose\\n  press h + enter to show help\\n'",
  'python-server': 'timeout 25 python3 -u -m http.server 0 --bind 127.0.0.1',
  nc: 'timeout 25 nc -l 127.0.0.1 2>&1 || true',
  ping: "ping -c 3 127.0.0.1 2>&1 || echo no ping",
  'ssh-wait': "printf 'Connecting to web1.example ... '",
  sleep: "printf 'Sleeping for 10 s'",
  countdown: "for i in 3 2 1; do printf '\\rRetrying in %d s ' $i; sleep .3; done",
  tests: "printf 'test one ... ok\\ntest two ... '",
  'mocha-dots': "printf '  \\xe2\\x80\\xa4\\xe2\\x80\\xa4\\xe2\\x80\\xa4\\xe2\\x80\\xa4'",
  'pytest-line': "printf 'tests/test_a.py ....F..                                    [ 41%%]\\ntests/test_b.py ..'",
  cargo: "printf '   Compiling demo v0.1.0\\n    Building [=====>          ] 12/80: serde, syn'",
  docker: "printf 'Step 3/9 : RUN make\\n ---> Running in 0a1b2c3d4e5f'",
  ansible: "printf 'TASK [demo : install] ***************\\nok: [web1]\\nchanged: [web2]'",
  terraform: "printf 'aws_instance.web: Still creating... [10s elapsed]'",
  backup: "printf 'Backing up /home/amy (3 of 12) '",
  'copy-name': "printf 'Copying big.iso '",
  version: "printf 'v1.2.3'",
  hash: "printf %s \"$(sha256sum < /etc/services)\"",
  base64: 'base64 -w 0 /etc/login.defs',
  'uuid-no-end': 'printf %s "$(cat /proc/sys/kernel/random/uuid)"',
  'http-answer': "printf 'HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: '",
  'json-no-end': "printf '{\"question\":\"Continue? [y/N]\",\"answer\":null}'",
  'json-array': "printf '[1, 2, 3]'",
  'json-cut': "printf '{\"password\": \"'",
  'sql-dump': "printf 'INSERT INTO users VALUES (1, '",
  'html-cut': "printf '<html><body><p>Password: <input name=password></p>'",
  xml: "printf '<?xml version=\"1.0\"?><a><b>1</b></a>'",
  'shell-text': "printf 'echo \"Continue? (y/n)\"; read answer; case $answer in'",
  'price-end': "printf 'You pay 12 $'",
  'question-in-log': "printf '2026-11-23 10:00:01 WARN  config missing? using defaults'",
  'log-colon': "printf '2026-11-23T10:00:01Z INFO  starting worker: '",
  'log-level': "printf 'INFO:root:connecting to db: '",
  'log-bracket': "printf '[2026-11-23 10:00:01] [info]'",
  'email-text': "printf 'Dear Amy,\\n\\nhave you changed your password? If not, please do.\\n\\nYours\\nBob'",
  haiku: "printf 'an old silent pond\\na frog jumps into the pond\\nsplash! silence again'",
  'menu-text': "printf 'Today:\\n 1) soup\\n 2) salad\\n 3) bread\\nEnjoy your meal'",
  greater: "printf 'a -> b -> '",
  arrow: "printf 'moved /a => /b'",
  prompt: "printf 'amy wrote> hello there'",
  time: 'time sleep 0.1',
  true: 'true',
  'empty-lines': "printf '\\n\\n\\n'",
  blanks: "printf '      '",
  colours: "printf '\\033[31mred\\033[0m \\033[1mbold\\033[0m'",
};

/** All of them. */
export const ordinaryCommands: readonly OrdinaryCommand[] = [
  ...Object.entries(working).map(([name, run]) => ({ name: `work-${name}`, run })),
  ...unfinished,
  ...wholes.filter((_, index) => index % 3 === 0),
];
