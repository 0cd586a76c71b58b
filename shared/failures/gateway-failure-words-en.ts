/** The English failure catalogue, second part: the gateway, its data, its protocol, devices, records and forms. */
import { durationWords } from '../words/duration.ts';
import { counted, numberWord } from '../words/plural.ts';
import type { FailureWords } from './failure-words.ts';

type GatewayWords = Omit<FailureWords, `ssh.${string}` | `session.${string}`>;

/** Words of every failure that is not about SSH or a session. */
export const gatewayFailureWordsEn: GatewayWords = {
  'keeper.lost': {
    sentence: () => 'Session lost, the part of Earshot that held it stopped.',
    advice: 'Connect again, and check whether the last command was run.',
  },
  'keeper.full': {
    sentence: ({ limit }) =>
      `No room for another session, ${counted(limit, 'session')} already open.`,
    advice: 'End a session that you no longer need.',
  },
  'keeper.not-ready': {
    sentence: () => 'Not ready, Earshot is still starting.',
    advice: 'Try again in a few seconds.',
  },
  'gateway.out-of-reach': {
    sentence: () => 'Gateway out of reach.',
    advice: 'Check your network, Earshot keeps trying and your sessions go on.',
  },
  'gateway.sessions-full': {
    sentence: ({ limit }) => `Too many sessions, ${counted(limit, 'session')} already open.`,
    advice: 'End a session that you no longer need.',
  },
  'gateway.sockets-full': {
    sentence: ({ limit }) => `Too many pages, ${counted(limit, 'page')} already connected.`,
    advice: 'Close Earshot in another tab or on another device.',
  },
  'gateway.port-taken': {
    sentence: ({ port }) => `Port ${port} is taken by another program.`,
    advice: 'Stop that program, or start Earshot with another port in EARSHOT_PORT.',
  },
  'gateway.address-not-here': {
    sentence: ({ address }) => `Address ${address} does not belong to this machine.`,
    advice: 'Set EARSHOT_HOST to an address of this machine, or leave it out.',
  },
  'gateway.data-in-use': {
    sentence: ({ folder, processId }) =>
      `Already running: process ${processId} uses the data folder ${folder}.`,
    advice: 'Use the Earshot that runs, or set another folder in EARSHOT_DATA_DIR.',
  },
  'gateway.data-damaged': {
    sentence: ({ folder }) => `Data damaged in the folder ${folder}.`,
    advice: 'Put back a backup of that folder, or move it away to start afresh.',
  },
  'gateway.data-newer': {
    sentence: ({ folder }) => `Data in ${folder} was written by a newer Earshot.`,
    advice: 'Start the newer Earshot, or choose another folder in EARSHOT_DATA_DIR.',
  },
  'gateway.data-no-folder': {
    sentence: ({ folder }) => `No folder: ${folder} is a file, or lies below one.`,
    advice: 'Set EARSHOT_DATA_DIR to a folder, or move that file away.',
  },
  'gateway.data-not-private': {
    sentence: ({ folder }) => `Not private: others on this machine have rights in ${folder}.`,
    advice: ({ folder }) =>
      `Set EARSHOT_DATA_DIR to a new folder, or, if this one is for Earshot alone, run chmod 700 ${folder}.`,
  },
  'gateway.data-read-only': {
    sentence: ({ folder }) => `Data folder ${folder} cannot be written.`,
    advice: 'Give yourself the right to write there, or set EARSHOT_DATA_DIR.',
  },
  'gateway.disk-full': {
    sentence: ({ folder }) => `Disk full, nothing more can be saved in ${folder}.`,
    advice: 'Free some space on that disk, then try again.',
  },
  'gateway.setting-invalid': {
    sentence: ({ name }) => `Setting ${name} is not valid.`,
    advice: ({ problem }) =>
      problem === '' ? 'Correct the setting, then start again.' : `Correct it: ${problem}.`,
  },
  'gateway.not-running': {
    sentence: ({ folder }) => `Not running: no Earshot uses the data folder ${folder}.`,
    advice: 'Start Earshot with npm start.',
  },
  'gateway.upgrade-failed': {
    sentence: () => 'Upgrade failed, the new version did not start.',
    advice: 'Read the lines printed above, then upgrade again; your sessions go on.',
  },
  'protocol.mismatch': {
    sentence: ({ page, gateway }) =>
      `Page out of date: it speaks version ${numberWord(page)}, the gateway version ${numberWord(gateway)}.`,
    advice: 'Reload the page.',
  },
  'protocol.malformed': {
    sentence: () => 'Message not understood.',
    advice: 'Reload the page.',
  },
  'protocol.unknown-message': {
    sentence: ({ name }) => `Message ${name === '' ? 'without a name' : name} not known.`,
    advice: 'Reload the page.',
  },
  'protocol.too-large': {
    sentence: ({ limitBytes }) => `Too large, at most ${counted(limitBytes, 'byte')} at once.`,
    advice: 'Send it in smaller parts.',
  },
  'protocol.too-fast': {
    sentence: ({ waitMs }) => `Too fast, wait ${waitWords(waitMs)}.`,
    advice: 'Wait, then try again.',
  },
  'pairing.code-wrong': {
    sentence: ({ triesLeft }) => `Wrong code, ${counted(triesLeft, 'try', 'tries')} left.`,
    advice: 'Check the code, then type it again.',
  },
  'pairing.code-spent': {
    sentence: () => 'Code no longer valid.',
    advice: 'Run npm run pair on the gateway for a new one.',
  },
  'pairing.too-fast': {
    sentence: ({ waitMs }) => `Too many tries, wait ${waitWords(waitMs)}.`,
    advice: 'Wait, then type the code again.',
  },
  'device.not-paired': {
    sentence: () => 'Not signed in, this browser does not belong to an owner.',
    advice: 'Enter a setup code, or add this device from one that is signed in.',
  },
  'record.unknown': {
    sentence: () => 'Not found, it was removed meanwhile.',
    advice: 'Reload the page to hear what is there.',
  },
  'record.conflict': {
    sentence: () => 'Not saved, it was changed on another device meanwhile.',
    advice: 'Look at the new version, then save again.',
  },
  'record.too-large': {
    sentence: ({ limitBytes }) => `Not saved, it is larger than ${counted(limitBytes, 'byte')}.`,
    advice: 'Shorten it, then save again.',
  },
  'record.too-many': {
    sentence: ({ limit }) =>
      `Not saved, at most ${counted(limit, 'entry', 'entries')} of this kind.`,
    advice: 'Remove some that you no longer need.',
  },
  'host.name-invalid': {
    sentence: () => 'Name not valid.',
    advice: 'Use 1 to 64 visible characters.',
  },
  'host.address-invalid': {
    sentence: () => 'Address not valid.',
    advice: 'Use a host name such as server.example, or a numeric address, without spaces.',
  },
  'host.port-invalid': {
    sentence: () => 'Port not valid.',
    advice: 'Use a number from 1 to 65535, or leave it empty for 22.',
  },
  'host.user-name-invalid': {
    sentence: () => 'User name not valid.',
    advice: 'Use 1 to 64 visible characters without spaces, not beginning with a hyphen.',
  },
};

/** A time to wait, rounded up, so that trying after it succeeds. */
function waitWords(waitMs: number): string {
  return durationWords(Math.max(1, Math.ceil(waitMs / 1000)) * 1000);
}
