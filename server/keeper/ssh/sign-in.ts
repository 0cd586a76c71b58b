/**
 * Signs a person in: asks the server for its ways, the person for the answers, and the person again where the
 * server refused. Starts only after the host key was judged (ssh2 asks for credentials no earlier).
 */
import type { AuthHandlerMiddleware, NextAuthHandler, Prompt } from 'ssh2';
import { success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { ShellRequest, SignInAsk } from '../ports/shell-transport.ts';
import { foreignText } from './foreign-text.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Answers that are taken before Earshot gives up. */
export const SIGN_IN_TRIES = 3;
/** Names of methods that a failure may carry (shared/failures). */
const OFFERED_LIMIT = 16;
const OFFERED_NAME_LIMIT = 64;

type Method = SignInAsk['method'];

/** One sign-in under way. */
export interface SignIn {
  /** What ssh2 asks for the next attempt (RFC 4252 section 5). */
  readonly choose: AuthHandlerMiddleware;
  /** Settles when the server has let the person in; rejects only when `ask` threw. */
  readonly done: Promise<Result<null, Failure>>;
}

/** Prepares signing in over a connection whose key exchange has not ended yet. */
export function createSignIn(
  connection: SshConnection,
  { endpoint, userName, ask }: Pick<ShellRequest, 'endpoint' | 'userName' | 'ask'>,
): SignIn {
  const { address } = endpoint;
  const { client, watch, phase } = connection;
  const banners: string[] = [];
  let method: Method | null = null;
  let triesLeft = SIGN_IN_TRIES;
  let isRefused = false;
  /** Whether the person answered in the running attempt, and in any. */
  let isAnswered = false;
  let hasAnswered = false;
  /** Whether the server failed keyboard-interactive without asking anything. */
  let isInteractiveMute = false;
  let isOver = false;

  const outcome = Promise.withResolvers<Result<null, Failure>>();
  const isOpen = (): boolean => !isOver && connection.failure === null;

  client.on('banner', (text: string) => {
    if (!hasAnswered) banners.push(text);
  });
  client.once('ready', () => {
    isOver = true;
    watch.signedIn();
    if (!hasAnswered) {
      // Whoever sits between could be such a server; a person who typed nothing must not end up in a shell.
      connection.fail({ code: 'ssh.no-sign-in-asked', address });
      return;
    }
    outcome.resolve(success(null));
  });
  client.on('change password', () => {
    connection.fail({ code: 'ssh.sign-in-refused', userName, address });
  });

  /** Asks the person; gives nothing back where the connection has ended meanwhile or ends with their no. */
  const askPerson = async (
    by: Method,
    texts: readonly string[],
    prompts: SignInAsk['prompts'],
  ): Promise<readonly string[] | null> => {
    phase.enter('asking');
    const serverSays = foreignText([...banners.splice(0), ...texts].join(' '));
    let answers: readonly string[] | null = null;
    try {
      answers = await ask({ method: by, serverSays, prompts, refused: isRefused, triesLeft });
    } catch (bug) {
      outcome.reject(bug);
      connection.end({ code: 'ssh.sign-in-cancelled', address });
      return null;
    }
    if (!isOpen()) return null;
    if (answers === null) {
      connection.end({ code: 'ssh.sign-in-cancelled', address });
      return null;
    }
    isAnswered = true;
    hasAnswered = true;
    isRefused = false;
    phase.enter('answer');
    return answers;
  };

  const byPassword = async (next: NextAuthHandler): Promise<void> => {
    const answers = await askPerson('password', [], [{ text: '', echo: false }]);
    if (answers !== null)
      next({ type: 'password', username: userName, password: answers[0] ?? '' });
  };

  const byQuestions = (next: NextAuthHandler): void => {
    const answer = async (
      texts: readonly string[],
      prompts: readonly Prompt[],
      finish: (answers: string[]) => void,
    ): Promise<void> => {
      const asked = prompts.map(({ prompt, echo }) => ({
        text: foreignText(prompt),
        echo: echo ?? false,
      }));
      const answers = await askPerson('keyboard-interactive', texts, asked);
      if (answers !== null) finish(prompts.map((_, at) => answers[at] ?? ''));
    };
    phase.enter('answer');
    next({
      type: 'keyboard-interactive',
      username: userName,
      prompt(name, instructions, _language, prompts, finish) {
        void answer([name, instructions], prompts, finish);
      },
    });
  };

  /** The way to try now. After a refused password questions come first: they may ask for a second factor. */
  const pick = (offered: readonly string[]): Method | null => {
    const canAsk = offered.includes('keyboard-interactive') && !isInteractiveMute;
    if (offered.includes('password') && !(canAsk && triesLeft < SIGN_IN_TRIES)) return 'password';
    return canAsk ? 'keyboard-interactive' : null;
  };

  /** Takes in how the attempt before went. False: there is none left. */
  const countAttempt = (isPartialSuccess: boolean): boolean => {
    if (method === 'keyboard-interactive' && !isAnswered) isInteractiveMute = true;
    if (isAnswered && !isPartialSuccess) {
      triesLeft -= 1;
      isRefused = true;
    }
    isAnswered = false;
    return triesLeft > 0;
  };

  const choose: AuthHandlerMiddleware = (offered: readonly string[] | null, isPartial, next) => {
    if (!isOpen()) return;
    if (offered === null) {
      phase.enter('methods');
      watch.attemptStarted(false);
      // The only way to learn what is offered; where it lets us in, `ready` refuses.
      next({ type: 'none', username: userName });
      return;
    }
    if (!countAttempt(isPartial)) {
      connection.end({ code: 'ssh.sign-in-refused', userName, address });
      return;
    }
    method = pick(offered);
    if (method === null) {
      connection.end({ code: 'ssh.method-not-offered', address, offered: namesOf(offered) });
      return;
    }
    watch.attemptStarted(method === 'keyboard-interactive');
    if (method === 'password') void byPassword(next);
    else byQuestions(next);
  };

  return { choose, done: outcome.promise };
}

/** The offered methods as a failure may carry them. */
function namesOf(offered: readonly string[]): string[] {
  return offered
    .slice(0, OFFERED_LIMIT)
    .map((name) => foreignText(name, OFFERED_NAME_LIMIT))
    .filter((name) => name !== '');
}
