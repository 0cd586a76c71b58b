/**
 * The script that an integrated bash reads instead of its rc file: it does what a login would (message of the
 * day, profile), then adds marks to the prompt without changing how it looks. Its parts are plain bash.
 */
import {
  EXPORT_AGAIN,
  KEEP_FROM_CHILDREN,
  PRINT_GREETING,
  TOLD_PIPE_LIMIT,
  TOLD_TEXT_LIMIT,
  USER_AND_TERMINAL,
} from './login-greeting.ts';

/** The script for a session's secret (letters and digits). Needs bash 4; before 4.4 no output mark is told. */
export function bashMarksScript(secret: string): string {
  const own = `__earshot_k=${secret}\n${USER_AND_TERMINAL}`;
  return `${CLOSE_OWN_FILE}${PRINT_GREETING}${LOGIN_FILES}${KEEP_FROM_CHILDREN}${own}${TELLING}${HOOKS}${EXPORT_AGAIN}`;
}

/** The script arrives on a descriptor that children would inherit. */
const CLOSE_OWN_FILE = String.raw`case $BASH_SOURCE in
/dev/fd/[0-9]*|/proc/self/fd/[0-9]*) eval "exec \${BASH_SOURCE##*/}<&-" ;;
esac
`.replaceAll('\\$', '$');

/** The files of a login shell, in bash's own order; only the first of the person's three is read. */
const LOGIN_FILES = `if [ -r /etc/profile ]; then . /etc/profile; fi
if [ -r "$HOME/.bash_profile" ]; then . "$HOME/.bash_profile"
elif [ -r "$HOME/.bash_login" ]; then . "$HOME/.bash_login"
elif [ -r "$HOME/.profile" ]; then . "$HOME/.profile"
fi
logout() { builtin exit "$@"; }
`;

/**
 * What is printed. The exit code is kept for the person's own hooks; what tracing (`set -x`) would print of it all is
 * thrown away. The command line is the newest of the history, told only when it is another than at the prompt: what
 * HISTCONTROL keeps out is not told, and an old line never stands for a new one.
 */
const TELLING = String.raw`__earshot_b=$'\001\033]133;B;k='"$__earshot_k"$'\033\\\002'
export -n __earshot_k __earshot_b
__earshot_place() {
  local d=@{PWD//[[:cntrl:]]/?}
  printf 'k=%s;o=%s;t=%s;u=%s;y=%s' "$__earshot_k" "$__earshot_o" "@{EPOCHREALTIME-}" "@{__earshot_u//;/?}" "$__earshot_y"
  if [ -n "@{1-}" ]; then printf ';p=%s' "$1"; fi
  printf ';cwd=%s\033\\' "@{d:0:LIMIT}"
}
__earshot_last() {
  local HISTTIMEFORMAT=
  builtin history 1
} 2>/dev/null
__earshot_says() {
  local line n=$'\n' t=$'\t'
  line=$(__earshot_last)
  printf '\033]133;C;k=%s;t=%s' "$__earshot_k" "@{EPOCHREALTIME-}"
  if [ -n "$line" ] && [ "$line" != "$__earshot_h" ]; then
    # "  12  ls", with an asterisk before the second blank where the line was edited in the history.
    line=@{line#"@{line%%[! ]*}"}
    line=@{line#"@{line%%[!0-9]*}"}
    line=@{line:2}
    line=@{line//\\/\\\\}
    line=@{line//"$n"/\\n}
    line=@{line//"$t"/ }
    line=@{line//[[:cntrl:]]/?}
    if [ "@{#line}" -lt LIMIT ]; then printf ';cmd=%s' "$line"; fi
  fi
  printf '\033\\'
} 2>/dev/null
__earshot_before() {
  local code=$? codes=("@{PIPESTATUS[@]}") IFS=,
  __earshot_t=1
  printf '\033]133;D;%s;' "$code"
  __earshot_place "@{codes[*]:0:PIPE}"
  return "$code"
} 2>/dev/null
__earshot_after() {
  local code=$? first='@{__earshot_k+__earshot_before}'
  case @{PS1-} in *'@{__earshot_b-}'*) ;; *) PS1=@{PS1-}'@{__earshot_b-}' ;; esac
  case $__earshot_o@{PS0-} in 0*|1*'__earshot_says'*) ;; *) PS0=@{PS0-}'@{__earshot_k+$(__earshot_says)}' ;; esac
  # Who put a hook of their own before ours has its code, not that of the command.
  case @{PROMPT_COMMAND-} in
  "$first"*) ;;
  *) PROMPT_COMMAND=$first$'\n'@{PROMPT_COMMAND//"$first"/:} ;;
  esac
  __earshot_h=$(__earshot_last)
  if [ -z "@{__earshot_t-}" ]; then
    printf '\033]133;D;%s;' "$code"
    __earshot_place
  fi
  __earshot_t=
  printf '\033]133;A;'
  __earshot_place
  return "$code"
} 2>/dev/null
`
  .replaceAll('@{', '${')
  .replaceAll('LIMIT', String(TOLD_TEXT_LIMIT))
  .replaceAll('PIPE}', `${String(TOLD_PIPE_LIMIT)}}`);

/**
 * The prompt strings and hooks name variables that are not exported, so that a child shell that inherits them prints
 * nothing and fails at nothing, and printing the environment shows no secret. PS0 came with bash 4.4, hooks as an
 * array with 5.1. Where an administrator keeps the hook from being changed, the shell says that it cannot mark.
 */
const HOOKS = String.raw`__earshot_o=1
case $BASH_VERSION in [1-3].*|4.[0-3].*) __earshot_o=0 ;; esac
shopt -s promptvars
case $(declare -p PROMPT_COMMAND 2>/dev/null)/$BASH_VERSION in
'declare -r'*|'declare -ar'*) printf '\033]133;N;k=%s\033\\' "$__earshot_k" ;;
*/[1-4].*|*/5.0.*) PROMPT_COMMAND='@{__earshot_k+__earshot_before}'$'\n'"@{PROMPT_COMMAND-}"$'\n''@{__earshot_k+__earshot_after}' ;;
*) PROMPT_COMMAND=('@{__earshot_k+__earshot_before}' "@{PROMPT_COMMAND[@]}" '@{__earshot_k+__earshot_after}') ;;
esac
`.replaceAll('@{', '${');
