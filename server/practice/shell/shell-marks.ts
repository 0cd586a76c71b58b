/**
 * Makes the marks around prompts and commands (OSC 133, FinalTerm) as an integrated shell prints them for the
 * keeper: each carries the session's secret. Without a secret every mark is ''.
 */

/** The marks of one shell, ready to be printed. */
export interface ShellMarks {
  /** Output is over, the command ended with this code (0 to 255). */
  commandEnded(code: number, folder: string): string;
  promptBegins(folder: string): string;
  readonly promptEnds: string;
  readonly outputBegins: string;
}

/** What a start line may name: letters and digits, at least 16. */
const SECRET = /^exec earshot-practice-shell --marks ([0-9A-Za-z]{16,64})$/;

/** The secret in the line that starts this shell with marks, null for any other command line. */
export function marksSecretIn(commandLine: string): string | null {
  return SECRET.exec(commandLine)?.[1] ?? null;
}

/** Creates the marks for `secret`; null makes a shell without marks. */
export function createShellMarks(secret: string | null): ShellMarks {
  if (secret === null) {
    return { commandEnded: () => '', promptBegins: () => '', promptEnds: '', outputBegins: '' };
  }
  const mark = (kind: string, rest = ''): string => `\x1b]133;${kind};k=${secret}${rest}\x07`;
  // A folder's name may hold no control character here, so that it cannot end the mark.
  const place = (folder: string): string => `;cwd=${folder.replace(/\p{Cc}/gu, '?')}`;
  return {
    commandEnded: (code, folder) => mark('P') + mark(`D;${code}`, place(folder)),
    promptBegins: (folder) => mark('A', place(folder)),
    promptEnds: mark('B'),
    outputBegins: mark('C'),
  };
}
