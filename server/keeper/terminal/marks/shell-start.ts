/**
 * Makes the command of an SSH exec request (RFC 4254 section 6.5) that starts a shell with marks. The account's
 * login shell reads it; the shell's own script travels in base64, so nothing in it needs quoting.
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
  const start = starts[shellPath.slice(shellPath.lastIndexOf('/') + 1)];
  return start === undefined ? null : start(shellPath, marksSecret);
}

const posix = (shellPath: string, secret: string): string =>
  posixStart(shellPath, base64(posixMarksScript(secret)));

/** How each shell is started, by the name of its program. */
const starts: Readonly<Record<string, (shellPath: string, secret: string) => string>> = {
  bash: (shellPath, secret) => bashStart(shellPath, base64(bashMarksScript(secret))),
  zsh: (shellPath, secret) => zshStart(shellPath, base64(zshMarksScript(secret))),
  fish: (shellPath, secret) => fishStart(shellPath, base64(fishMarksScript(secret))),
  sh: posix,
  ash: posix,
  dash: posix,
  mksh: posix,
  lksh: posix,
  busybox: (shellPath, secret) => posix(`${shellPath} ash`, secret),
  'earshot-practice-shell': (_shellPath, secret) => `exec earshot-practice-shell --marks ${secret}`,
};

/** The script is read from a pipe; no file is made. Where base64 is missing, an ordinary login shell starts. */
function bashStart(shellPath: string, script: string): string {
  const marked = `exec ${shellPath} --rcfile <(printf %s ${script} | base64 -d) -i`;
  return `command -v base64 > /dev/null && ${marked}; exec ${shellPath} -l -i`;
}

/** zsh reads its start files from a folder only; the script removes it as its first act. */
function zshStart(shellPath: string, script: string): string {
  const folder = 'd=$(mktemp -d)';
  const write = `printf %s ${script} | base64 -d > "$d/.zshenv"`;
  const start = `EARSHOT_ZDOTDIR="$ZDOTDIR" ZDOTDIR="$d" exec ${shellPath} -l -i`;
  return `${folder} && ${write} && ${start}; exec ${shellPath} -l -i`;
}

/** Older fish does not know `$(…)`, so a plain shell puts the script into its arguments. */
function fishStart(shellPath: string, script: string): string {
  const start = `exec ${shellPath} -l -i -C "$(printf %s "$1" | base64 -d)"`;
  return `exec sh -c '${start}' sh ${script}`;
}

/** The script stands in a here-document that the shell opens as its ENV file; the shells of today keep that in a pipe. */
function posixStart(shell: string, script: string): string {
  const start = `EARSHOT_ENV="$ENV" ENV=/dev/fd/9 exec ${shell} -i 9<<X`;
  return `exec sh -c '${start}\n$(printf %s "$1" | base64 -d)\nX\n' sh ${script}`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
