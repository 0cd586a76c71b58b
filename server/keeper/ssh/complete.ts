/** Asks a server over a second channel what a half typed line could go on with. What is typed travels as data only. */
import type { Clock } from '../../../shared/base/clock.ts';
import { KIB, SECOND_MS } from '../../../shared/base/units.ts';
import {
  CANDIDATE_LIMIT,
  CANDIDATES_LIMIT,
  type Completion,
  type CompletionCandidate,
} from '../../../shared/protocol/completion-conversation.ts';
import type { CompletionQuestion } from '../ports/shell-transport.ts';
import { commandWords, quotedWord } from './command-words.ts';
import {
  BASH_COMPLETION,
  COMPLETION_SIGN,
  FISH_COMPLETION,
  POSIX_COMPLETION,
} from './completion-scripts.ts';
import { askOnSecondChannel } from './second-channel.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Names of every command of a large machine fit in. */
const ANSWER_LIMIT_BYTES = 512 * KIB;
const ANSWER_LIMIT_MS = SECOND_MS;
/** Control, format and unassigned characters, with which one name could look like another. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}]/u;

/** Makes `Shell.complete` for a connection. One question at a time; a second one meanwhile is answered as late. */
export function createCompleter(
  connection: SshConnection,
  clock: Clock,
  shellPath: string,
): (question: CompletionQuestion) => Promise<Completion> {
  const shellName = shellPath.slice(shellPath.lastIndexOf('/') + 1);
  let isAsking = false;
  let isRefused = false;

  return async ({ line, directory }) => {
    const { words, text, from } = commandWords(line);
    const nothing = (outcome: Completion['outcome']): Completion => ({
      outcome,
      from,
      total: 0,
      candidates: [],
    });
    if (isRefused) return nothing('not-offered');
    if (isAsking || connection.failure !== null) return nothing('late');
    const data = [directory, text, ...words];
    // A line end would make two lines of one.
    if (data.some((part) => /[\0\r\n]/.test(part))) return nothing('listed');
    isAsking = true;
    const answer = await askOnSecondChannel(connection, clock, {
      command: scriptFor(shellName),
      input: `${data.join('\n')}\n`,
      limitBytes: ANSWER_LIMIT_BYTES,
      limitMs: ANSWER_LIMIT_MS,
    });
    isAsking = false;
    if (answer === 'no-answer') return nothing('late');
    const names = answer === 'no-channel' ? null : namesIn(answer.printed.toString('utf8'));
    isRefused = names === null;
    if (names === null) return nothing('not-offered');
    const current = words.at(-1) ?? '';
    const found = names.map((name) => wholeWord(name, current));
    const candidates = candidatesFrom(found, shellName === 'fish');
    return {
      outcome: 'listed',
      from,
      total: candidates.length,
      candidates: candidates.slice(0, CANDIDATES_LIMIT),
    };
  };
}

function scriptFor(shellName: string): string {
  if (shellName === 'bash') return BASH_COMPLETION;
  return shellName === 'fish' ? FISH_COMPLETION : POSIX_COMPLETION;
}

/** The names after the script's sign; null where it did not run: the server offers no such thing. */
export function namesIn(printed: string): string[] | null {
  const lines = printed.split('\n');
  const sign = lines.indexOf(COMPLETION_SIGN);
  if (sign === -1) return null;
  // fish describes its candidates after a tab.
  return lines.slice(sign + 1).map((line) => line.split('\t', 1)[0] ?? '');
}

/** Completions of bash give only what comes after `=` and `:`, where readline breaks words. */
export function wholeWord(name: string, current: string): string {
  if (name.startsWith(current)) return name;
  const breaksAt = Math.max(current.lastIndexOf('='), current.lastIndexOf(':'));
  const isRest = name.startsWith(current.slice(breaksAt + 1));
  return breaksAt === -1 || !isRest ? name : current.slice(0, breaksAt + 1) + name;
}

/** Sorted, each once, without what cannot be shown as it is. */
function candidatesFrom(names: readonly string[], isFish: boolean): CompletionCandidate[] {
  const fit = names.filter(
    (name) => name !== '' && name.length <= CANDIDATE_LIMIT && !UNSHOWABLE.test(name),
  );
  return [...new Set(fit)].sort().map((name) => {
    const goesOn = /[/=:]$/.test(name);
    return { label: name, insert: quotedWord(name, isFish) + (goesOn ? '' : ' ') };
  });
}
