/**
 * One shell that outlives every page: its journal, who follows it, who may write and what was typed. How it is
 * connected and how bytes move is `session-connection`; how much a page is sent is `attachment`.
 */
import { failed, success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { OwnerId, PageId, SessionId } from '../../../shared/model/ids.ts';
import type { Completion } from '../../../shared/protocol/completion-conversation.ts';
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';
import type { SessionSummary } from '../../../shared/protocol/session-conversation.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import {
  initialSessionView,
  type SessionView,
  type Writer,
} from '../../../shared/terminal/session-view.ts';
import { limits } from '../../config/limits.ts';
import { createAttachment, type Attachment, type FactOutlet } from './attachment.ts';
import { createInputLedger } from './input-ledger.ts';
import {
  createSessionConnection,
  type SessionConnection,
  type SessionOrder,
  type SessionSurroundings,
} from './session-connection.ts';
import { createSessionJournal, type SessionJournal } from './session-journal.ts';
import { sessionStateOf } from './session-summary.ts';
import type { ShellPump } from './shell-pump.ts';
import { createSteadyTime } from './steady-time.ts';

/** What became of an input: `confirmed` is the number of the last one taken from this page. */
export type InputOutcome =
  | { readonly kind: 'confirmed'; readonly confirmed: number }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** A session as lanes and registry see it. */
export interface TerminalSession extends Pick<
  SessionConnection,
  'decideHostKey' | 'answerSignIn' | 'readLines' | 'end' | 'dispose'
> {
  readonly sessionId: SessionId;
  readonly ownerId: OwnerId;
  readonly view: SessionView;
  /** Number of the newest change. */
  readonly seq: number;
  readonly summary: SessionSummary;
  readonly isEnded: boolean;
  /** What a line could go on with in the session's directory; session.ended without an open shell. */
  complete(line: string): Promise<Result<Completion, Failure>>;
  /** Follows from after change `since`, null: from the whole state. */
  attach(outlet: FactOutlet, since: number | null): Attachment;
  detach(attachment: Attachment): void;
  /** Gives the pen to a page when nobody holds it or `isConnected` says that its holder is gone. */
  offerPen(writer: Writer, isConnected: (page: PageId) => boolean): void;
  /** Takes the pen from whoever holds it; session.ended when there is nothing to write to. */
  takePen(writer: Writer): Result<null, Failure>;
  /** Number of the last input taken from a page. */
  lastInput(page: PageId): number;
  /** Takes an input if it is the page's next one and the page holds the pen. */
  input(page: PageId, number: number, input: SessionInput): InputOutcome;
}

/** Begins to connect. `onChanged` follows every change of the state, never before this call has returned. */
export function createTerminalSession(
  order: SessionOrder,
  surroundings: SessionSurroundings,
  onChanged: () => void,
): TerminalSession {
  const { sessionId, ownerId, target } = order;
  const startedAtEpochMs = Math.max(0, Math.round(surroundings.clock.epochMs()));
  const journal = createSessionJournal(initialSessionView(target), limits.journalRingBytes);
  const ringPlace = surroundings.ringBudget.join(journal);
  const attachments = new Set<Attachment>();
  const time = createSteadyTime(surroundings.clock);
  const record = (changes: readonly SessionChange[]): void => {
    journal.append(changes);
    for (const attachment of attachments) attachment.pump();
    // After the pages that keep up have taken their changes, so that only those who lag or are away lose any.
    ringPlace.settle();
    onChanged();
  };
  const connection = createSessionConnection(order, surroundings, time, {
    record,
    enter: (phase) => record([{ type: 'phase.changed', phase }]),
  });
  const taker = createInputTaker(journal, connection, () => time.align());

  return {
    sessionId,
    ownerId,
    get view() {
      return journal.view;
    },
    get seq() {
      return journal.seq;
    },
    get isEnded() {
      return isEnded(journal);
    },
    get summary() {
      const { hostName, userName, address } = target;
      const state = sessionStateOf(journal.view);
      return { sessionId, hostName, userName, address, state, startedAtEpochMs };
    },
    attach(outlet, since) {
      const attachment = createAttachment({ sessionId, journal, outlet, since });
      attachments.add(attachment);
      return attachment;
    },
    detach: (attachment) => void attachments.delete(attachment),
    ...createPen(journal, record),
    ...taker,
    decideHostKey: (trusted) => connection.decideHostKey(trusted),
    answerSignIn: (questionId, answers) => connection.answerSignIn(questionId, answers),
    readLines: (blockId, from, count) => connection.readLines(blockId, from, count),
    async complete(line) {
      const shell = connection.openShell();
      if (shell === null) return failed({ code: 'session.ended' });
      return success(await shell.complete({ line, directory: journal.view.directory }));
    },
    end: (end) => connection.end(end),
    dispose() {
      attachments.clear();
      connection.dispose();
      ringPlace.leave();
    },
  };
}

/** Who may write. The pen is part of the state, so every page hears where it goes. */
function createPen(
  journal: SessionJournal,
  record: (changes: readonly SessionChange[]) => void,
): Pick<TerminalSession, 'offerPen' | 'takePen'> {
  const give = (writer: Writer): void => {
    const holder = journal.view.writer;
    const isSame = holder?.pageId === writer.pageId && holder.deviceId === writer.deviceId;
    if (!isSame) record([{ type: 'writer.changed', writer }]);
  };
  return {
    offerPen(writer, isConnected) {
      if (isEnded(journal)) return;
      const holder = journal.view.writer;
      if (holder === null || !isConnected(holder.pageId)) give(writer);
    },
    takePen(writer) {
      if (isEnded(journal)) return failed({ code: 'session.ended' });
      give(writer);
      return success(null);
    },
  };
}

/** Takes inputs in order and writes each once. `align` is called when nothing runs that is being timed. */
function createInputTaker(
  journal: SessionJournal,
  connection: SessionConnection,
  align: () => void,
): Pick<TerminalSession, 'lastInput' | 'input'> {
  const ledger = createInputLedger(limits.inputPages);
  const shellFor = (page: PageId, input: SessionInput): Result<ShellPump, Failure> => {
    if (isEnded(journal)) return failed({ code: 'session.ended' });
    const { writer, phase } = journal.view;
    if (writer?.pageId !== page) {
      return failed({ code: 'session.not-writer', writer: writer?.deviceName ?? '' });
    }
    const shell = connection.openShell();
    if (shell === null) {
      return failed({ code: phase.kind === 'open' ? 'session.ended' : 'keeper.not-ready' });
    }
    // Stop has to pass however much the host has left unread.
    if (input.kind !== 'control' && shell.unsentBytes > limits.unsentInputBytes) {
      return failed({ code: 'session.input-behind', limitBytes: limits.unsentInputBytes });
    }
    return success(shell);
  };
  return {
    lastInput: (page) => ledger.lastTaken(page),
    input(page, number, input) {
      if (ledger.placeOf(page, number) === 'next') {
        const shell = shellFor(page, input);
        if (!shell.ok) return { kind: 'refused', failure: shell.failure };
        if (sessionStateOf(journal.view) === 'quiet') align();
        ledger.take(page, number);
        shell.value.write(input);
      }
      // After a gap the same number is told again, so that the page sends what is missing.
      return { kind: 'confirmed', confirmed: ledger.lastTaken(page) };
    },
  };
}

function isEnded(journal: SessionJournal): boolean {
  return journal.view.phase.kind === 'ended';
}
