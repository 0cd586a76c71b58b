/** What an exit code means, where that is known for sure: codes of the shell, signals, and commands whose 1 is an answer. */
import { en } from '../words/en.ts';
import type { SpokenWords } from '../words/spoken-words.ts';
import type { Words } from '../words/words.ts';

type Answer = Extract<keyof SpokenWords, 'noMatch' | 'filesDiffer' | 'testFalse'>;

const answersWithOne: Readonly<Record<string, Answer>> = {
  grep: 'noMatch',
  egrep: 'noMatch',
  fgrep: 'noMatch',
  zgrep: 'noMatch',
  rg: 'noMatch',
  pgrep: 'noMatch',
  diff: 'filesDiffer',
  cmp: 'filesDiffer',
  test: 'testFalse',
  '[': 'testFalse',
};
/** Exit codes above this are the end by a signal (POSIX.1-2017, 2.8.2); 64 is the highest on Linux. */
const SIGNAL_BASE = 128;
const HIGHEST_SIGNAL = 64;

/** `command not found`, `killed`, `no match`, or null when a code says nothing by itself. */
export function exitMeaning(code: number, commandLine: string, words: Words = en): string | null {
  if (code === 1) {
    const answer = answersWithOne[decidingCommand(commandLine)];
    return answer === undefined ? null : words.spoken[answer];
  }
  const known = words.spoken.exitCode[code];
  if (known !== undefined) return known;
  const signal = code - SIGNAL_BASE;
  return signal > 0 && signal <= HIGHEST_SIGNAL ? words.spoken.signal(signal) : null;
}

/** Name of the command whose code the line gives: the last of a pipeline; '' where a list could have ended early. */
function decidingCommand(commandLine: string): string {
  const bare = commandLine.replace(/'[^']*'|"(?:[^"\\]|\\.)*"|\\./g, '_');
  if (/[;&\n]|\|\|/.test(bare.replace(/[0-9]*>&[0-9-]/g, ''))) return '';
  const last = bare.slice(bare.lastIndexOf('|') + 1).trim();
  const withoutPrefix = last.replace(/^(?:[A-Za-z_][A-Za-z0-9_]*=\S*\s+)*(?:sudo\s+)?/, '');
  return withoutPrefix.split(/\s/, 1)[0] ?? '';
}
