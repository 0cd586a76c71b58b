/** What sshd and PAM would do before a login shell, as a part of every shell's own script. Plain POSIX shell. */

/** Longest command line or directory that a shell tells; with more the mark would outgrow what the clamp lets through. */
export const TOLD_TEXT_LIMIT = 900;

/** Most codes of a pipeline that a shell tells; a field of a mark holds at most 200 characters. */
export const TOLD_PIPE_LIMIT = 48;

/** Bytes of the record of logins up to which it is looked into; a larger one would hold up the first prompt. */
const LOGIN_RECORD_LIMIT = 4_000_000;

/**
 * As sshd and pam_motd print it: what the system made at boot or sign-in, what the administrator wrote, then the
 * login before this one. Holds no single quote, so that it can be quoted; run by `sh`, whose patterns may match nothing.
 */
const GREETING = String.raw`if [ ! -e "$HOME/.hushlogin" ]; then
  for f in /run/motd.dynamic /etc/motd /run/motd.d/* /etc/motd.d/*; do
    if [ -f "$f" ] && [ -s "$f" ] && [ -r "$f" ]; then cat "$f"; fi
  done
  size=$(stat -c %s /var/log/wtmp 2>/dev/null)
  here=$(tty 2>/dev/null)
  if [ "@{size:-LIMIT}" -lt LIMIT ]; then
    last -F -w -n 2 "$(id -un)" 2>/dev/null | while read -r user line host day month date time year rest; do
      case "$line $host $rest" in
      "@{here#/dev/} "*no\ logout*|"@{here#/dev/} "*logged\ in*) continue ;;
      esac
      case "$time $year" in
      [0-9][0-9]:[0-9][0-9]:[0-9][0-9]\ [0-9][0-9][0-9][0-9])
        printf "Last login: %s %s %2s %s %s from %s\n" "$day" "$month" "$date" "$time" "$year" "$host" ;;
      esac
      break
    done
  fi
fi
`
  .replaceAll('@{', '${')
  .replaceAll('LIMIT', String(LOGIN_RECORD_LIMIT));

/** Prints the greeting; the same words in every shell, fish included. */
export const PRINT_GREETING = `command sh -c '${GREETING}'\n`;

/** Who and where the session is; both stay the same as long as the shell lives. */
export const USER_AND_TERMINAL = `__earshot_u=$(id -un 2>/dev/null)
__earshot_y=$(tty 2>/dev/null)
`;

/** Opens what of a script is not for children: with `set -a` in a profile every variable would be exported. */
export const KEEP_FROM_CHILDREN = `case $- in *a*) set +a; __earshot_a=-a ;; *) __earshot_a= ;; esac
`;

/** Closes what KEEP_FROM_CHILDREN opened. */
export const EXPORT_AGAIN = `case $__earshot_a in -a) set -a ;; esac
`;
