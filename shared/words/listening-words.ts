/** What Earshot says and shows in English about listening itself: levels, pace, quiet, and the answers to what one asks of it. */
import { counted, numberWord } from './plural.ts';

/** Words of listening. */
export const listeningWords = {
  verbosityForApp: 'Verbosity for the app',
  verbosityForHost: 'Verbosity for this host',
  verbosityForSession: 'Verbosity for this session',
  verbosityIsForApp: (level: string) => `verbosity ${level}, for the app`,
  verbosityIsForHost: (level: string, hostName: string) => `verbosity ${level}, for ${hostName}`,
  verbosityIsForSession: (level: string) => `verbosity ${level}, for this session`,

  faster: 'Speech pace: faster',
  slower: 'Speech pace: slower',
  paceIs: (wordsPerMinute: number) => `speech pace ${numberWord(wordsPerMinute)} words a minute`,

  beQuiet: 'Be quiet',
  speakAgain: 'Speak again',
  quietOrSpeak: 'Be quiet, or speak again',
  isQuiet: 'quiet',
  speaks: 'speaking again',

  follow: 'Follow',
  followOnly: 'Follow only lines with',
  follows: 'following',
  followsMatching: 'following lines that match',
  followEnds: 'not following',
  nothingToFollow: 'nothing runs',

  whatNow: 'What now?',
  whoIsSpeaking: 'Who is speaking?',
  sessions: 'Sessions',

  ready: 'ready',
  noCommandYet: 'no command yet',
  earshotSpeaks: 'Earshot speaks',
  inSessionAs: (hostName: string, userName: string) => `in the session ${hostName} as ${userName}`,
  inNoSession: 'in no session',
  lastWasOwn: 'the last message was its own',
  lastQuoted: 'the last message held server text',
  noSessions: 'no sessions',
  sessionCount: (count: number) => counted(count, 'session'),
};
