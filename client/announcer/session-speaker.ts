/**
 * Listens to the changes of every session and has them announced; adds what only time tells: a command that
 * runs long, a Stop without effect, and the sentence for someone who comes back.
 */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import type { PageId } from '../../shared/model/ids.ts';
import type { Verbosity } from '../../shared/model/verbosity.ts';
import {
  type Announcement,
  plainAnnouncement,
  type Urgency,
} from '../../shared/speech/announcement.ts';
import {
  type CommandMemory,
  freshMemory,
  memoryFor,
  rememberChange,
} from '../../shared/speech/command-memory.ts';
import {
  announcementFor,
  percentAnnouncement,
  runningAnnouncement,
  type SpeechContext,
  standingPrompt,
} from '../../shared/speech/say-change.ts';
import { hasCommandLine } from '../../shared/speech/block-labels.ts';
import { runningBlock } from '../../shared/terminal/running-block.ts';
import { returnAnnouncement } from '../../shared/speech/say-return.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';
import { en } from '../../shared/words/en.ts';
import { type CommandWatch, createCommandWatch } from './command-watch.ts';
import { createKeyAnswers } from './key-answers.ts';
import { createSayTogether, type SayTogether } from './said-together.ts';

/** A Stop that has not ended the command after this long is told. */
export const STOP_PATIENCE_MS = 2_000;
/** A bell is told at most this often. */
export const BELL_EVERY_MS = 10_000;

/** Where the listener is and how much they want to hear, asked anew for every announcement. */
export interface Listener {
  readonly verbosity: Verbosity;
  readonly sessionInFront: boolean;
  readonly ownPageId: PageId | null;
}

/** What a speaker is made from; `sessionKey` is any string that names one session. */
export interface SessionSpeakerParts {
  readonly clock: Clock;
  readonly announce: (announcement: Announcement) => void;
  readonly listenerOf: (sessionKey: string) => Listener;
  /** How the answer to a key in a full-screen program is said; each assertive text chimes on Apple's devices. */
  readonly keyAnswerUrgency?: Urgency;
}

/** Turns changes into announcements, with the timers that belong to them. */
export interface SessionSpeaker {
  /** A change was applied: `before` and `after` are the views around it. Call once for each, in order. */
  changed(sessionKey: string, before: SessionView, change: SessionChange, after: SessionView): void;
  /** The person pressed Stop; `pressed` counts the presses for this command, from 1. */
  stopRequested(sessionKey: string, pressed: number): void;
  /** A key went to a program: the first new picture of a full screen within a second is its answer. */
  keyPressed(sessionKey: string): void;
  /** From now on nothing of this session is said: the page is hidden, or the line to the gateway is down. */
  left(sessionKey: string, view: SessionView): void;
  /** The page shows the session again: says what was missed and what it waits for. */
  cameBack(sessionKey: string, view: SessionView): void;
  /** The session came to the front: says the prompt that stands, if there is one. */
  cameToFront(sessionKey: string, view: SessionView): void;
  /** The session is closed for good. */
  forget(sessionKey: string): void;
}

/** Creates a speaker that has heard of no session; its timers end with `signal`. */
export function createSessionSpeaker(
  parts: SessionSpeakerParts,
  { signal }: { readonly signal: AbortSignal },
): SessionSpeaker {
  const sessions = new Map<string, SpokenSession & { readonly lifetime: AbortController }>();

  const session = (sessionKey: string): SpokenSession => {
    const known = sessions.get(sessionKey);
    if (known !== undefined) return known;
    const lifetime = childLifetime(signal);
    const created = { ...createSpokenSession(parts, sessionKey, lifetime.signal), lifetime };
    sessions.set(sessionKey, created);
    return created;
  };

  return {
    changed: (sessionKey, before, change, after) =>
      session(sessionKey).changed(before, change, after),
    stopRequested: (sessionKey, pressed) => session(sessionKey).stopRequested(pressed),
    keyPressed: (sessionKey) => session(sessionKey).keyPressed(),
    left: (sessionKey, view) => session(sessionKey).left(view),
    cameBack: (sessionKey, view) => session(sessionKey).cameBack(view),
    cameToFront: (sessionKey, view) => session(sessionKey).cameToFront(view),
    forget(sessionKey) {
      sessions.get(sessionKey)?.lifetime.abort();
      sessions.delete(sessionKey);
    },
  };
}

/** The same for one session. */
interface SpokenSession {
  changed(before: SessionView, change: SessionChange, after: SessionView): void;
  stopRequested(pressed: number): void;
  keyPressed(): void;
  left(view: SessionView): void;
  cameBack(view: SessionView): void;
  cameToFront(view: SessionView): void;
}

/** What is known of a session between two changes. */
interface Attention {
  memory: CommandMemory;
  view: SessionView | null;
  /** What the listener last knew; null while they follow the session. */
  viewWhenLeft: SessionView | null;
  lastBellMs: number;
}

