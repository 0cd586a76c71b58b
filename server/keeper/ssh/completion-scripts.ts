/**
 * The fixed scripts that look for completions on a server. Nothing of them comes from a person: directory, line and
 * words arrive on standard input, one a line. Each prints a sign of its own first, then one candidate a line.
 */

/** Stands before the candidates, after whatever start-up files print. */
export const COMPLETION_SIGN = 'earshot-completions';

/** Files and directories that begin with $1, which may have a directory part and `~/` before it. */
const FILES =
  'files() { d=; b=$1; case $1 in */*) d=${1%/*}/; b=${1##*/};; esac; r=$d; ' +
  'case $d in "~/"*) r=$HOME/${d#"~/"};; esac; ' +
  'for f in "$r$b"*; do [ -e "$f" ] || [ -L "$f" ] || continue; n=$d${f#"$r"}; ' +
  'if [ -d "$f" ]; then n=$n/; fi; printf "%s\\n" "$n"; done; }; ';

const GO = 'if [ -n "$dir" ]; then cd -- "$dir" >/dev/null 2>&1 || exit; fi; ';

/** For any account: run by `sh`, in one line without what csh or fish would change within single quotes. */
export const POSIX_COMPLETION =
  "sh -c '" +
  `printf "%s\\n" ${COMPLETION_SIGN}; IFS= read -r dir; IFS= read -r text; i=0; ` +
  'while IFS= read -r w; do cur=$w; i=$((i+1)); done; ' +
  GO +
  FILES +
  'case $i:$cur in 1:*/*) files "$cur";; 1:*) IFS=:; for p in $PATH; do for f in "$p/$cur"*; do ' +
  'if [ -f "$f" ] && [ -x "$f" ]; then printf "%s\\n" "${f##*/}"; fi; done; done;; ' +
  '*) files "$cur";; esac' +
  "'";

/**
 * For an account with bash: its own completions where bash-completion, or the person's file, is there. They are
 * called as bash calls them; what they ask of `compopt` is noted.
 */
export const BASH_COMPLETION =
  `printf "%s\\n" ${COMPLETION_SIGN}; IFS= read -r dir; IFS= read -r text; mapfile -t words; ` +
  GO +
  FILES +
  `
i=$((\${#words[@]} - 1)); cur=\${words[i]}; cmd=\${words[0]##*/}
if [ "$i" = 0 ]; then
  case $cur in */*) files "$cur";; *) compgen -c -- "$cur";; esac
  exit
fi
for f in /usr/share/bash-completion/bash_completion /usr/local/share/bash-completion/bash_completion \\
  /opt/homebrew/share/bash-completion/bash_completion /etc/bash_completion "$HOME/.bash_completion"; do
  if [ -r "$f" ]; then . "$f" </dev/null >/dev/null 2>&1; break; fi
done
spec=$(complete -p -- "$cmd" 2>/dev/null)
if [ -z "$spec" ]; then
  for load in _comp_load _completion_loader; do
    if declare -F "$load" >/dev/null; then "$load" "$cmd" </dev/null >/dev/null 2>&1; break; fi
  done
  spec=$(complete -p -- "$cmd" 2>/dev/null)
fi
named=
compopt() { case " $* " in *filenames*) named=1;; esac; return 0; }
case $spec in *"-o filenames"*) named=1;; esac
COMPREPLY=()
case $spec in
*" -F "*)
  fn=\${spec##* -F }; fn=\${fn%% *}
  COMP_LINE=$text; COMP_POINT=\${#text}; COMP_TYPE=9; COMP_KEY=9; COMP_WORDS=("\${words[@]}"); COMP_CWORD=$i
  "$fn" "$cmd" "$cur" "\${words[i-1]}" </dev/null >/dev/null 2>&1
  ;;
*" -W "*)
  list=\${spec#* -W ?}; list=\${list%\\'*}
  mapfile -t COMPREPLY < <(compgen -W "$list" -- "$cur" 2>/dev/null)
  ;;
esac
if [ "\${#COMPREPLY[@]}" = 0 ]; then files "$cur"; exit; fi
for c in "\${COMPREPLY[@]}"; do
  c=\${c%% }
  case $c in "~/"*) p=$HOME/\${c#"~/"};; *) p=$c;; esac
  if [ -n "$named" ] && [ -d "$p" ]; then c=\${c%/}/; fi
  printf "%s\\n" "$c"
done
`;

/** For an account with fish, which completes a line itself. */
export const FISH_COMPLETION = `echo ${COMPLETION_SIGN}; read -l dir; read -l text; if test -n "$dir"; cd -- "$dir" >/dev/null 2>&1; or exit; end; complete -C "$text" 2>/dev/null`;
