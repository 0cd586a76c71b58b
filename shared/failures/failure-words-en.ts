/** The English failure catalogue: one sentence of cause, one of advice for every code. */
import { durationWords } from '../words/duration.ts';
import { counted, numberWord } from '../words/plural.ts';
import type { FailureWords } from './failure-words.ts';
import { gatewayFailureWordsEn } from './gateway-failure-words-en.ts';
import type { Misbehaviour } from './misbehaviour.ts';

const misbehaviourWords: Readonly<Record<Misbehaviour, string>> = {
  'too-many-questions': 'it asked too many questions',
  'question-too-long': 'it asked too long a question',
  'too-many-banners': 'it sent too much text before sign-in',
  'too-many-channels': 'it tried to open too many channels',
  'too-many-exits': 'it told too many exit codes',
  'too-much-before-sign-in': 'it sent too much data before sign-in',
  'too-much-output': 'it sent more output than agreed',
  'answers-unread': 'it left our answers unread',
  'packet-broken': 'it sent a broken packet',
  'host-key-weak': 'its host key is too weak',
  'host-key-unproven': 'it could not prove that its host key is its own',
};

/** Failures of SSH and of sessions; those of the gateway, its data and its protocol have a file of their own. */
export const failureWordsEn: FailureWords = {
  ...gatewayFailureWordsEn,
  'ssh.name-unknown': {
    sentence: ({ address }) => `Unknown name ${address}, no address found for it.`,
    advice: 'Check the spelling, or use the numeric address.',
  },
  'ssh.refused': {
    sentence: ({ address, port }) => `Refused by ${address}, nothing listens on port ${port}.`,
    advice: 'Check the port, and that the SSH server is started there.',
  },
  'ssh.no-answer': {
    sentence: ({ address, port, waitedMs }) =>
      `No answer from ${address}, port ${port}, after ${durationWords(waitedMs)}.`,
    advice: 'Check that the host is switched on, and that no firewall is in between.',
  },
  'ssh.no-route': {
    sentence: ({ address }) => `No route to ${address} from this gateway.`,
    advice: 'Check that the gateway is on the right network, or that its VPN is connected.',
  },
  'ssh.not-ssh': {
    sentence: ({ address, port }) =>
      `Not an SSH server: something else answers on ${address}, port ${port}.`,
    advice: 'Check the port of the host; SSH is usually on 22.',
  },
  'ssh.server-silent': {
    sentence: ({ address, port, waitedMs }) =>
      `Silent server: ${address}, port ${port}, accepted but said nothing for ${durationWords(waitedMs)}.`,
    advice: 'Try again in a minute; the server may be overloaded or still starting.',
  },
  'ssh.no-common-algorithm': {
    sentence: ({ address, kind }) =>
      `No common algorithm with ${address}${kind === '' ? '' : ` for ${kind}`}.`,
    advice: 'Update the SSH server on that host; it offers only outdated algorithms.',
  },
  'ssh.key-changed': {
    sentence: ({ address, port }) =>
      `Host key changed on ${address}, port ${port}, so nothing was sent.`,
    advice: 'Ask who runs the host whether its key was replaced, before you trust it again.',
  },
  'ssh.key-not-trusted': {
    sentence: ({ address }) => `Host key of ${address} not trusted, so nothing was sent.`,
    advice: 'Connect again when you have compared the fingerprint.',
  },
  'ssh.sign-in-refused': {
    sentence: ({ userName, address }) => `Sign-in refused for ${userName} on ${address}.`,
    advice: 'Check the user name and the password, then connect again.',
  },
  'ssh.sign-in-cancelled': {
    sentence: ({ address }) => `Sign-in cancelled, not connected to ${address}.`,
    advice: 'Connect again when you have the password at hand.',
  },
  'ssh.method-not-offered': {
    sentence: ({ address }) => `Password sign-in not offered by ${address}.`,
    advice: ({ offered }) =>
      offered.length === 0
        ? 'Ask who runs the host to allow passwords.'
        : 'Ask who runs the host to allow passwords, or use a sign-in that it offers.',
    detail: ({ offered }) =>
      offered.length === 0 ? '' : `The server says: it offers ${offered.join(', ')}`,
  },
  'ssh.no-sign-in-asked': {
    sentence: ({ address }) => `No sign-in asked by ${address}, so it was not trusted.`,
    advice: 'Ask who runs the host why it lets anyone in without a password.',
  },
  'ssh.shell-refused': {
    sentence: ({ address }) => `Shell refused by ${address} after sign-in.`,
    advice: 'Ask who runs the host whether your user may open a shell.',
  },
  'ssh.server-closed': {
    sentence: ({ address }) => `Connection closed by ${address}.`,
    advice: 'Connect again; if it closes again, ask who runs the host.',
    detail: ({ detail }) => (detail === '' ? '' : `The server says: ${detail}`),
  },
  'ssh.connection-lost': {
    sentence: ({ address }) => `Connection lost to ${address}.`,
    advice: 'Connect again; commands that still ran may have been ended by the host.',
  },
  'ssh.server-misbehaved': {
    sentence: ({ address }) => `Rules of SSH broken by ${address}, so the connection was closed.`,
    advice: 'Check that this is the right server before you connect again.',
    detail: ({ what }) => `Details: ${misbehaviourWords[what]}`,
  },
  'ssh.own-port': {
    sentence: ({ port }) => `Port ${port} belongs to this gateway, it is not an SSH server.`,
    advice: 'Use the port of the SSH server, usually 22.',
  },
  'session.unknown': {
    sentence: () => 'Session not found, it is no longer open.',
    advice: 'Open a new session from Hosts.',
  },
  'session.ended': {
    sentence: () => 'Session over, nothing more can be sent to it.',
    advice: 'Open a new session from Hosts.',
  },
  'session.not-writer': {
    sentence: ({ writer }) =>
      `Not sent: ${writer === '' ? 'another device' : writer} is typing in this session.`,
    advice: 'Take over the session to type here.',
  },
  'session.input-gap': {
    sentence: ({ expected, received }) =>
      `Not sent: input ${numberWord(received)} came before input ${numberWord(expected)}.`,
    advice: 'Reload the page, then look at the output before you type it again.',
  },
  'session.input-behind': {
    sentence: ({ limitBytes }) =>
      `Not sent: the host has not read the last ${counted(limitBytes, 'byte')} yet.`,
    advice: 'Wait, or press Stop, then send it again.',
  },
  'session.question-over': {
    sentence: () => 'Too late, that question is no longer open.',
    advice: 'Listen for the next question, or connect again.',
  },
  'session.block-gone': {
    sentence: () => 'Output no longer kept, it made room for newer output.',
    advice: 'Run the command again, perhaps into a file.',
  },
};
