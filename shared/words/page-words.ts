/** Everything the page shows in English: names of controls, headings, short explanations. What is spoken of sessions stands in spoken-words. */
import { durationWords } from './duration.ts';
import { counted, numberWord } from './plural.ts';

/** Words of the page. */
export const pageWords = {
  appName: 'Earshot',
  documentTitle: (view: string) => `${view}, Earshot`,
  waitingTitle: (hostName: string) => `waits, ${hostName}, Earshot`,
  mainNavigation: 'Main',
  hosts: 'Hosts',
  help: 'Help',
  sessionLink: (hostName: string, state: string) => `${hostName}, ${state}`,
  numberedName: (hostName: string, number: number) => `${hostName} (${numberWord(number)})`,
  messages: 'Messages',
  noMessages: 'Nothing was announced yet.',
  repeatLast: 'Repeat last',
  serverText: 'Server text:',
  serverSays: 'The server says:',
  cancel: 'Cancel',

  starting: 'Starting',
  connectingToGateway: 'Connecting to the gateway…',
  reload: 'Reload the page',
  refusedTitle: 'Not connected',

  setupTitle: 'Set up Earshot',
  setupExplained:
    'Type the setup code that Earshot printed where it was started. Capitals, spaces and hyphens do not matter.',
  setupOther:
    'To add this device to one that is signed in, type the 8 digits that Help shows there.',
  setupCode: 'Setup code',
  setupCodeMissing: 'Type the setup code.',
  continueSetup: 'Continue',
  deviceOn: (browser: string, system: string) => `${browser} on ${system}`,
  unknownBrowser: 'Browser',
  unknownSystem: 'unknown system',

  addHost: 'Add host',
  searchHosts: 'Search hosts',
  savedHosts: 'Saved hosts',
  noHosts: 'No saved hosts yet.',
  hostsFound: (count: number) => `${counted(count, 'host')} found`,
  hostDescription: (userName: string, address: string, port: number) =>
    port === 22 ? `${userName} at ${address}` : `${userName} at ${address}, port ${port}`,
  moreOf: (name: string) => `${name}, more`,
  edit: 'Edit',
  duplicate: 'Duplicate',
  remove: 'Remove',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeExplained:
    'It is taken off the list on all your devices. The key trusted for its address is forgotten, unless another host has that address.',
  hostSaved: (name: string) => `saved ${name}`,
  hostDuplicated: (name: string) => `added ${name}`,
  hostRemoved: (name: string) => `removed ${name}`,
  practiceServer: 'Practice server',
  practiceDescription: (userName: string, password: string) =>
    `A small server inside Earshot, to try things out. User ${userName}, password ${password}.`,
  thisComputer: 'This computer',
  thisComputerDescription: 'The machine that Earshot runs on.',
  thisComputerTitle: 'Connect to this computer',
  connect: 'Connect',

  addHostTitle: 'Add host',
  editHostTitle: (name: string) => `Edit ${name}`,
  name: 'Name',
  nameHint: 'What you want to call it; empty for the address.',
  address: 'Address',
  addressHint: 'A host name or a numeric address.',
  port: 'Port',
  portHint: 'Empty for 22.',
  userName: 'User name',
  saveHost: 'Save host',

  firstConnection: (hostName: string) => `First connection to ${hostName}`,
  firstConnectionExplained: (hostName: string) =>
    `Earshot has not seen ${hostName} before. Compare its fingerprint with one you got from whoever runs it.`,
  practiceKeyExplained:
    'This is practice: it is the practice server inside Earshot, and its key is the right one. With a real server you would compare the fingerprint first.',
  practiceKeyWrong:
    'This key is not the one of the practice server inside Earshot. Do not trust it.',
  fingerprintWords: 'Fingerprint as words',
  fingerprintText: (algorithm: string) => `Fingerprint as text, ${algorithm}`,
  expectedFingerprint: 'Expected fingerprint',
  expectedFingerprintHint:
    'Optional. Paste or type the words, or the text that begins with SHA256.',
  fingerprintMatches: 'Match. It is the same fingerprint.',
  fingerprintDiffers: 'No match. It is a different fingerprint.',
  trustAndConnect: 'Trust and connect',

  keyChangedTitle: (hostName: string) => `Host key of ${hostName} changed`,
  keyChangedExplained:
    'The server shows another key than the one you trusted. It may have been set up anew, or someone may be in between. Earshot sent nothing: no user name, no password.',
  keyExpected: 'Trusted fingerprint',
  keySeen: 'Fingerprint seen now',
  keyChangedAdvice:
    'Ask whoever runs the server. Only if the key was replaced on purpose: remove the host, which forgets the old key, then add it again.',

  asksPassword: (userName: string, hostName: string) =>
    `Earshot asks for the password of ${userName} on ${hostName}.`,
  asksAnswer: (userName: string, hostName: string) =>
    `Earshot asks for an answer for ${userName} on ${hostName}.`,
  signInRefused: (triesLeft: number) =>
    `The last answer was refused, ${counted(triesLeft, 'try', 'tries')} left.`,
  practicePassword: (password: string) => `This is practice: the password is ${password}.`,
  password: 'Password',
  answer: 'Answer',
  numberedAnswer: (number: number) => `Answer ${numberWord(number)}`,
  numberedPassword: (number: number) => `Password ${numberWord(number)}`,
  typingShown: 'What you type is shown.',
  signIn: 'Sign in',

  session: 'Session',
  sessionLoading: 'Getting the session…',
  partMissing:
    'This part of Earshot could not be loaded. Reload the page when the gateway is in reach.',
  backToHosts: 'Back to Hosts',
  connectingTo: (hostName: string) => `Connecting to ${hostName}…`,
  waitingForDecision: 'Waiting for your decision.',
  outputOf: (hostName: string) => `Output of ${hostName}`,
  outputEmpty: 'No output yet.',
  outputForgotten: (blocks: number, lines: number) =>
    `${counted(blocks, 'older command')} with ${counted(lines, 'line')} no longer kept.`,
  command: 'Command',
  latest: (label: string) => `Latest: ${label}`,
  backToCommand: 'Back to command',
  run: 'Run',
  send: 'Send',
  stop: 'Stop',
  more: 'More',
  yes: 'Yes',
  no: 'No',
  typingHidden: 'Typing is hidden.',
  verbosity: (level: string) => `Verbosity: ${level}`,
  verbosityIs: (level: string) => `verbosity ${level}`,
  takeOver: (deviceName: string) =>
    deviceName === '' ? 'Take over' : `Take over from ${deviceName}`,
  readingOnly: (deviceName: string) =>
    `${deviceName === '' ? 'Another device' : deviceName} is typing in this session; here you read along.`,
  offers: (hostName: string) => `Offered by ${hostName}`,
  offersExplained: 'Programs on the server asked for these. Nothing was done with them.',
  windowTitle: 'Title',
  notification: 'Notification',
  clipboardText: 'Text for the clipboard',
  copyText: 'Copy text',
  textCopied: 'copied',
  endSession: 'End session',
  closeSession: 'Close session',
  connectAgain: 'Connect again',
  sessionEnded: 'Session ended',
  endedByPerson: 'You ended this session.',
  endedByShell: (exitCode: number | null, signal: string | null) =>
    signal !== null
      ? 'The shell was ended by a signal.'
      : exitCode === null || exitCode === 0
        ? 'The shell on the server was closed.'
        : `The shell on the server was closed with code ${exitCode}.`,
  alreadyRunning: 'not sent, another command is running',
  notConfirmed: (count: number) => `${counted(count, 'input')} not confirmed, not sent again`,
  notConfirmedLines: (lines: readonly string[]) => `Not confirmed: ${lines.join('; ')}`,
  secretInput: 'hidden text',
  controlInput: 'a control key',

  copyOutput: 'Copy output',
  runAgain: 'Run again',
  copied: (lines: number) => `copied, ${counted(lines, 'line')}`,
  notCopied: 'not copied, the browser refused',
  startedAt: 'Started',
  duration: 'Duration',
  durationOf: (durationMs: number | null) =>
    durationMs === null ? 'still running' : durationWords(durationMs),
  directory: 'Directory',
  directoryUnknown: 'not told by the shell',
  bounds: 'Bounds',
  boundsAre: {
    certain: 'sure, told by the shell',
    likely: 'guessed from a prompt that came back',
    unsure: 'guessed, not sure',
  },
  showLines: (first: number, last: number, notShown: number) =>
    first === last
      ? `Show line ${numberWord(first)} of ${numberWord(notShown)} not shown`
      : `Show lines ${numberWord(first)} to ${numberWord(last)} of ${numberWord(notShown)} not shown`,
  showLinesSoFar: 'Show more lines so far',
  noMoreLinesYet: 'no more lines yet',
  linesGone: (count: number) => `${counted(count, 'line')} no longer kept.`,
  lineCut: (count: number) => `${counted(count, 'more character')} of this line not shown.`,

  actionSendLine: 'Send what is in the field',
  actionStop: 'Stop the running command, when nothing is selected',
  actionOlder: 'Older command, in the field',
  actionNewer: 'Newer command, in the field',

  helpTitle: 'Help',
  helpHow: 'How it works',
  helpHowText: [
    'Choose a host in Hosts. When it is connected, type a command and press Enter.',
    'Every command answers with one sentence: first ok or failed, then how much it printed or what went wrong.',
    'The output stands above the field. Every command is a heading, every line an element of its own; long output shows its first and last lines, and a button for those in between.',
    'The button Latest, right above the field, goes to the newest output. Back to command returns.',
    'Stop ends the running command, also in the middle of a flood.',
    'Everything that was announced also stands in Messages at the end of the page. Repeat last says the last announcement again.',
    'A session goes on when you close the page, lose the network or lock the phone. On return, one sentence says what was missed.',
  ],
  helpKeys: 'Keys',
  helpKeysText: 'In a session. Every key is also a button.',
  helpDevices: 'Devices',
  thisDevice: (name: string) => `This device is called ${name}.`,
  addDevice: 'Add a device',
  addDeviceExplained:
    'Creates 8 digits. On the other device, open Earshot and type them as the setup code.',
  deviceCodeTitle: 'Digits for the other device',
  deviceCode: (digits: string, validMs: number) => `${digits}, valid for ${durationWords(validMs)}`,
  deviceJoined: (name: string) => `device added: ${name}`,
  signOut: 'Sign out',
  signOutExplained: 'This browser is no longer a device of yours. Your sessions go on.',
};
