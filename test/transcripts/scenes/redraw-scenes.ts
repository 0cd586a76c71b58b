/** Recordings of programs that redraw lines in place: installers, builds, copies and downloads, from a slow loopback. */
import { prepared, PROMPT, run, type } from './scene.ts';
import type { Scene } from './scene.ts';

const BIG_FILE = String.raw`mkdir -p /srv/www; head -c 3000000 /dev/zero | tr '\0' x > /srv/www/release.tar`;

/** Two wheels (PEP 427) and their simple index (PEP 503); the larger one is slow. */
const WHEELS = String.raw`python3 - <<'X'
import os, zipfile
for name, size in (('demo_lib', 2500000), ('demo_tool', 1000)):
    folder = '/srv/www/pypi/' + name.replace('_', '-')
    os.makedirs(folder)
    file = name + '-1.4.2-py3-none-any.whl'
    info = name + '-1.4.2.dist-info/'
    needs = 'Requires-Dist: demo-lib>=1.0\n' if name == 'demo_tool' else ''
    with zipfile.ZipFile(folder + '/' + file, 'w') as wheel:
        wheel.writestr(name + '/__init__.py', '# ' + os.urandom(size // 2).hex())
        wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\nName: %s\nVersion: 1.4.2\n%s' % (name.replace('_', '-'), needs))
        wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\nGenerator: demo\nRoot-Is-Purelib: true\nTag: py3-none-any\n')
        wheel.writestr(info + 'RECORD', '')
    open(folder + '/index.html', 'w').write('<!doctype html><html><body><a href="%s">%s</a></body></html>' % (file, file))
X
export PIP_ROOT_USER_ACTION=ignore
printf '[global]\nindex-url = http://127.0.0.1:8080/pypi/\nbreak-system-packages = true\ndisable-pip-version-check = true\nroot-user-action = ignore\n' > /etc/pip.conf`;

/** A registry of two packages for npm. */
const NPM_REGISTRY = String.raw`npm config set registry http://127.0.0.1:8080/npm/ --location=user
npm config set update-notifier false --location=user
for name in demo-lib demo-tool; do
  mkdir -p /tmp/pack/package "/srv/www/npm/$name/-"
  needs='{}'; [ $name = demo-tool ] && needs='{"demo-lib":"^1.0.0"}'
  printf '{"name":"%s","version":"1.4.2","dependencies":%s}' $name "$needs" > /tmp/pack/package/package.json
  head -c 400000 /dev/urandom > /tmp/pack/package/data.bin
  tar -czf "/srv/www/npm/$name/-/$name-1.4.2.tgz" -C /tmp/pack package
  printf '{"name":"%s","dist-tags":{"latest":"1.4.2"},"versions":{"1.4.2":{"name":"%s","version":"1.4.2","dependencies":%s,"dist":{"tarball":"http://127.0.0.1:8080/npm/%s/-/%s-1.4.2.tgz"}}}}' $name $name "$needs" $name $name > "/srv/www/npm/$name/index.json"
done
mkdir app; printf '{"name":"app","version":"1.0.0","private":true,"scripts":{"build":"false"}}' > app/package.json`;

/** Four Debian packages and their index; the tool has a configuration file and a second version. */
const APT_REPOSITORY = String.raw`mkdir -p /srv/www/apt
make_package() {
  rm -rf /tmp/deb; mkdir -p /tmp/deb/DEBIAN /tmp/deb/usr/share/$1 /tmp/deb/etc
  head -c 600000 /dev/urandom > /tmp/deb/usr/share/$1/data
  printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: Amy <amy@example.org>\nDescription: demonstration\n' $1 $2 > /tmp/deb/DEBIAN/control
  if [ $1 = demo-tool ]; then
    echo 'Depends: demo-lib1, demo-lib2, demo-lib3' >> /tmp/deb/DEBIAN/control
    echo "port = 80 # from $2" > /tmp/deb/etc/demo-tool.conf
    echo /etc/demo-tool.conf > /tmp/deb/DEBIAN/conffiles
  fi
  printf '#!/bin/sh\nsleep 0.3\n' > /tmp/deb/DEBIAN/postinst; chmod 755 /tmp/deb/DEBIAN/postinst
  dpkg-deb -Zgzip -b /tmp/deb "/srv/www/apt/$1_$2.deb"
}
for n in 1 2 3; do make_package demo-lib$n 1.0; done
make_package demo-tool 1.0
index() { (cd /srv/www/apt && dpkg-scanpackages -m . > Packages); }
index
echo 'deb [trusted=yes] http://127.0.0.1:8080/apt ./' > /etc/apt/sources.list
apt-get update`;

