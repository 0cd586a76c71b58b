/** Forms of lines that tell of an error, by the tools that print them; which lines of an output are told is error-lines'. */

/** Forms that are errors whatever the exit code: the tool says so at the beginning of the line. */
const CERTAIN: readonly RegExp[] = [
  // gcc, clang, javac; ld and collect2
  /^[^\s:][^:]{0,200}:\d+(?::\d+)?: (?:fatal )?error: /,
  /^(?:\/\S+\/)?(?:ld|collect2|clang|gcc|cc1): (?:fatal )?error: /,
  // rustc, cargo, git, docker, kubectl, systemctl
  /^(?:error|fatal)(?:\[E\d{4}\])?: \S/,
  /^[Ee]rror(?: response from daemon| from server)[:( ]/,
  // tsc, with and without colours
  /^\S[^(]{0,200}\(\d+,\d+\): error TS\d+: /,
  /^\S{1,200}:\d+:\d+ - error TS\d+: /,
  // apt, pip, mysql, psql
  /^E: \S/,
  /^ERROR(?: \d+ \([0-9A-Z]{5}\)[^:]{0,40})?: +\S/,
  /^psql:\S{1,200}:\d+: (?:ERROR|FATAL): /,
  /^psql: error: /,
  /^npm (?:ERR!|error) /,
  /^dpkg(?:-\w+)?: error(?: |:)/,
  /^make(?:\[\d+\])?: \*\*\* /,
  /^nginx: \[(?:emerg|alert|crit)\] /,
  /^curl: \(\d+\) /,
  /^PHP (?:Fatal|Parse) error: /,
];

/** Forms that are errors where the command failed. */
const LIKELY: readonly RegExp[] = [
  /(?:^|[\s:[(])(?:fatal )?errors?(?:[:\])!]|\[|$)/i,
  /^(?:ERROR|ERR|FATAL|CRITICAL|SEVERE|PANIC)[:\s]/,
  /(?:^|\s)(?:fatal|panic|abort(?:ed)?|critical|emerg): /i,
  /^[^:]{1,200}: .*(?:no such (?:file|host|device|process|container|image)|permission denied|not found|cannot |can't |couldn't |could not |unable to |failed|invalid|unrecogni[sz]ed|unknown |missing|refused|denied|not permitted|timed out|no route|unbound|unexpected|too many|not a |not in |is a directory|already exists|out of (?:memory|space|range)|no space left|read-only|bad |illegal |undefined |undeclared|nicht |unbekannt|kein )/i,
  /^(?:[A-Za-z_][\w.$]*(?:Error|Exception|Failure))(?::|$)/,
  // Compilers that do not say the word: go, perl
  /^\S{1,200}\.\w{1,4}:\d+:\d+: \S/,
  /\[(?:emerg|alert|crit|error|fatal)\]/i,
  /\bfailed: \S/,
  /\bdoes(?: not|n't) exist\b|^No \w+ entry for /,
  /^(?:Segmentation fault|Bus error|Killed|Terminated|Aborted|Illegal instruction|Out of memory|Floating point exception)/,
  /^(?:Failed|Unable|Could not|Couldn't|Cannot|Can't|Host key verification failed|Permission denied|Connection (?:closed|refused|reset|timed out)|Job for \S+ failed|No such|Unknown |Invalid |Bad |Unrecogni[sz]ed |Access denied)\b/i,
  /^\s*(?:--- FAIL: |FAIL[:\s]|FAILED\b|not ok \d|✗ |✘ |× |● .* › )|(?:\.\.\. |: ?)FAILED$/,
  /^E {2,}\S/,
  /^ ! \[(?:remote )?rejected\]/,
  / at \S{1,200} line \d+\.$/,
  /: undefined reference to /,
  /\((?:core dumped)\)/,
  /\([A-Z]\w{0,80}(?:Error|Exception)\)$/,
];

/** Lines that hold such words and say nothing of what went wrong. */
const EMPTY: readonly RegExp[] = [
  /\b(?:0|no|zero|without) (?:errors?|failures?|failed|problems?)\b/i,
  /\b(?:errors?|failed|failures?)[=:] ?0\b/i,
  /^npm (?:ERR!|error) (?:errno|syscall|path|cwd|command|dest|A complete log|\s)|^npm (?:ERR!|error)\s*$/,
  /^(?:[^\s:]+:(?:\d+:)*|\S+:) (?:warning|note|hint|info): /i,
  /^(?:warning|note|hint|info)(?:\[.{1,80}\])?: /i,
  /^[WN]: /,
  /For more information about (?:this|an) error/,
];

/** Whether a line looks like an error; `failed` tells whether its command did. Looks at 1,000 characters. */
export function looksLikeError(text: string, failed: boolean): boolean {
  const start = text.slice(0, 1_000);
  const isForm = (form: RegExp): boolean => form.test(start);
  const isFound = CERTAIN.some(isForm) || (failed && LIKELY.some(isForm));
  return isFound && !EMPTY.some(isForm);
}

/** Whether a line is good news or a note, though it holds words of errors. */
export function isNoError(text: string): boolean {
  return EMPTY.some((form) => form.test(text.slice(0, 1_000)));
}
