/**
 * The road from a session's order to its shell and back to its end: connecting, the two kinds of questions, the
 * open shell, and why it is over. Tells the session its phases and changes, and knows nothing of pages.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import { failed, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { HostKey } from '../../../shared/model/host-key.ts';
import type { OwnerId, SessionId } from '../../../shared/model/ids.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import type {
  SessionEnd,
  SessionPhase,
  SessionTarget,
} from '../../../shared/terminal/session-view.ts';
import type { Shell, ShellTransport, TerminalSize } from '../ports/shell-transport.ts';
import { connectShell } from './connect-shell.ts';
import { createHostKeyQuestion, type HostKeyQuestion } from './host-key-question.ts';
import type { LineBudget, LineShare } from './line-budget.ts';
import type { RingBudget } from './ring-budget.ts';
import { createShellPump, type CreateTerminalReader, type ShellPump } from './shell-pump.ts';
import { createSignInDialogue, type SignInDialogue } from './sign-in-dialogue.ts';
import type { SteadyTime } from './steady-time.ts';

/** What every session of a keeper works with. */
export interface SessionSurroundings {
  readonly transport: ShellTransport;
  readonly createReader: CreateTerminalReader;
  /** Command that starts a shell with marks, null where that shell has none. */
  readonly startCommandFor: (shellPath: string, secret: string) => string | null;
  /** An unguessable text for the marks of one shell. */
  readonly createSecret: () => string;
  readonly lineBudget: LineBudget;
  readonly ringBudget: RingBudget;
  readonly clock: Clock;
  /** A bug in one session ends that session only; it is told here. */
  readonly onBug: (problem: unknown) => void;
}

/** What one session is about. */
export interface SessionOrder {
  readonly sessionId: SessionId;
  readonly ownerId: OwnerId;
  readonly target: SessionTarget;
  /** The host key the person trusts, null on a first connection. */
  readonly pin: HostKey | null;
}

/** What a connection tells its session. After `ended` comes nothing more. */
export interface ConnectionListener {
  enter(phase: SessionPhase): void;
  record(changes: readonly SessionChange[]): void;
}

/** A session's connection, from the first try to the end. */
export interface SessionConnection {
  /** The shell, null while there is none to write to. */
  openShell(): ShellPump | null;
  decideHostKey(trusted: HostKey | null): Result<null, Failure>;
  answerSignIn(questionId: number, answers: readonly string[] | null): Result<null, Failure>;
  /** Closes everything; the phase `ended` follows when the last output is understood, at most 0.2 s later. */
  end(end: SessionEnd): void;
  /** Lines of the shell's blocks, also after its end; session.block-gone where they are no longer kept. */
  readLines: ShellPump['readLines'];
  /** Closes everything without a word and frees the terminal. */
  dispose(): void;
}

/** The terminal's size: wide enough that programs seldom wrap, and no page has a grid that it must fit. */
const TERMINAL_SIZE: TerminalSize = { columns: 120, rows: 40 };

interface ConnectionState {
  readonly order: SessionOrder;
  readonly surroundings: SessionSurroundings;
  readonly time: SteadyTime;
  readonly listener: ConnectionListener;
  readonly lifetime: AbortController;
  readonly hostKey: HostKeyQuestion;
  readonly signIn: SignInDialogue;
  readonly secret: string;
  readonly share: LineShare;
  pump: ShellPump | null;
  /** Why the session is being closed, while the last output is still being understood. */
  closing: SessionEnd | null;
  isOver: boolean;
}

/** Begins to connect, a moment later, so that whoever asks for it holds it already. */
export function createSessionConnection(
  order: SessionOrder,
  surroundings: SessionSurroundings,
  time: SteadyTime,
  listener: ConnectionListener,
): SessionConnection {
  const connectingAgain = (): void => listener.enter({ kind: 'connecting' });
  const state: ConnectionState = {
    order,
    surroundings,
    time,
    listener,
    lifetime: new AbortController(),
    hostKey: createHostKeyQuestion(connectingAgain),
    signIn: createSignInDialogue({
      onQuestion: (question) => listener.enter({ kind: 'asking-sign-in', question }),
      onSettled: connectingAgain,
    }),
    secret: surroundings.createSecret(),
    share: surroundings.lineBudget.join(() => state.pump?.trimLines()),
    pump: null,
    closing: null,
    isOver: false,
  };
  Promise.resolve()
    .then(() => connect(state))
    .catch((problem: unknown) => {
      surroundings.onBug(problem);
      const { address } = order.target;
      finish(state, { by: 'failure', failure: { code: 'ssh.connection-lost', address } });
    });

  return {
    openShell: () => (state.isOver || state.closing !== null ? null : state.pump),
    decideHostKey: (trusted) => state.hostKey.decide(trusted),
    answerSignIn: (questionId, answers) => state.signIn.answer(questionId, answers),
    end(end) {
      if (state.isOver || state.closing !== null) return;
      state.closing = end;
      if (state.pump === null) finish(state, end);
      else state.pump.close();
    },
    readLines: (blockId, from, count) =>
      state.pump?.readLines(blockId, from, count) ?? failed({ code: 'session.block-gone' }),
    dispose() {
      state.isOver = true;
      stopAsking(state);
      state.pump?.close();
      state.pump?.dispose();
      state.share.leave();
    },
  };
}

async function connect(state: ConnectionState): Promise<void> {
  const { order, surroundings, listener } = state;
  if (state.lifetime.signal.aborted) return;
  const opened = await connectShell(
    {
      transport: surroundings.transport,
      target: order.target,
      pin: order.pin,
      askHostKey(hostKey) {
        const decision = state.hostKey.ask(hostKey);
        listener.enter({ kind: 'asking-host-key', hostKey });
        return decision;
      },
      shell: {
        size: TERMINAL_SIZE,
        ask: (question) => state.signIn.ask(question),
        startCommand: (shellPath) => surroundings.startCommandFor(shellPath, state.secret),
      },
    },
    state.lifetime.signal,
  );
  if (!opened.ok) finish(state, { by: 'failure', failure: opened.failure });
  else if (state.isOver) opened.value.close();
  else startPump(state, opened.value);
}

function startPump(state: ConnectionState, shell: Shell): void {
  const { surroundings, listener, time } = state;
  listener.enter({ kind: 'open' });
  state.pump = createShellPump({
    shell,
    size: TERMINAL_SIZE,
    marksSecret: shell.startedWithMarks ? state.secret : null,
    createReader: surroundings.createReader,
    keptLimitBytes: () => state.share.limitBytes(),
    clock: surroundings.clock,
    nowEpochMs: () => time.nowEpochMs(),
    onChanges: (changes) => listener.record(changes),
    onEnd: (end) => finish(state, state.closing ?? end ?? { by: 'person' }),
  });
}

function finish(state: ConnectionState, end: SessionEnd): void {
  if (state.isOver) return;
  state.isOver = true;
  stopAsking(state);
  state.listener.enter({ kind: 'ended', end });
}

function stopAsking(state: ConnectionState): void {
  state.lifetime.abort();
  state.hostKey.close();
  state.signIn.close();
}