const CARGO_PROJECT = String.raw`mkdir -p city/src city/parts
printf '[package]\nname = "city"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n' > city/Cargo.toml
for name in alpha beta gamma delta epsilon zeta; do
  mkdir -p city/parts/$name/src
  printf '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2021"\n' $name > city/parts/$name/Cargo.toml
  printf 'pub fn %s() -> u32 { 1 }\n' $name > city/parts/$name/src/lib.rs
  printf '%s = { path = "parts/%s" }\n' $name $name >> city/Cargo.toml
done
printf 'fn main() { println!("{}", alpha::alpha()); }\n' > city/src/main.rs`;

const GIT_REPOSITORY = String.raw`git config --global init.defaultBranch main; git config --global user.name Amy
git config --global user.email amy@example.org; git config --global protocol.file.allow always
mkdir /srv/project; cd /srv/project; git init -q
mkdir src; for n in $(seq 1200); do head -c 3000 /dev/urandom | base64 > src/part$n.txt; done
git add .; git commit -q -m 'first'; git config --global --add safe.directory '*'`;

const COPIES = String.raw`mkdir photos; for n in 1 2 3 4; do head -c 700000 /dev/urandom > photos/photo$n.jpg; done`;

/** Recordings of programs that draw their progress. */
export const redrawScenes: readonly Scene[] = [
  prepared('pip-install', WHEELS, run('pip install demo-tool')),
  prepared('pip-not-found', WHEELS, run('pip install nosuchpackage')),
  prepared('npm-install', NPM_REGISTRY, run('cd app'), run('npm install demo-tool')),
  prepared('npm-not-found', NPM_REGISTRY, run('cd app'), run('npm install nosuchpackage')),
  prepared('npm-run-fails', NPM_REGISTRY, run('cd app'), run('npm run build')),
  prepared('apt-install', APT_REPOSITORY, type('apt -o Dpkg::Progress-Fancy=1 install demo-tool', '[Y/n]'), run('y')),
  prepared('apt-get-install', APT_REPOSITORY, run('apt-get install -y demo-tool')),
  prepared('apt-update', APT_REPOSITORY, run('apt update')),
  prepared('apt-not-found', APT_REPOSITORY, run('apt install nosuchpackage')),
  prepared('apt-remove-refused', `${APT_REPOSITORY}\napt-get install -y demo-tool`, type('apt remove demo-lib1', '[Y/n]'), run('n')),
  prepared(
    'dpkg-conffile',
    `${APT_REPOSITORY}\napt-get install -y demo-tool\necho 'port = 8080' > /etc/demo-tool.conf\nmake_package demo-tool 2.0\nindex\napt-get update`,
    type('apt-get install -y demo-tool', '[default=N]'),
    type('d', '[default=N]'),
    run('n'),
  ),
  prepared('cargo-build', CARGO_PROJECT, run('cd city'), run('cargo build')),
  prepared('cargo-error', `${CARGO_PROJECT}\necho 'fn main() { let n: u32 = "one"; }' > city/src/main.rs`, run('cd city'), run('cargo build')),
  prepared('rsync-progress', COPIES, run('rsync -a --info=progress2 --bwlimit=1500 photos/ copy')),
  prepared('rsync-files', COPIES, run('rsync -av --progress --bwlimit=2000 photos/ copy')),
  prepared('curl-download', BIG_FILE, run('curl -O http://127.0.0.1:8080/release.tar')),
  prepared('curl-bar', BIG_FILE, run('curl -# -O http://127.0.0.1:8080/release.tar')),
  prepared('curl-refused', BIG_FILE, run('curl -O http://127.0.0.1:9/nothing')),
  prepared('wget-download', BIG_FILE, run('wget http://127.0.0.1:8080/release.tar')),
  prepared('wget-not-found', BIG_FILE, run('wget http://127.0.0.1:8080/nothing.tar')),
  prepared('git-clone', GIT_REPOSITORY, run('git clone file:///srv/project work')),
  prepared('git-clone-fails', GIT_REPOSITORY, run('git clone file:///srv/nothing')),
  prepared('dd-progress', 'true', run('dd if=/dev/urandom of=/tmp/noise bs=1M count=1200 status=progress')),
  prepared('scp-copy', COPIES, type('scp -o StrictHostKeyChecking=no -l 16000 photos/*.jpg amy@127.0.0.1:', 'password:'), {
    input: { kind: 'secret', text: 'hunter2secret' },
    until: PROMPT,
  }),
];
