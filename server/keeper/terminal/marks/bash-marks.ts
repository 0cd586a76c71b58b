/**
 * The script that an integrated bash reads instead of its rc file: it does what a login would (message of the
 * day, profile), then adds marks to the prompt without changing how it looks. Its parts are plain bash.
 */
import { MESSAGE_OF_THE_DAY, TOLD_TEXT_LIMIT, USER_AND_TERMINAL } from './login-greeting.ts';

/** The script for a session's secret (letters and digits). Needs bash 4.4; older ones say that they cannot mark. */
export function bashMarksScript(secret: string): string {
  const own = `__earshot_k=${secret}\n${USER_AND_TERMINAL}`;
  return `${CLOSE_OWN_FILE}${MESSAGE_OF_THE_DAY}${LOGIN_FILES}${own}${MARKS}`;
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
`;

/**
 * The prompt strings name variables that are not exported, so that a child shell that inherits PS1 prints
 * nothing, and printing the environment shows no secret. The exit code is kept for the person's own hooks.
 * The command line is the newest of the history, told only when it is another than at the prompt: what
 * HISTCONTROL keeps out is not told, and an old line never stands for a new one.
 */
const MARKS =
  String.raw`if [ "@{BASH_VERSINFO[0]}" -lt 4 ] || { [ "@{BASH_VERSINFO[0]}" -eq 4 ] && [ "@{BASH_VERSINFO[1]}" -lt 4 ]; }; then
  printf '\033]133;N;k=%s\033\\' "$__earshot_k"
else
  __earshot_b=$'\001\033]133;B;k='"$__earshot_k"$'\033\\\002'
  __earshot_place() {
    local d=@{PWD//[[:cntrl:]]/?}
    printf 'k=%s;t=%s;u=%s;y=%s' "$__earshot_k" "@{EPOCHREALTIME-}" "@{__earshot_u//;/?}" "$__earshot_y"
    if [ -n "@{1-}" ]; then printf ';p=%s' "@{1// /,}"; fi
    printf ';cwd=%s\033\\' "@{d:0:LIMIT}"
  }
  __earshot_last() {
    local HISTTIMEFORMAT=
    builtin history 1 2>/dev/null
  }
  __earshot_says() {
    local line n=$'\n' t=$'\t'
    line=$(__earshot_last)
    printf '\033]133;C;k=%s;t=%s' "$__earshot_k" "@{EPOCHREALTIME-}"
    if [ -n "$line" ] && [ "$line" != "$__earshot_h" ]; then
      line=@{line#"@{line%%[! ]*}"}
      line=@{line#*  }
      line=@{line//\\/\\\\}
      line=@{line//"$n"/\\n}
      line=@{line//"$t"/ }
      line=@{line//[[:cntrl:]]/?}
      if [ "@{#line}" -lt LIMIT ]; then printf ';cmd=%s' "$line"; fi
    fi
    printf '\033\\'
  }
  __earshot_before() {
    local code=$? pipe="@{PIPESTATUS[*]}"
    printf '\033]133;D;%s;' "$code"
    __earshot_place "$pipe"
    return "$code"
  }
  __earshot_after() {
    local code=$?
    case $PS1 in *'@{__earshot_b-}'*) ;; *) PS1=$PS1'@{__earshot_b-}' ;; esac
    case @{PS0-} in *'__earshot_says'*) ;; *) PS0=@{PS0-}'@{__earshot_k+$(__earshot_says)}' ;; esac
    __earshot_h=$(__earshot_last)
    printf '\033]133;A;'
    __earshot_place
    return "$code"
  }
  shopt -s promptvars
  if [ "@{BASH_VERSINFO[0]}" -gt 5 ] || { [ "@{BASH_VERSINFO[0]}" -eq 5 ] && [ "@{BASH_VERSINFO[1]}" -ge 1 ]; }; then
    PROMPT_COMMAND=(__earshot_before "@{PROMPT_COMMAND[@]}" __earshot_after)
  else
    PROMPT_COMMAND=$'__earshot_before\n'"@{PROMPT_COMMAND-}"$'\n__earshot_after'
  fi
fi
`
    .replaceAll('@{', '${')
    .replaceAll('LIMIT', String(TOLD_TEXT_LIMIT));
