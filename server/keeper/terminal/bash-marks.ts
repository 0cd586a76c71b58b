/**
 * The script that an integrated bash reads instead of its rc file: it does what a login would (message of the
 * day, profile), then adds marks to the prompt without changing how it looks. Its parts are plain bash.
 */

/** The script for a session's secret (letters and digits). Needs bash 4.4; older ones say that they cannot mark. */
export function bashMarksScript(secret: string): string {
  return `${CLOSE_OWN_FILE}${MESSAGE_OF_THE_DAY}${LOGIN_FILES}__earshot_k=${secret}\n${MARKS}`;
}

/** The script arrives on a descriptor that children would inherit. */
const CLOSE_OWN_FILE = String.raw`case $BASH_SOURCE in
/dev/fd/[0-9]*|/proc/self/fd/[0-9]*) eval "exec \${BASH_SOURCE##*/}<&-" ;;
esac
`.replaceAll('\\$', '$');

/** As sshd and pam_motd print it: what the system made at boot or sign-in, then what the administrator wrote. */
export const MESSAGE_OF_THE_DAY = `if [ ! -e "$HOME/.hushlogin" ]; then
  for __earshot_f in /run/motd.dynamic /etc/motd; do
    if [ -s "$__earshot_f" ] && [ -r "$__earshot_f" ]; then cat "$__earshot_f"; fi
  done
  unset __earshot_f
fi
`;

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
 */
const MARKS = String.raw`if [ "${'$'}{BASH_VERSINFO[0]}" -lt 4 ] || { [ "${'$'}{BASH_VERSINFO[0]}" -eq 4 ] && [ "${'$'}{BASH_VERSINFO[1]}" -lt 4 ]; }; then
  printf '\033]133;N;k=%s\033\\' "$__earshot_k"
else
  __earshot_b=$'\001\033]133;B;k='"$__earshot_k"$'\033\\\002'
  __earshot_c=$'\033]133;C;k='"$__earshot_k"$'\033\\'
  __earshot_before() {
    local code=$?
    printf '\033]133;D;%s;k=%s;cwd=%s\033\\' "$code" "$__earshot_k" "${'$'}{PWD//[[:cntrl:]]/?}"
    return "$code"
  }
  __earshot_after() {
    local code=$?
    case $PS1 in *'${'$'}{__earshot_b-}'*) ;; *) PS1=$PS1'${'$'}{__earshot_b-}' ;; esac
    case ${'$'}{PS0-} in *'${'$'}{__earshot_c-}'*) ;; *) PS0=${'$'}{PS0-}'${'$'}{__earshot_c-}' ;; esac
    printf '\033]133;A;k=%s;cwd=%s\033\\' "$__earshot_k" "${'$'}{PWD//[[:cntrl:]]/?}"
    return "$code"
  }
  shopt -s promptvars
  if [ "${'$'}{BASH_VERSINFO[0]}" -gt 5 ] || { [ "${'$'}{BASH_VERSINFO[0]}" -eq 5 ] && [ "${'$'}{BASH_VERSINFO[1]}" -ge 1 ]; }; then
    PROMPT_COMMAND=(__earshot_before "${'$'}{PROMPT_COMMAND[@]}" __earshot_after)
  else
    PROMPT_COMMAND=$'__earshot_before\n'"${'$'}{PROMPT_COMMAND-}"$'\n__earshot_after'
  fi
fi
`;
