/** The server's sign-in questions, numbered and asked one at a time. Answers pass through and are kept nowhere. */
import { failed, success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { SignInQuestion } from '../../../shared/terminal/session-view.ts';
import type { SignInAsk } from '../ports/shell-transport.ts';

/** Between one connection that asks and the pages that answer. */
export interface SignInDialogue {
  /** Shows a question; resolves with the answers in the order of its prompts, or null when the person cancels. */
  ask(question: SignInAsk): Promise<readonly string[] | null>;
  /** Answers the question that stands (null cancels); session.question-over when it is not that one. */
  answer(questionId: number, answers: readonly string[] | null): Result<null, Failure>;
  /** Nobody waits any more: a standing question counts as cancelled. */
  close(): void;
}

/** A dialogue that shows its questions by `onQuestion` and tells by `onSettled` that none stands any more. */
export function createSignInDialogue(listener: {
  onQuestion(question: SignInQuestion): void;
  onSettled(): void;
}): SignInDialogue {
  let lastId = 0;
  let standing: {
    readonly question: SignInQuestion;
    readonly resolve: (answers: readonly string[] | null) => void;
  } | null = null;

  const settle = (answers: readonly string[] | null): void => {
    const settled = standing;
    standing = null;
    settled?.resolve(answers);
  };
  return {
    ask(question) {
      settle(null);
      lastId += 1;
      const numbered = { ...question, questionId: lastId };
      return new Promise((resolve) => {
        standing = { question: numbered, resolve };
        listener.onQuestion(numbered);
      });
    },
    answer(questionId, answers) {
      if (standing?.question.questionId !== questionId) {
        return failed({ code: 'session.question-over' });
      }
      if (answers !== null && answers.length !== standing.question.prompts.length) {
        return failed({ code: 'protocol.malformed' });
      }
      // The state first, so that it never shows a question whose answer is already under way.
      listener.onSettled();
      settle(answers);
      return success(null);
    },
    close() {
      settle(null);
    },
  };
}
