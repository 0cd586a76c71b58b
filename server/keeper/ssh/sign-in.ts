/**
 * Signs a person in: asks the server for its ways, the person for the answers, and the person again where the
 * server refused. Starts only after the host key was judged (ssh2 asks for credentials no earlier).
 */
import type {
  AuthHandlerMiddleware,
  KeyboardInteractiveAuthMethod,
  NextAuthHandler,
  Prompt,
} from 'ssh2';
import { success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { ShellRequest, SignInAsk } from '../ports/shell-transport.ts';
import { foreignText } from './foreign-text.ts';
import { createSignInTries, type SignInMethod } from './sign-in-tries.ts';
import type { SshConnection } from './ssh-connection.ts';

/** Names of methods that a failure may carry (shared/failures). */
const OFFERED_LIMIT = 16;
const OFFERED_NAME_LIMIT = 64;

/** One sign-in under way. */
export interface SignIn {
  /** What ssh2 asks for the next attempt (RFC 4252 section 5). */
  readonly choose: AuthHandlerMiddleware;
  /** Settles when the server has let the person in; rejects only when `ask` threw. */
  readonly done: Promise<Result<null, Failure>>;
}

type Asking = Pick<ShellRequest, 'endpoint' | 'userName' | 'ask'>;
type PromptHandler = KeyboardInteractiveAuthMethod['prompt'];

/** Asks the person what the server wants to know; null where no answer may be sent any more. */
type AskPerson = (
  method: SignInMethod,
  texts: readonly string[],
  prompts: SignInAsk['prompts'],
) => Promise<readonly string[] | null>;

/** The offered methods as a failure may carry them. */
function namesOf(offered: readonly string[]): string[] {
  return offered
    .slice(0, OFFERED_LIMIT)
    .map((name) => foreignText(name, OFFERED_NAME_LIMIT))
    .filter((name) => name !== '');
}

/** Sends a password the person gave. */
async function byPassword(userName: string, ask: AskPerson, next: NextAuthHandler): Promise<void> {
  const answers = await ask('password', [], [{ text: '', echo: false }]);
  if (answers !== null) next({ type: 'password', username: userName, password: answers[0] ?? '' });
}

/** Lets the server ask, in as many rounds as it wants within the limits. */
function byQuestions(userName: string, ask: AskPerson, next: NextAuthHandler): void {
  const answer = async (
    texts: readonly string[],
    prompts: readonly Prompt[],
    finish: (answers: string[]) => void,
  ): Promise<void> => {
    const asked = prompts.map(({ prompt, echo }) => ({
      text: foreignText(prompt),
      echo: echo ?? false,
    }));
    const answers = await ask('keyboard-interactive', texts, asked);
    if (answers !== null) finish(prompts.map((_, at) => answers[at] ?? ''));
  };
  const prompt = (...[name, instructions, , prompts, finish]: Parameters<PromptHandler>): void => {
    void answer([name, instructions], prompts, finish);
  };
  next({ type: 'keyboard-interactive', username: userName, prompt });
}

/** Prepares signing in over a connection whose key exchange has not ended yet. */
export function createSignIn(connection: SshConnection, request: Asking): SignIn {
  const { userName } = request;
  const { address } = request.endpoint;
  const { client, watch, phase } = connection;
  const tries = createSignInTries();
  const banners: string[] = [];
  const outcome = Promise.withResolvers<Result<null, Failure>>();
  let isOver = false;
  const isOpen = (): boolean => !isOver && connection.failure === null;

  client.on('banner', (text: string) => {
    if (!tries.hasAnswered) banners.push(text);
  });
  client.once('ready', () => {
    isOver = true;
    watch.signedIn();
    if (tries.hasAnswered) outcome.resolve(success(null));
    // Whoever sits between could be such a server; a person who typed nothing must not end up in a shell.
    else connection.fail({ code: 'ssh.no-sign-in-asked', address });
  });
  client.on('change password', () => {
    connection.fail({ code: 'ssh.sign-in-refused', userName, address });
  });

  const ask: AskPerson = async (method, texts, prompts) => {
    phase.enter('asking');
    const serverSays = foreignText([...banners.splice(0), ...texts].join(' '));
    const { isRefused: refused, triesLeft } = tries;
    let answers: readonly string[] | null = null;
    try {
      answers = await request.ask({ method, serverSays, prompts, refused, triesLeft });
    } catch (bug) {
      outcome.reject(bug);
    }
    if (!isOpen()) return null;
    if (answers === null) {
      connection.end({ code: 'ssh.sign-in-cancelled', address });
      return null;
    }
    tries.answered();
    phase.enter('answer');
    return answers;
  };

  const choose: AuthHandlerMiddleware = (offered: readonly string[] | null, isPartial, next) => {
    if (!isOpen()) return;
    if (offered === null) {
      phase.enter('methods');
      // The only way to learn what is offered; where it lets us in, `ready` refuses.
      next({ type: 'none', username: userName });
      return;
    }
    const attempt = tries.next(offered, isPartial);
    watch.attemptStarted(attempt === 'keyboard-interactive');
    if (attempt === 'no-tries-left') {
      connection.end({ code: 'ssh.sign-in-refused', userName, address });
    } else if (attempt === 'not-offered') {
      connection.end({ code: 'ssh.method-not-offered', address, offered: namesOf(offered) });
    } else if (attempt === 'password') {
      void byPassword(userName, ask, next);
    } else {
      phase.enter('answer');
      byQuestions(userName, ask, next);
    }
  };

  return { choose, done: outcome.promise };
}
