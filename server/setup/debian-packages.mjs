/** Sees to the programs that the tests drive: SSH servers, shells, a browser and a screen reader. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { runQuietly } from './run-quietly.mjs';
import { SetupStop } from './setup-stop.mjs';

const wanted = [
  'openssh-server',
  'zsh',
  'fish',
  'dash',
  'busybox',
  'mksh',
  'chromium',
  'xvfb',
  'openbox',
  'xdotool',
  'dbus-x11',
  'at-spi2-core',
  'orca',
];

/** Waits for another apt instead of failing; root file systems in containers often run one at their start. */
const aptFlags = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];

/** Gives the wanted packages that are not installed, or undefined where Debian's package list is not kept. */
function missingPackages() {
  if (!existsSync('/usr/bin/dpkg-query')) return undefined;
  let listing = '';
  try {
    const format = '${db:Status-Status} ${Package}\n';
    const args = ['--show', `--showformat=${format}`, ...wanted];
    listing = execFileSync('/usr/bin/dpkg-query', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // It exits with 1 when a package is unknown, and lists the others all the same.
    listing = /** @type {{ stdout?: string }} */ (error).stdout ?? '';
  }
  const lines = listing.split('\n');
  return wanted.filter((name) => !lines.includes(`installed ${name}`));
}

/**
 * Runs apt-get and stops with what it said when it fails.
 * @param {readonly string[]} args
 */
async function runApt(args) {
  const { isFine, output } = await runQuietly({
    program: '/usr/bin/apt-get',
    args: [...aptFlags, ...args],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    reminder: 'Still installing programs for the tests.',
  });
  if (isFine) return;
  console.error(output.trim());
  throw new SetupStop(
    'The programs for the tests could not be installed. Above is what apt-get said.',
  );
}

/**
 * Installs the Debian packages that the tests need when this is root on Debian, else stops with one sentence that
 * names them. Prints one sentence when there is work.
 */
export async function installDebianPackages() {
  const missing = missingPackages();
  if (missing === undefined) {
    throw new SetupStop(
      `The whole test suite runs on Debian, with these packages: ${wanted.join(', ')}. Elsewhere, run npm run check.`,
    );
  }
  const isRoot = process.getuid?.() === 0;
  // sshd wants this folder, which a service manager would have made.
  if (isRoot) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  if (missing.length === 0) return;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    throw new SetupStop(
      `The tests need more programs. Run: sudo apt-get install --no-install-recommends ${missing.join(' ')}`,
    );
  }
  console.log(`Installing programs for the tests: ${missing.join(', ')}.`);
  await runApt(['update']);
  await runApt(['install', '--yes', '--no-install-recommends', ...missing]);
}
