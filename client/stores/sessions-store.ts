/**
 * Sessions: summaries of all of the owner's, by keeper slot, and the whole state of those this page follows.
 * Each applied change is also told one by one, for those who speak about them.
 */
import { createEmitter } from '../../shared/base/emitter.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { keeperSlotOf, type SessionId } from '../../shared/model/ids.ts';
import type { ServerMessage } from '../../shared/protocol/server-message.ts';
import type { SessionSummary } from '../../shared/protocol/session-conversation.ts';
import { applySessionChange } from '../../shared/terminal/apply-session-change.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import {
  initialSessionView,
  type SessionTarget,
  type SessionView,
} from '../../shared/terminal/session-view.ts';
import { createStore, type Readable } from './store.ts';

type SessionChanged = Extract<ServerMessage, { type: 'session.changed' }>;
type SessionRestored = Extract<ServerMessage, { type: 'session.restored' }>;

/** A session this page follows. */
export interface FollowedSession {
  /** Null until its first state has come. */
  readonly view: SessionView | null;
  /** Number of the last change in `view`; null for none. */
  readonly seq: number | null;
}

/** All that is known of sessions. */
export interface SessionsState {
  readonly summaries: ReadonlyMap<number, readonly SessionSummary[]>;
  readonly followed: ReadonlyMap<SessionId, FollowedSession>;
}

/** One change as it was applied. */
export interface SessionStep {
  readonly sessionId: SessionId;
  readonly before: SessionView;
  readonly change: SessionChange;
  readonly after: SessionView;
}
/** A whole state that replaced what the page knew. */
export interface SessionReplacement {
  readonly sessionId: SessionId;
  readonly before: SessionView | null;
  readonly after: SessionView;
  /** Whether this page opened the session, so that everything about it is news to the person. */
  readonly isOwn: boolean;
}

/** The store, with the ways to write it that apply-server-message and actions use. */
export interface SessionsStore extends Readable<SessionsState> {
  /** Says what a session that was just opened connects to, before its first change. */
  expect(sessionId: SessionId, target: SessionTarget): void;
  applyChanged(message: SessionChanged): void;
  applyRestored(message: SessionRestored): void;
  setSummaries(slot: number, summaries: readonly SessionSummary[]): void;
  /** Marks a session as over on this page's side: its keeper is gone, or it is not known any more. */
  lose(sessionId: SessionId, failure: Failure): void;
  /** Where a session leads, as far as it is known before its first state has come; null for unknown. */
  targetOf(sessionId: SessionId): SessionTarget | null;
  /** Removes what is known of a session. */
  forget(sessionId: SessionId): void;
  onStep(listener: (step: SessionStep) => void, signal: AbortSignal): void;
  onReplaced(listener: (replacement: SessionReplacement) => void, signal: AbortSignal): void;
}

