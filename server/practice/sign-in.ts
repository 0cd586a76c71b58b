/** Decides who may sign in to the practice server: one user, one well-known password, six tries. */
import type { AuthContext, Connection } from 'ssh2';
import { practiceSignIn } from '../../shared/words/practice-words.ts';
import { USER_NAME } from './shell/shell-state.ts';

/** The password, told before sign-in. It protects nothing: the server holds nothing. */
export const PRACTICE_PASSWORD = 'practice';
/** Wrong passwords after which the connection is closed. */
export const SIGN_IN_TRIES = 6;

/** Offers of keys and the question which methods there are; generous, but not without end. */
const OTHER_REQUESTS = 32;
const METHODS = ['password' as const, 'keyboard-interactive' as const];

/** Answers the sign-in requests of `connection` (RFC 4252; keyboard-interactive: RFC 4256). */
export function guardSignIn(connection: Connection): void {
  let triesLeft = SIGN_IN_TRIES;
  let requestsLeft = OTHER_REQUESTS;

  const judge = (context: AuthContext, password: string | undefined): void => {
    if (context.username === USER_NAME && password === PRACTICE_PASSWORD) {
      context.accept();
      return;
    }
    triesLeft -= 1;
    context.reject(METHODS);
    if (triesLeft === 0) connection.end();
  };

  connection.on('authentication', (context) => {
    if (context.method === 'password') {
      judge(context, context.password);
      return;
    }
    if (context.method === 'keyboard-interactive') {
      const prompt = { prompt: practiceSignIn.passwordPrompt, echo: false };
      context.prompt([prompt], (answers: unknown) => {
        // An Error instead of answers means that the client began something else.
        if (Array.isArray(answers)) judge(context, String(answers[0]));
      });
      return;
    }
    requestsLeft -= 1;
    context.reject(METHODS);
    if (requestsLeft === 0) connection.end();
  });
}
