/** What sshd and PAM would print before a login shell, as a part of every shell's own script. Plain POSIX shell. */

/** Longest command line or directory that a shell tells; with more the mark would outgrow what the clamp lets through. */
export const TOLD_TEXT_LIMIT = 900;

/** As sshd and pam_motd print it: what the system made at boot or sign-in, then what the administrator wrote. */
export const MESSAGE_OF_THE_DAY = `if [ ! -e "$HOME/.hushlogin" ]; then
  for __earshot_f in /run/motd.dynamic /etc/motd; do
    if [ -s "$__earshot_f" ] && [ -r "$__earshot_f" ]; then cat "$__earshot_f"; fi
  done
  unset __earshot_f
fi
`;

/** Who and where the session is; both stay the same as long as the shell lives. */
export const USER_AND_TERMINAL = `__earshot_u=$(id -un 2>/dev/null)
__earshot_y=$(tty 2>/dev/null)
`;
