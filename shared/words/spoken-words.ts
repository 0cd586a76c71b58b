/** Everything Earshot says of its own accord, in English. Tests and people know these sentences by heart: change none lightly. */
import { counted, numberWord } from './plural.ts';

/** Words for speech, Messages, headings and states; a second language is another value of `SpokenWords`. */
export const spokenWordsEn = {
  /** Statuses of a command, first word of every answer. */
  status: {
    running: 'running',
    waiting: 'waiting',
    ok: 'ok',
    failed: (code: number) => `failed ${String(code)}`,
    done: 'done',
    stopped: 'stopped',
    suspended: 'suspended',
    lost: 'lost',
  },
  /** States of a session in the navigation. */
  sessionState: {
    connecting: 'connecting',
    asking: 'asking',
    quiet: 'ready',
    running: 'running',
    waiting: 'waiting',
    ended: 'ended',
  },
  command: 'command',
  greeting: 'greeting',
  greetingHeading: 'Greeting',
  lateOutput: 'output from an earlier command',
  lateOutputHeading: 'Output from an earlier command',
  on: (status: string, hostName: string) => `${status} on ${hostName}`,
  noOutput: 'no output',
  lines: (count: number) => counted(count, 'line'),
  blankLines: (count: number) => counted(count, 'blank line'),
  characters: (count: number) => counted(count, 'character'),
  linesBefore: (count: number) => `${counted(count, 'line')} before`,
  /** Lead-ins: what follows is the server's, not Earshot's. */
  says: 'says:',
  last: 'last:',
  firstError: 'first error:',
  serverText: 'Server text:',
  /** Lead-ins of the line that matters, by what the output is. */
  tests: 'tests:',
  traceError: 'error:',
  table: (rows: number) => `table, ${counted(rows, 'row')}`,
  json: {
    object: (members: number) => `JSON object, ${counted(members, 'member')}`,
    array: (elements: number) => `JSON list, ${counted(elements, 'element')}`,
    lines: (values: number) => `JSON, ${counted(values, 'value')}`,
  },
  diff: (files: number, added: number, removed: number) =>
    `diff, ${counted(files, 'file')}, ${numberWord(added)} added, ${numberWord(removed)} removed`,
  butFailed: (command: string, code: number) => `but ${command} failed ${String(code)}`,
  percent: (percent: number) => `${String(percent)} percent`,
  nowUser: (userName: string) => `now ${userName}`,
  nowIn: (directory: string) => `now in ${directory}`,
  waits: (place: string | null) => (place === null ? 'waits' : `waits on ${place}`),
  waitsForInput: (place: string | null) =>
    place === null ? 'waits for input' : `waits on ${place} for input`,
  waitsForPassword: (place: string | null) =>
    place === null ? 'waits for a password' : `waits on ${place} for a password`,
  typingHidden: 'typing is hidden',
  typingSeen: 'but the server shows typing',
  choices: (count: number) => counted(count, 'choice'),
  presetIs: (answer: string) => `${answer} is default`,
  moreToRead: 'more to read',
  yesOrNo: 'yes or no',
  presetYes: 'yes is default',
  presetNo: 'no is default',
  connected: (hostName: string, userName: string) => `connected to ${hostName} as ${userName}`,
  asksHostKey: (hostName: string) => `${hostName} shows its host key, your decision is needed`,
  asksSignIn: (hostName: string) => `${hostName} asks you to sign in`,
  signInRefused: (triesLeft: number) =>
    `sign-in refused, ${counted(triesLeft, 'try', 'tries')} left`,
  signInRefusedOn: (hostName: string, triesLeft: number) =>
    `sign-in refused on ${hostName}, ${counted(triesLeft, 'try', 'tries')} left`,
  sessionEndedHere: (hostName: string) => `session on ${hostName} ended`,
  hostEndedSession: (hostName: string, reason: string) =>
    `${hostName} ended the session: ${reason}`,
  shellClosed: 'shell closed',
  shellClosedWithCode: (code: number) => `shell closed, exit code ${String(code)}`,
  shellClosedBySignal: (signal: string) => `shell closed by signal ${signal}`,
  connectionClosed: 'connection closed',
  hostSilent: (hostName: string) => `${hostName} does not answer, session ended`,
  sessionLost: (hostName: string) => `session on ${hostName} lost`,
  takenOverBy: (deviceName: string) => `taken over by ${deviceName}`,
  takenOverByOn: (hostName: string, deviceName: string) =>
    `${hostName} taken over by ${deviceName}`,
  takenOverFrom: (deviceName: string) => `taken over from ${deviceName}`,
  anotherDevice: 'another device',
  fullScreen: (program: string) => `full screen: ${program}`,
  fullScreenUnnamed: 'full screen opened',
  fullScreenClosed: 'full screen closed',
  /** A line with nothing on it. */
  blank: 'blank',
  linesChanged: (count: number) => `${counted(count, 'line')} changed`,
  bell: 'bell',
  bellOn: (hostName: string) => `bell on ${hostName}`,
  stillRunningQuit: 'still running, Stop again for quit',
  stillRunningEnd: 'still running, use End session',
  gatewayOutOfReach: 'gateway out of reach, trying again',
  gatewayInReach: 'gateway in reach again',
  back: 'back',
  commandsFinished: (count: number) => `${counted(count, 'command')} finished`,
  commandsFailed: (count: number) => `${numberWord(count)} failed`,
  linesNotKept: (count: number) => `${counted(count, 'line')} no longer kept`,
  moreResults: (count: number) => counted(count, 'more result'),
  nothingSaidYet: 'nothing was said yet',
  hiddenCharacters: (count: number) => counted(count, 'hidden character'),
  hash: (beginning: string) => `hash ${beginning}`,
  uniqueId: (beginning: string) => `ID ${beginning}`,
  repeated: (count: number, name: string) => `${numberWord(count)} times ${name}`,
  separatorLine: 'separator line',
  /** What well-known exit codes mean; 128 + n is the end by signal n (POSIX.1-2017, 2.8.2). */
  exitCode: {
    126: 'not executable',
    127: 'command not found',
    129: 'hung up',
    130: 'interrupted',
    131: 'quit',
    132: 'illegal instruction',
    134: 'aborted',
    135: 'bus error',
    136: 'arithmetic error',
    137: 'killed',
    139: 'segmentation fault',
    141: 'broken pipe',
    143: 'terminated',
  } as Readonly<Record<number, string>>,
  signal: (number: number) => `ended by signal ${String(number)}`,
  /** What code 1 means for commands where it is an answer rather than an error. */
  noMatch: 'no match',
  filesDiffer: 'files differ',
  testFalse: 'false',
};

/** The spoken words of a language. */
export type SpokenWords = typeof spokenWordsEn;