/** Creates a store without sessions. */
export function createSessionsStore(): SessionsStore {
  const store = createStore<SessionsState>({ summaries: new Map(), followed: new Map() });
  const steps = createEmitter<SessionStep>();
  const replacements = createEmitter<SessionReplacement>();
  const targets = new Map<SessionId, SessionTarget>();
  /** Blocks of a restore whose last part has not come yet. */
  const halves = new Map<SessionId, { readonly seq: number; readonly blocks: CommandBlock[] }>();

  const setFollowed = (sessionId: SessionId, session: FollowedSession): void => {
    const state = store.get();
    store.set({ ...state, followed: new Map(state.followed).set(sessionId, session) });
  };
  const viewToStartFrom = (sessionId: SessionId): SessionView | null => {
    const target = targets.get(sessionId) ?? targetOf(store.get(), sessionId);
    return target === null ? null : initialSessionView(target);
  };

  return {
    get: () => store.get(),
    listen: (listener, signal) => store.listen(listener, signal),
    targetOf: (sessionId) =>
      store.get().followed.get(sessionId)?.view?.target ??
      viewToStartFrom(sessionId)?.target ??
      null,
    expect(sessionId, target) {
      targets.set(sessionId, target);
    },
    applyChanged({ sessionId, firstSeq, changes }) {
      const known = store.get().followed.get(sessionId);
      const start = known?.view ?? viewToStartFrom(sessionId);
      if (start === null) return;
      let seq = known?.seq ?? firstSeq - 1;
      let view = start;
      const applied: SessionStep[] = [];
      for (const [index, change] of changes.entries()) {
        // After a reconnect a change may come again; it has been applied already.
        if (firstSeq + index !== seq + 1) continue;
        seq += 1;
        const before = view;
        view = applySessionChange(before, change);
        applied.push({ sessionId, before, change, after: view });
      }
      setFollowed(sessionId, { view, seq });
      for (const step of applied) steps.emit(step);
    },
    applyRestored({ sessionId, seq, part, parts, head, blocks }) {
      const half = halves.get(sessionId);
      const joined = part > 1 && half?.seq === seq ? [...half.blocks, ...blocks] : [...blocks];
      if (part < parts) {
        halves.set(sessionId, { seq, blocks: joined });
        return;
      }
      halves.delete(sessionId);
      const before = store.get().followed.get(sessionId)?.view ?? null;
      const after = { ...head, blocks: keepIdentity(before, joined) };
      setFollowed(sessionId, { view: after, seq });
      replacements.emit({ sessionId, before, after, isOwn: targets.has(sessionId) });
    },
    setSummaries(slot, summaries) {
      const state = store.get();
      store.set({ ...state, summaries: new Map(state.summaries).set(slot, summaries) });
    },
    lose(sessionId, failure) {
      const known = store.get().followed.get(sessionId);
      const before = known?.view ?? viewToStartFrom(sessionId);
      halves.delete(sessionId);
      if (before === null || before.phase.kind === 'ended') return;
      const change: SessionChange = {
        type: 'phase.changed',
        phase: { kind: 'ended', end: { by: 'failure', failure } },
      };
      const after = applySessionChange(before, change);
      setFollowed(sessionId, { view: after, seq: known?.seq ?? null });
      steps.emit({ sessionId, before, change, after });
    },
    forget(sessionId) {
      targets.delete(sessionId);
      halves.delete(sessionId);
      store.set(withoutSession(store.get(), sessionId));
    },
    onStep: (listener, signal) => steps.listen(listener, signal),
    onReplaced: (listener, signal) => replacements.listen(listener, signal),
  };
}

/** All summaries, oldest session first. */
export function listSummaries(state: SessionsState): readonly SessionSummary[] {
  return [...state.summaries.values()]
    .flat()
    .sort((one, other) => one.startedAtEpochMs - other.startedAtEpochMs);
}

/** The summary of one session, or null. */
export function summaryOf(state: SessionsState, sessionId: SessionId): SessionSummary | null {
  const listed = state.summaries.get(keeperSlotOf(sessionId)) ?? [];
  return listed.find((summary) => summary.sessionId === sessionId) ?? null;
}

function withoutSession(state: SessionsState, sessionId: SessionId): SessionsState {
  const followed = new Map(state.followed);
  followed.delete(sessionId);
  const slot = keeperSlotOf(sessionId);
  const listed = (state.summaries.get(slot) ?? []).filter(
    (summary) => summary.sessionId !== sessionId,
  );
  return { followed, summaries: new Map(state.summaries).set(slot, listed) };
}

/** The best target for a session opened by another page: its port is not in the summary and not shown. */
function targetOf(state: SessionsState, sessionId: SessionId): SessionTarget | null {
  const summary = summaryOf(state, sessionId);
  if (summary === null) return null;
  const { hostName, address, userName } = summary;
  return { kind: 'host', hostName, address, port: 22, userName };
}

/** Blocks that did not change stay the same object, so that nothing a reader may be on is drawn again. */
function keepIdentity(before: SessionView | null, blocks: readonly CommandBlock[]): CommandBlock[] {
  const known = new Map((before?.blocks ?? []).map((block) => [block.id, block]));
  return blocks.map((block) => {
    const old = known.get(block.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(block) ? old : block;
  });
}
