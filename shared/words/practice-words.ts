/**
 * Every sentence of the practice server: banner, welcome, help, messages of its commands, and the texts of the
 * files a newcomer finds there. The server itself holds no wording.
 */

/** Why the tree of the practice server refused; the sentence follows in `practiceProblems`. */
export type PracticeProblem =
  | 'missing'
  | 'is-folder'
  | 'not-folder'
  | 'exists'
  | 'denied'
  | 'full'
  | 'not-empty'
  | 'into-itself';

/** The system's own words for a refused file operation, as people know them from other servers. */
export const practiceProblems: Readonly<Record<PracticeProblem, string>> = {
  missing: 'No such file or directory',
  'is-folder': 'Is a directory',
  'not-folder': 'Not a directory',
  exists: 'File exists',
  denied: 'Permission denied',
  full: 'No space left on device',
  'not-empty': 'Directory not empty',
  'into-itself': 'Cannot put a directory into itself',
};

/** What is said before, at and around sign-in. */
export const practiceSignIn = {
  /** SSH banner (RFC 4252 section 5.4). */
  banner: (password: string) => `Practice server. The password is ${password}.`,
  /** Prompt of keyboard-interactive (RFC 4256). */
  passwordPrompt: 'Password: ',
} as const;

/** What the process itself says to whoever starts it by hand or reads its error output. */
export const practiceProcess = {
  startedAlone: 'The practice server is started by Earshot itself. Run npm start instead.',
  noFolder: 'The practice server needs EARSHOT_DATA_DIR, the folder that holds its key.',
  cannotStart: (reason: string) => `The practice server could not start: ${reason}.`,
} as const;

/** The message of the day: the first steps, one short sentence a line. */
export const practiceWelcome: readonly string[] = [
  'Welcome to the practice server.',
  'Nothing here is real, so nothing can break.',
  'Type ls and press Enter to hear which files are here.',
  'Type help to hear all commands.',
  'Type flood for 10,000 lines; yes floods until you press Stop.',
  'Type ask to try a question, and exit to leave.',
];

/** One sentence for each command: its form, then what it does. */
export const practiceHelp: Readonly<Record<string, string>> = {
  ask: 'ask: asks a yes or no question.',
  cat: 'cat FILE: prints a file.',
  cd: 'cd FOLDER: goes to a folder; cd alone goes home.',
  clear: 'clear: empties the screen.',
  cp: 'cp FROM TO: copies a file; -r copies a folder.',
  date: 'date: prints the date and time, UTC.',
  df: 'df: prints a table of disks; -h in short units.',
  echo: 'echo TEXT: prints the text; -n without a line end.',
  env: 'env: prints the variables.',
  exit: 'exit CODE: leaves the practice server.',
  fail: 'fail CODE: fails with that exit code, 1 to 255.',
  false: 'false: fails with code 1 and prints nothing.',
  flood: 'flood: prints 10,000 lines.',
  grep: 'grep TEXT FILE: prints lines with the text; -i any case, -n numbers, -c count, -v others, -q nothing.',
  head: 'head -n COUNT FILE: prints the first lines, 10 at first.',
  help: 'help COMMAND: says what a command does.',
  history: 'history: prints the commands you typed.',
  hostname: 'hostname: prints the name of this server.',
  ls: 'ls FOLDER: lists files; -l with details, -a hidden ones too.',
  mkdir: 'mkdir FOLDER: makes a folder; -p with those above it.',
  mv: 'mv FROM TO: moves or renames.',
  password: 'password: asks for a password, shows nothing and says only its length.',
  printf: 'printf FORMAT TEXT: prints formatted text.',
  progress: 'progress: shows a progress bar for about 4 seconds.',
  ps: 'ps: prints a table of processes.',
  pwd: 'pwd: prints the folder you are in.',
  read: 'read -p QUESTION NAME: reads a line into a variable; -s hides it.',
  rm: 'rm FILE: deletes a file; -r a folder.',
  seq: 'seq FIRST LAST: counts.',
  sleep: 'sleep SECONDS: waits.',
  tail: 'tail -n COUNT FILE: prints the last lines; -f waits for more.',
  touch: 'touch FILE: makes an empty file.',
  true: 'true: succeeds and prints nothing.',
  uname: 'uname: prints the system; -a all of it.',
  uptime: 'uptime: says how long the server runs.',
  wc: 'wc FILE: counts lines, words and bytes; -l, -w, -c one of them.',
  whoami: 'whoami: prints your user name.',
  yes: 'yes TEXT: prints the text until you press Stop.',
};