function createSpokenSession(
  { clock, announce, listenerOf, keyAnswerUrgency = 'assertive' }: SessionSpeakerParts,
  sessionKey: string,
  signal: AbortSignal,
): SpokenSession {
  const attention: Attention = {
    memory: freshMemory,
    view: null,
    viewWhenLeft: null,
    lastBellMs: Number.NEGATIVE_INFINITY,
  };
  const context = (): SpeechContext => ({
    ...listenerOf(sessionKey),
    sessionKey,
    memory: attention.memory,
  });
  const sayTogether = createSayTogether(clock, announce, signal);
  const watch = createSessionWatch({ clock, announce, attention, context }, signal);

  const sayPrompt = (view: SessionView): void => {
    const prompt = standingPrompt(view, context());
    if (prompt !== null) announce(prompt);
  };

  const keyAnswers = createKeyAnswers(clock, sessionKey, keyAnswerUrgency);

  return {
    changed(before, change, after) {
      if (signal.aborted) return;
      const nowMs = clock.monotonicMs();
      const remembered = rememberChange(attention.memory, before, change, nowMs);
      // A result counts the wait that ends with it; a prompt is compared with what was heard before it.
      if (change.type === 'block.ended') attention.memory = remembered;
      const said = { ...context(), memory: memoryFor(attention.memory, change) };
      attention.memory = remembered;
      attention.view = after;
      watch.follow(change);
      if (attention.viewWhenLeft !== null || isBellTooSoon(attention, change, nowMs)) return;
      const answer = keyAnswers.answerIn(before, change);
      if (answer !== null) announce(answer);
      sayChange(before, change, said, sayTogether);
    },
    stopRequested(pressed) {
      const command = watch.commandLifetime();
      if (command === null) return;
      const text = pressed === 1 ? en.spoken.stillRunningQuit : en.spoken.stillRunningEnd;
      const sayStillRunning = (): void => {
        if (attention.viewWhenLeft !== null) return;
        announce(plainAnnouncement(text, 'answer', sessionKey, { urgency: 'assertive' }));
      };
      clock.after(STOP_PATIENCE_MS, sayStillRunning, command);
    },
    keyPressed: () => keyAnswers.keyPressed(),
    left(view) {
      attention.viewWhenLeft ??= view;
    },
    cameBack(view) {
      const before = attention.viewWhenLeft;
      attention.viewWhenLeft = null;
      attention.view = view;
      if (before === null) return;
      const missed = returnAnnouncement(before, view, sessionKey);
      if (missed !== null) announce(missed);
      const { phase } = view;
      if (phase !== before.phase)
        sayChange(before, { type: 'phase.changed', phase }, context(), sayTogether);
      sayPrompt(view);
    },
    cameToFront(view) {
      attention.view = view;
      sayPrompt(view);
    },
  };
}

function sayChange(
  before: SessionView,
  change: SessionChange,
  context: SpeechContext,
  say: SayTogether,
): void {
  const announcement = announcementFor(before, change, context);
  const phase = change.type === 'phase.changed' ? change.phase : before.phase;
  if (announcement !== null) say(change, phase, announcement);
}

function isBellTooSoon(attention: Attention, change: SessionChange, nowMs: number): boolean {
  if (change.type !== 'bell.rung') return false;
  if (nowMs < attention.lastBellMs + BELL_EVERY_MS) return true;
  attention.lastBellMs = nowMs;
  return false;
}

interface SessionWatchParts {
  readonly clock: Clock;
  readonly announce: (announcement: Announcement) => void;
  readonly attention: Attention;
  readonly context: () => SpeechContext;
}

/** The timers of a session's command, and what they say while it is in front and attended to. */
function createSessionWatch(
  { clock, announce, attention, context }: SessionWatchParts,
  signal: AbortSignal,
): CommandWatch {
  let lastPercent: number | null = null;
  const heardCommand = (): CommandBlock | null => {
    const { view, viewWhenLeft, memory } = attention;
    const block = view === null ? null : runningBlock(view);
    if (block === null || viewWhenLeft !== null || !context().sessionInFront) return null;
    const isPlain = hasCommandLine(block) && !memory.usedFullScreen;
    return isPlain && block.status.kind !== 'waiting' ? block : null;
  };
  const onLong = (times: number): void => {
    const block = heardCommand();
    if (block === null) return;
    const isFirst = times === 1 && !attention.memory.toldPause;
    if (isFirst) announce(runningAnnouncement(block, context()));
    // The end says itself that all is there; a bar that stands still says nothing new.
    else if (block.percent !== null && block.percent < 100 && block.percent !== lastPercent)
      announce(percentAnnouncement(block.percent, context()));
    lastPercent = block.percent;
  };
  return createCommandWatch({ clock, onLong }, signal);
}
