/**
 * The script that an integrated dash, busybox ash or mksh reads as its ENV file: it does what a login would, then
 * puts marks into the prompt. These shells tell no beginning of output: there the Enter of the person counts.
 */
import { MESSAGE_OF_THE_DAY, TOLD_TEXT_LIMIT, USER_AND_TERMINAL } from './login-greeting.ts';

/** The script for a session's secret (letters and digits). Plain POSIX shell (IEEE 1003.1, 2.5.3: ENV, PS1). */
export function posixMarksScript(secret: string): string {
  const own = `__earshot_k=${secret}\n${USER_AND_TERMINAL}`;
  return `${GIVE_BACK}${MESSAGE_OF_THE_DAY}${LOGIN_FILES}${own}${MARKS}`;
}

/** The script came on descriptor 9; the person's own ENV, if any, is theirs again. */
const GIVE_BACK = `exec 9<&-
if [ -n "$EARSHOT_ENV" ]; then ENV=$EARSHOT_ENV; export ENV; else unset ENV; fi
unset EARSHOT_ENV
`;

const LOGIN_FILES = `if [ -r /etc/profile ]; then . /etc/profile; fi
if [ -r "$HOME/.profile" ]; then . "$HOME/.profile"; fi
if [ -n "$ENV" ] && [ -r "$ENV" ]; then . "$ENV"; fi
`;

/**
 * The prompt names a function, so that neither the environment nor the prompt's own text holds the secret.
 * busybox reads escapes in what the functions print, so their marks end in BEL and not in a backslash.
 * Line editors must not count what has no width: mksh takes the letter before a carriage return at the beginning of
 * its prompt for that, busybox and bash `\[` and `\]`; dash edits no lines.
 */
const MARKS = String.raw`__earshot_m() {
  case $PWD in *[[:cntrl:]]*) __earshot_d='?' ;; *) __earshot_d=$PWD ;; esac
  if [ "@{#__earshot_d}" -ge LIMIT ]; then __earshot_d=; fi
  __earshot_f="k=$__earshot_k;u=$__earshot_u;y=$__earshot_y"
  printf '\033]133;D;%s;%s;cwd=%s\007' "$1" "$__earshot_f" "$__earshot_d"
  printf '\033]133;A;%s;cwd=%s\007' "$__earshot_f" "$__earshot_d"
}
__earshot_e() { printf '\033]133;B;k=%s\007' "$__earshot_k"; }
__earshot_p=@{PS1-}
case $__earshot_p in '') if [ "$(id -u)" = 0 ]; then __earshot_p='# '; else __earshot_p='$ '; fi ;; esac
__earshot_x=$(readlink /proc/$$/exe 2>/dev/null)
if [ -n "@{KSH_VERSION-}" ]; then
  __earshot_q=$(printf '\001')
  PS1="$__earshot_q$(printf '\r_')"
  PS1="@{PS1%_}$__earshot_q"'$(__earshot_m "$?")'"$__earshot_q$__earshot_p$__earshot_q"'$(__earshot_e)'"$__earshot_q"
else
  case "$__earshot_x@{BASH_VERSION-}" in
  *busybox*|*[0-9].[0-9]*) PS1='\[$(__earshot_m "$?")\]'"$__earshot_p"'\[$(__earshot_e)\]' ;;
  *) PS1='$(__earshot_m "$?")'"$__earshot_p"'$(__earshot_e)' ;;
  esac
fi
`
  .replaceAll('@{', '${')
  .replaceAll('LIMIT', String(TOLD_TEXT_LIMIT));
