/**
 * Makes the command of an SSH exec request (RFC 4254 section 6.5) that starts a shell with marks. The account's
 * login shell reads it; the shell's own script travels in base64, so nothing in it needs quoting.
 *
 * Who learns the secret: for the milliseconds of the start whoever lists the server's processes at that moment, and
 * for as long as the shell lives programs of the same account that read its memory or its variables. Its children
 * find it in no environment, descriptor or file.
 */
import { bashMarksScript } from './bash-marks.ts';
import { fishMarksScript } from './fish-marks.ts';
import { posixMarksScript } from './posix-marks.ts';
import { isMarksSecret } from './prompt-marks.ts';
import { zshMarksScript } from './zsh-marks.ts';

/** A path that needs no quoting in any shell. */
const SAFE_PATH = /^\/[A-Za-z0-9._/+-]{1,200}$/;

/**
 * The command for the shell at `shellPath` (the account's `$SHELL`), or null when that shell cannot be
 * integrated: the session then asks for a plain shell. The secret is letters and digits, at least 16.
 */
export function shellStartCommand(shellPath: string, marksSecret: string): string | null {
  if (!SAFE_PATH.test(shellPath) || !isMarksSecret(marksSecret)) return null;
  const start = starts.get(shellPath.slice(shellPath.lastIndexOf('/') + 1));
  return start === undefined ? null : start(shellPath, marksSecret);
}

const posix = (shellPath: string, secret: string): string =>
  posixStart(shellPath, base64(posixMarksScript(secret)));

/** How each shell is started, by the name of its program. */
const starts: ReadonlyMap<string, (shellPath: string, secret: string) => string> = new Map([
  ['bash', (shellPath, secret) => bashStart(shellPath, base64(bashMarksScript(secret)))],
  ['zsh', (shellPath, secret) => zshStart(shellPath, base64(zshMarksScript(secret)))],
  ['fish', (shellPath, secret) => fishStart(shellPath, base64(fishMarksScript(secret)))],
  ['sh', posix],
  ['ash', posix],
  ['dash', posix],
  ['mksh', posix],
  ['lksh', posix],
  ['busybox', (shellPath, secret) => posix(`${shellPath} ash`, secret)],
  ['earshot-practice-shell', (_path, secret) => `exec earshot-practice-shell --marks ${secret}`],
]);

/**
 * The script is read from a pipe; no file is made. Where base64 is missing, or bash is older than 4 and would read
 * nothing from a pipe, an ordinary login shell starts.
 */
function bashStart(shellPath: string, script: string): string {
  const can = `command -v base64 > /dev/null && [ "\${BASH_VERSINFO:-0}" -ge 4 ]`;
  const marked = `exec ${shellPath} --rcfile <(printf %s ${script} | base64 -d) -i`;
  return `${can} && ${marked}; exec ${shellPath} -l -i`;
}

/**
 * zsh reads its start files from a folder only; the script removes it as its first act. Where the system names a
 * folder of its own before, the script would stay behind unread, and an ordinary login shell starts.
 */
function zshStart(shellPath: string, script: string): string {
  const folder = "! grep -qs '^[^#]*ZDOTDIR=' /etc/zshenv /etc/zsh/zshenv && d=$(mktemp -d)";
  const write = `printf %s ${script} | base64 -d > "$d/.zshenv" && [ -s "$d/.zshenv" ]`;
  const start = `EARSHOT_ZDOTDIR="$ZDOTDIR" ZDOTDIR="$d" exec ${shellPath} -l -i`;
  const clear = 'rm -f -- "$d/.zshenv"; rmdir -- "$d"';
  return `${folder} && { { ${write}; } && ${start}; ${clear}; }; exec ${shellPath} -l -i`;
}

/** What fish is told to run is for everyone to read in the list of processes, so it names the descriptor only. */
function fishStart(shellPath: string, script: string): string {
  const read = String.raw`read -lz script < /dev/fd/9; eval \$script`;
  return startWithDescriptor(`${shellPath} -l -i -C "${read}"`, shellPath, script);
}

function posixStart(shell: string, script: string): string {
  return startWithDescriptor(`env EARSHOT_ENV="$ENV" ENV=/dev/fd/9 ${shell} -i`, shell, script);
}

/**
 * Starts a shell with its script on descriptor 9. A here-document is a pipe in dash and busybox, in older bash a file
 * that children could read again: there process substitution makes the pipe.
 */
function startWithDescriptor(start: string, shell: string, script: string): string {
  const steps = [
    `command -v base64 > /dev/null || exec ${shell} -l -i`,
    's=$(printf %s "$1" | base64 -d)',
    'if [ -n "$BASH_VERSION" ]; then set +o posix',
    `eval "exec $2 9< <(printf %s \\"\\$s\\")"; fi`,
    `exec ${start} 9<<X`,
    '$s',
    'X',
  ];
  return `exec sh -c '${steps.join('\n')}\n' sh ${script} '${start}'`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
