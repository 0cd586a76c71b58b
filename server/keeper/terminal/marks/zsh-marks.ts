/**
 * The script that an integrated zsh reads as the first of its start files: it removes the folder it came in,
 * gives ZDOTDIR back, and leaves hooks behind; zsh then reads the person's files itself, as at any login.
 */
import {
  PRINT_GREETING,
  TOLD_PIPE_LIMIT,
  TOLD_TEXT_LIMIT,
  USER_AND_TERMINAL,
} from './login-greeting.ts';

/** The script (a .zshenv) for a session's secret (letters and digits). */
export function zshMarksScript(secret: string): string {
  const greeting = `if [[ -o interactive ]]; then\n${PRINT_GREETING}fi\n`;
  return `${GIVE_BACK}${greeting}__earshot_k=${secret}\ntypeset -g +x __earshot_k\n${USER_AND_TERMINAL}${MARKS}${OWN_FILE}`;
}

/** The start command leaves the folder in `__earshot_d` and the person's own ZDOTDIR, if any, in `__earshot_z`. */
const GIVE_BACK = `command rm -f -- "$ZDOTDIR/.zshenv"
command rmdir -- "$ZDOTDIR"
if [[ -n $EARSHOT_ZDOTDIR ]]; then export ZDOTDIR=$EARSHOT_ZDOTDIR; else unset ZDOTDIR; fi
unset EARSHOT_ZDOTDIR
`;

/**
 * The prompt holds the secret, so it is kept out of the environment of commands.
 * PROMPT_EOL_MARK is printed where output lacks a line end, before the hooks run: a mark without width there
 * tells where output is over, and the "%" and blanks of zsh are never taken for output.
 */
const MARKS = String.raw`zmodload zsh/datetime 2>/dev/null
__earshot_place() {
  emulate -L zsh
  local d=@{PWD//[[:cntrl:]]/?}
  printf 'k=%s;o=1;t=%s;u=%s;y=%s' "$__earshot_k" "@{EPOCHREALTIME-}" "@{__earshot_u//;/?}" "$__earshot_y"
  if [[ -n @{1-} ]]; then printf ';p=%s' "$1"; fi
  printf ';cwd=%s\033\\' "@{d[1,LIMIT]}"
}
__earshot_precmd() {
  local code=$? pipe=@{(j:,:)@{(@)pipestatus[1,PIPE]}}
  emulate -L zsh
  printf '\033]133;D;%s;' "$code"
  __earshot_place "$pipe"
  if [[ $PS1 != *"133;B;k=$__earshot_k"* ]]; then
    PS1=$PS1$'%{\033]133;B;k='$__earshot_k$'\033\\%}'
  fi
  PROMPT_EOL_MARK=$'%{\033]133;P;k='$__earshot_k$'\033\\%}'
  if [[ @{precmd_functions[-1]} != __earshot_precmd ]]; then
    precmd_functions=(@{precmd_functions:#__earshot_precmd} __earshot_precmd)
  fi
  if [[ @{preexec_functions[-1]} != __earshot_preexec ]]; then
    preexec_functions=(@{preexec_functions:#__earshot_preexec} __earshot_preexec)
  fi
  printf '\033]133;A;'
  __earshot_place
} 2>/dev/null
__earshot_preexec() {
  emulate -L zsh
  typeset -g +x PS1 PROMPT prompt
  local line=$1 n=$'\n' t=$'\t'
  line=@{line//\\/\\\\}
  line=@{line//$n/\\n}
  line=@{line//$t/ }
  line=@{line//[[:cntrl:]]/?}
  printf '\033]133;C;k=%s;t=%s' "$__earshot_k" "@{EPOCHREALTIME-}"
  if (( @{#line} < LIMIT )); then printf ';cmd=%s' "$line"; fi
  printf '\033\\'
} 2>/dev/null
PROMPT_EOL_MARK=$'%{\033]133;P;k='$__earshot_k$'\033\\%}'
typeset -ga precmd_functions preexec_functions
precmd_functions+=(__earshot_precmd)
preexec_functions+=(__earshot_preexec)
`
  .replaceAll('@{', '${')
  .replaceAll('LIMIT', String(TOLD_TEXT_LIMIT))
  .replaceAll('PIPE]', `${String(TOLD_PIPE_LIMIT)}]`);

/** Last, because it may set ZDOTDIR or return early. */
const OWN_FILE = `if [[ -r \${ZDOTDIR:-$HOME}/.zshenv ]]; then . "\${ZDOTDIR:-$HOME}/.zshenv"; fi
`;
