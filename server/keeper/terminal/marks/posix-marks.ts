/**
 * The script that an integrated dash, busybox ash or mksh reads as its ENV file: it does what a login would, then
 * puts marks into the prompt. These shells tell no beginning of output: there the Enter of the person counts.
 */
import {
  EXPORT_AGAIN,
  KEEP_FROM_CHILDREN,
  PRINT_GREETING,
  TOLD_TEXT_LIMIT,
  USER_AND_TERMINAL,
} from './login-greeting.ts';

/** The script for a session's secret (letters and digits). Plain POSIX shell (IEEE 1003.1, 2.5.3: ENV, PS1). */
export function posixMarksScript(secret: string): string {
  const own = `__earshot_k=${secret}\n${USER_AND_TERMINAL}`;
  return `${GIVE_BACK}${PRINT_GREETING}${LOGIN_FILES}${KEEP_FROM_CHILDREN}${own}${TELLING}${PROMPT}${EXPORT_AGAIN}`;
}

/** The script came on descriptor 9; the person's own ENV, if any, is theirs again. */
const GIVE_BACK = `exec 9<&-
if [ -n "$EARSHOT_ENV" ]; then ENV=$EARSHOT_ENV; export ENV; else unset ENV; fi
unset EARSHOT_ENV
`;

/** mksh has an ENV file of its own where none is named. */
const LOGIN_FILES = `if [ -r /etc/profile ]; then . /etc/profile; fi
if [ -r "$HOME/.profile" ]; then . "$HOME/.profile"; fi
if [ -n "$ENV" ]; then
  if [ -r "$ENV" ]; then . "$ENV"; fi
elif [ -n "\${KSH_VERSION-}" ] && [ -r "$HOME/.mkshrc" ]; then . "$HOME/.mkshrc"
fi
`;

/**
 * busybox reads escapes in what the functions print, so these marks end in BEL and not in a backslash. Not every
 * mksh has a printf of its own; another program's arguments are for everyone to read.
 */
const TELLING = String.raw`__earshot_i=$(printf '\033')
__earshot_g=$(printf '\007')
if [ -n "@{KSH_VERSION-}" ]; then
  __earshot_w() { print -nr -- "$1"; }
else
  __earshot_w() { printf %s "$1"; }
fi
__earshot_m() {
  __earshot_d=$PWD
  case $__earshot_d in *[[:cntrl:]]*) __earshot_d='?' ;; esac
  if [ "@{#__earshot_d}" -ge LIMIT ]; then __earshot_d=; fi
  __earshot_f="k=$__earshot_k;o=0;t=@{EPOCHREALTIME-};u=$__earshot_u;y=$__earshot_y"
  __earshot_c=
  case @{2-} in
  *[!0-9\ ]*) ;;
  ?*) if [ "@{#2}" -lt 190 ]; then IFS=' '; for __earshot_n in $2; do __earshot_c=$__earshot_c,$__earshot_n; done; fi ;;
  esac
  if [ -n "$__earshot_c" ]; then __earshot_c=";p=@{__earshot_c#,}"; fi
  __earshot_f="$__earshot_f$__earshot_c;cwd=$__earshot_d$__earshot_g"
  __earshot_w "$__earshot_0$__earshot_1$__earshot_i]133;D;$1;$__earshot_f$__earshot_i]133;A;$__earshot_f$__earshot_2"
}
__earshot_e() { __earshot_w "$__earshot_1$__earshot_i]133;B;k=$__earshot_k$__earshot_g$__earshot_2"; }
`
  .replaceAll('@{', '${')
  .replaceAll('LIMIT', String(TOLD_TEXT_LIMIT));

/**
 * The prompt names functions, and only where the secret is set: neither environment nor prompt hold it, and a child
 * shell that inherits the prompt prints nothing. Line editors must not count what has no width, so the functions
 * print their brackets around it: mksh takes the letter before a carriage return at the beginning of its prompt for
 * one, busybox reads `\[` and `\]`, bash what these stand for; dash edits no lines. A shell of another kind, or one
 * built without substitution in prompts, says that it cannot mark.
 */
const PROMPT = String.raw`__earshot_p=@{PS1-}
case $__earshot_p in '') if [ "$(id -u)" = 0 ]; then __earshot_p='# '; else __earshot_p='$ '; fi ;; esac
__earshot_0= __earshot_1= __earshot_2= __earshot_s=y
case @{KSH_VERSION-}/@{BASH_VERSION-}/$(readlink /proc/$$/exe 2>/dev/null) in
*MIRBSD*|*LEGACY*)
  __earshot_1=$(printf '\001')
  __earshot_c=$(printf '\r_')
  case $__earshot_p in
  ?"@{__earshot_c%_}"*) __earshot_1=@{__earshot_p%"@{__earshot_p#?}"}; __earshot_p=@{__earshot_p#??} ;;
  esac
  __earshot_0=$__earshot_1@{__earshot_c%_}
  __earshot_2=$__earshot_1
  PS1='@{__earshot_k+$(__earshot_m "$?" "@{PIPESTATUS[*]}")}'
  ;;
/[0-9]*) __earshot_1=$(printf '\001'); __earshot_2=$(printf '\002'); PS1='@{__earshot_k+$(__earshot_m "$?" "@{PIPESTATUS[*]}")}' ;;
//*/busybox*) __earshot_1='\['; __earshot_2='\]'; PS1='@{__earshot_k+$(__earshot_m "$?")}' ;;
//*/dash*) PS1='@{__earshot_k+$(__earshot_m "$?")}' ;;
*) __earshot_s= ;;
esac
case $(exec 2>&1; PS4='$(echo earshot)'; set -x; :) in *'$('*|'') __earshot_s= ;; esac
case $__earshot_s in
y) PS1=$PS1$__earshot_p'@{__earshot_k+$(__earshot_e)}' ;;
*) PS1=$__earshot_p; __earshot_w "$__earshot_i]133;N;k=$__earshot_k$__earshot_g" ;;
esac
`.replaceAll('@{', '${');