/** Around the help of single commands. */
export const practiceHelpFrame = {
  heading: 'Commands of the practice server:',
  more: 'Joined by | ; && or || they work together, > writes to a file, and help COMMAND explains one.',
  unknown: (name: string) => `help: no help for ${name}`,
} as const;

/** What the shell says itself, before or instead of a command. */
export const practiceShell = {
  name: 'practice',
  notFound: (name: string) => `practice: ${name}: command not found`,
  about: (subject: string, problem: string) => `practice: ${subject}: ${problem}`,
  ambiguous: (subject: string) => `practice: ${subject}: ambiguous redirect`,
  unexpected: (token: string) => `practice: syntax error near unexpected token '${token}'`,
  unclosedQuote: (quote: string) =>
    `practice: unexpected end of line while looking for matching ${quote}`,
  notSupported: (what: string) => `practice: ${what} is not part of the practice shell`,
  lineTooLong: 'practice: line too long',
  tooManyWords: 'practice: Argument list too long',
  variablesFull: 'practice: no room for more variables',
} as const;

/** Names of what the parser refuses, put into `practiceShell.notSupported`. */
export const practiceNotSupported = {
  background: 'running in the background with &',
  substitution: 'command substitution',
  hereDocument: 'a here-document',
  grouping: 'grouping with parentheses',
} as const;

/** Messages that several commands share. */
export const practiceMessages = {
  about: (command: string, subject: string, problem: string) =>
    `${command}: ${subject}: ${problem}`,
  cannotAccess: (command: string, path: string, problem: string) =>
    `${command}: cannot access '${path}': ${problem}`,
  cannotOpen: (command: string, path: string, problem: string) =>
    `${command}: cannot open '${path}' for reading: ${problem}`,
  cannotDo: (command: string, action: string, path: string, problem: string) =>
    `${command}: cannot ${action} '${path}': ${problem}`,
  invalidOption: (command: string, option: string) => `${command}: invalid option -- '${option}'`,
  optionNeedsValue: (command: string, option: string) =>
    `${command}: option requires an argument -- '${option}'`,
  invalidNumber: (command: string, value: string) => `${command}: invalid number: '${value}'`,
  missingOperand: (command: string) => `${command}: missing operand`,
  tooManyArguments: (command: string) => `${command}: too many arguments`,
  writeError: (command: string, problem: string) => `${command}: write error: ${problem}`,
  notIdentifier: (command: string, name: string) => `${command}: '${name}': not a valid identifier`,
  invalidPattern: (command: string) => `${command}: the pattern is too long`,
  omitsFolder: (path: string) => `cp: -r not specified; omitting directory '${path}'`,
} as const;

/** What the commands made for practising say. */
export const practiceLessons = {
  question: 'Proceed? [y/N] ',
  agreed: 'You said yes.',
  declined: 'You said no.',
  password: 'Password: ',
  passwordLength: (length: number) => `The password had ${String(length)} characters.`,
  fails: (code: number) => `fail: failing with code ${String(code)}, as asked`,
  progressLabel: 'Downloading',
  progressDone: 'Download finished.',
  floodLine: (number: number) => `line ${String(number)} of 10000`,
} as const;

/** Texts of the files in the home folder; the log and the table are made in the practice server. */
export const practiceFiles = {
  welcome: [
    'Welcome to your home folder.',
    'Try cat notes.txt to hear the next steps.',
    'Try grep -n ERROR server.log to find the one error in a long file.',
    'Try head -n 3 visits.csv to hear the top of a table.',
  ],
  notes: [
    'Step 1: cd documents goes into a folder, cd .. goes back.',
    'Step 2: ls nothing-here fails on purpose, with code 2.',
    'Step 3: seq 1 200 is long, so only its size and its last line are spoken.',
    'Step 4: sleep 60 waits a minute. Press Stop to end it.',
    'Step 5: password asks for a secret. What you type stays silent.',
  ],
  letter: [
    'Dear reader,',
    'this file is yours. Change it, copy it, delete it.',
    'It comes back at the next sign-in.',
  ],
  hosts: ['127.0.0.1 localhost', '127.0.1.1 practice'],
  osRelease: ['NAME="Earshot practice server"', 'ID=earshot-practice'],
  logStarted: 'service started',
  logError: 'ERROR cannot reach the printer: connection refused',
  logRequest: (number: number) => `request ${String(number)} answered`,
} as const;
