/**
 * Knows the prompts at which programs take entries one after the other: interpreters, database clients, debuggers,
 * file transfer, partition editors. That a block is made of each entry is block-assembler's.
 */

/** Characters of the longest prompt that is looked at. */
const PROMPT_LIMIT = 160;

/** Each matches a whole line, ended by the blank at which the cursor waits. */
const ENTRY_PROMPTS: readonly RegExp[] = [
  // Python, its debugger and IPython.
  /^(?:>>>|\.\.\.) $/,
  /^(?:\(Pdb\)|ipdb>|help>) $/,
  /^In \[\d{1,6}\]: $/,
  /^ {0,8}\.\.\.: $/,
  // Node, Lua, R, irb, pry, PHP, Perl's debugger, jshell, Scheme, Erlang, Scala, Julia, Haskell.
  /^> $/,
  /^irb\([\w:.#<> ]{1,40}\):\d{1,6}:\d{1,3}[>*"'`]? ?$|^irb\([\w:.#<> ]{1,40}\):\d{1,6}[>*"'] $/,
  /^\[\d{1,6}\] pry\([^)]{1,40}\)[>*] $/,
  /^php [>{("']+ $/,
  /^ {2}DB<{1,3}\d{1,6}>{1,3} $/,
  /^jshell> $|^ {3}\.\.\.> $/,
  /^(?:scala|julia|ghci|Prelude|scheme@\([\w ()-]{1,40}\)|guile|erl|iex\(\d{1,6}\)|\d{1,6}|utop #|cljs?\.user|user|\?-|octave:\d{1,6})> ?$/,
  // psql, the mysql family, SQLite, Redis, MongoDB, Cassandra, ClickHouse.
  /^[\w.-]{1,64}[=\-'"($*^!][#>] $/,
  /^(?:mysql|MariaDB \[[^\]]{1,64}\]|MySQL \[[^\]]{1,64}\])> $|^ {3,12}[-'"`]> $|^ {2,6}\/\*> $/,
  /^sqlite> $/,
  /^(?:[\w.:-]{1,80}(?:\[\d{1,3}\])?|not connected|redis [\w./:-]{1,80})> $/,
  /^(?:cqlsh|cqlsh:\w{1,64}|test|admin|[\w-]{1,64} \[(?:primary|direct: \w+|secondary)\] \w{1,64})> $/,
  // Debuggers.
  /^\((?:gdb|lldb|rdb|dlv|Pdb\+\+|rdbg|jdb)\) $|^(?:jdb|debug|bashdb<\d{1,6}>|main\[\d{1,3}\])[> ] ?$/,
  // File transfer and networks.
  /^(?:sftp|ftp|telnet|tftp|nslookup|smb: \\[^>]{0,100}\\?|lftp [^>]{1,120}|ncftp [^>]{1,100})> $|^> {1,2}$/,
  // Partition editors, file systems, and other tools with commands.
  /^\(parted\)\s{1,120}$|^Command \([m?] for help\): $|^(?:debugfs|xfs_db|xfs_io|gnuplot|at|aptitude|openssl|OpenSSL|rclone|certtool|virsh #|nmcli|bluetoothctl|\[bluetooth\]#|mutt|ncdu|cu|minicom|wpa_cli|iw|nft|vtysh|bird)[:>]?\s{1,2}$/,
];

/** Whether an unfinished line is a prompt of a program that takes entries. Total for any text; null words never throw. */
export function isKnownEntryPrompt(line: string): boolean {
  if (line.length > PROMPT_LIMIT) return false;
  return ENTRY_PROMPTS.some((pattern) => pattern.test(line));
}

/** Prompts by which a program asks for the rest of an entry. */
const CONTINUATION =
  /^(?:\.\.\. | {0,8}\.\.\.: | {3}\.\.\.> | {3,12}[-'"`]> | {2,6}\/\*> |[\w.-]{1,64}[-'"($*^][#>] |php [{("']+ )$/;

/**
 * Whether a prompt is another one again: the same but for digits, or the one by which the same program asks for the
 * rest of an entry (`>>> ` and `... `).
 */
export function samePrompt(one: string, other: string): boolean {
  if (one.length > PROMPT_LIMIT || other.length > PROMPT_LIMIT) return one === other;
  if (withoutDigits(one) === withoutDigits(other)) return true;
  const families = [one, other].map(familyOf);
  return families[0] !== null && families[0] === families[1];
}

function withoutDigits(prompt: string): string {
  return prompt.trimEnd().replace(/\d+/g, '0');
}

/** The program that a prompt or its continuation belongs to, where both are known. */
function familyOf(prompt: string): string | null {
  if (/^(?:>>>|\.\.\.) $/.test(prompt)) return 'python';
  if (/^In \[\d+\]: $|^ {0,8}\.\.\.: $/.test(prompt)) return 'ipython';
  if (/^(?:sqlite> | {3}\.\.\.> )$/.test(prompt)) return 'sqlite';
  if (/^(?:mysql|MariaDB \[[^\]]*\]|MySQL \[[^\]]*\])> $/.test(prompt)) return 'mysql';
  if (/^ {3,12}[-'"`]> $/.test(prompt)) return 'mysql';
  const [, database] = /^([\w.-]{1,64})[=\-'"($*^!][#>] $/.exec(prompt) ?? [];
  if (database !== undefined) return `psql ${database}`;
  if (/^php [>{("']+ $/.test(prompt)) return 'php';
  const [, session] = /^irb\(([^)]*)\)/.exec(prompt) ?? [];
  return session === undefined ? null : `irb ${session}`;
}

/** Whether a program asks by this prompt for the rest of what was entered. */
export function isContinuationPrompt(line: string): boolean {
  return line.length <= PROMPT_LIMIT && CONTINUATION.test(line);
}
