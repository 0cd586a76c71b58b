/** What Earshot prints on the console where it was started: plain sentences, one a line, no table and no colour. */
import { durationWords } from './duration.ts';
import { counted } from './plural.ts';

/** English sentences of supervisor and upgrade. */
export const consoleWords = {
  /** Exactly the last line printed when everything is ready. */
  ready: (port: number) => `Earshot is ready at http://localhost:${port}/`,
  openPage: (port: number) => `Open http://localhost:${port}/ in a browser on this computer.`,
  setupCode: (code: string) => `Setup code: ${code}`,
  setupLink: (link: string) => `Or open this link, which carries the code: ${link}`,
  setupValidity: (validMs: number) =>
    `The code is valid for ${durationWords(validMs)}; npm run pair prints a new one.`,
  setupPreset: 'The setup code is the one in EARSHOT_SETUP_CODE.',
  setupIgnored: 'EARSHOT_SETUP_CODE is ignored, because Earshot has an owner already.',
  dataFolder: (folder: string) => `Your data is in ${folder}`,
  howToStop: 'To stop Earshot, press Ctrl+C. That ends all sessions.',
  practiceMissing: 'The practice server did not start; everything else works.',
  stopping: 'Earshot stops now; all sessions end.',
  stopped: 'Earshot has stopped.',
  webRestarted: 'The web process had stopped and was started again. Sessions went on.',
  keeperRestarted: 'A keeper had stopped and was started again. Its sessions are lost.',
  upgrading: 'Earshot upgrades its web process; sessions go on.',
  upgraded: 'Earshot is upgraded; sessions went on.',
  /** Help of `npm start`. */
  help: (flags: readonly FlagHelp[]) =>
    [
      'Usage: npm start -- [FLAGS]',
      '',
      ...flags.flatMap((flag) => [
        `${flag.flag} ${flag.value}`,
        `  ${flag.meaning} Environment variable: ${flag.variable}. Default: ${flag.standard}.`,
      ]),
      '--help',
      '  Prints this and ends.',
      '',
      'A flag goes before its environment variable.',
    ].join('\n'),
  meanings: {
    port: 'Port of the page; 0 takes any free one.',
    host: 'Address to listen on.',
    dataFolder: 'Folder for hosts, devices and keys.',
    setupCode: 'One-time code for the first device, at least 12 characters, used once.',
    keepers: 'Number of processes that hold sessions, 1 to 8.',
  },
  standards: {
    randomCode: 'a random code, printed at the start',
  },
  problems: {
    unknownFlag: 'npm start -- --help lists all flags',
    valueMissing: 'a value is needed after it',
    wholeNumber: (from: number, to: number) => `a whole number from ${from} to ${to} is needed`,
    portReserved: 'this one is reserved by the system, a number from 1024 on is free to all',
    hostEmpty: 'an address is needed, such as 127.0.0.1',
    folderEmpty: 'a folder is needed',
    codeShort: (least: number) => `at least ${counted(least, 'character')} are needed`,
    codeThin: (least: number) =>
      `at least ${counted(least, 'character')} other than spaces and hyphens are needed`,
    codeLong: (most: number) => `at most ${counted(most, 'character')} are possible`,
  },
} as const;

/** One flag as help lists it. */
export interface FlagHelp {
  readonly flag: string;
  /** Name of its value, in capitals. */
  readonly value: string;
  readonly variable: string;
  readonly meaning: string;
  readonly standard: string;
}
