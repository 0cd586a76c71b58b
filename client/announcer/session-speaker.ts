/**
 * Listens to the changes of every session and has them announced; adds what only time tells: `running` after
 * 10 s, a pause in the output, a Stop without effect, and the sentence for someone who comes back.
 */
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { cutEnd } from '../../shared/speech/clean-text.ts';
import type { PageId } from '../../shared/model/ids.ts';
import type { Verbosity } from '../../shared/model/verbosity.ts';
import {
  type Announcement,
  ANNOUNCEMENT_LIMIT,
  plainAnnouncement,
} from '../../shared/speech/announcement.ts';
import {
  type CommandMemory,
  freshMemory,
  rememberChange,
} from '../../shared/speech/command-memory.ts';
import { LONG_COMMAND_MS } from '../../shared/speech/result-sentence.ts';
import {
  announcementFor,
  pausedAnnouncement,
  runningAnnouncement,
  type SpeechContext,
  standingPrompt,
} from '../../shared/speech/say-change.ts';
import { returnAnnouncement } from '../../shared/speech/say-return.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';
import { en } from '../../shared/words/en.ts';

/** Output that pauses this long while its command runs is told once. */
export const PAUSE_MS = 2_000;
/** A Stop that has not ended the command after this long is told. */
export const STOP_PATIENCE_MS = 2_000;
/** What comes together is said as one: a screen that closes and its command's end, a lost command and its session's end. */
export const TOGETHER_MS = 300;
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
}

/** Turns changes into announcements, with the timers that belong to them. */
export interface SessionSpeaker {
  /** A change was applied: `before` and `after` are the views around it. Call once for each, in order. */
  changed(sessionKey: string, before: SessionView, change: SessionChange, after: SessionView): void;
  /** The person pressed Stop; `pressed` counts the presses for this command, from 1. */
  stopRequested(sessionKey: string, pressed: number): void;
  /** From now on nothing of this session is said: the page is hidden, or the line to the gateway is down. */
  left(sessionKey: string, view: SessionView): void;
  /** The page shows the session again: says what was missed and what it waits for. */
  cameBack(sessionKey: string, view: SessionView): void;
  /** The session came to the front: says the prompt that stands, if there is one. */
  cameToFront(sessionKey: string, view: SessionView): void;
  /** The session is closed for good. */
  forget(sessionKey: string): void;
}

interface Attention {
  memory: CommandMemory;
  view: SessionView | null;
  viewWhenLeft: SessionView | null;
  saidPause: boolean;
  lastPrintedMs: number;
  /** Waits a moment for what belongs with it: a closed screen, or a command lost with its session. */
  held: Announcement | null;
  lastBellMs: number;
  readonly lifetime: AbortController;
  /** Timers of the command that runs now. */
  command: AbortController | null;
  pause: AbortController | null;
}

/** Creates a speaker that has heard of no session; its timers end with `signal`. */
export function createSessionSpeaker(
  { clock, announce, listenerOf }: SessionSpeakerParts,
  { signal }: { readonly signal: AbortSignal },
): SessionSpeaker {
  const sessions = new Map<string, Attention>();

  const attentionTo = (sessionKey: string): Attention => {
    const known = sessions.get(sessionKey);
    if (known !== undefined) return known;
    const attention: Attention = {
      memory: freshMemory,
      view: null,
      viewWhenLeft: null,
      saidPause: false,
      lastPrintedMs: 0,
      held: null,
      lastBellMs: Number.NEGATIVE_INFINITY,
      lifetime: childLifetime(signal),
      command: null,
      pause: null,
    };
    sessions.set(sessionKey, attention);
    return attention;
  };

  const contextOf = (sessionKey: string, memory: CommandMemory): SpeechContext => ({
    ...listenerOf(sessionKey),
    sessionKey,
    memory,
  });

  const endTimers = (attention: Attention): void => {
    attention.command?.abort();
    attention.pause?.abort();
    attention.command = null;
    attention.pause = null;
  };

  /** The block that runs (and does not wait) while the session is in front and attended to, or null. */
  const runningBlock = (sessionKey: string, attention: Attention) => {
    const block = attention.view?.blocks.at(-1);
    const isHeard = attention.viewWhenLeft === null && listenerOf(sessionKey).sessionInFront;
    return isHeard && block?.status.kind === 'running' && block.kind === 'command' ? block : null;
  };

  const sayRunning = (sessionKey: string, attention: Attention): void => {
    const block = runningBlock(sessionKey, attention);
    if (block === null || attention.saidPause || attention.memory.usedFullScreen) return;
    announce(runningAnnouncement(contextOf(sessionKey, attention.memory)));
  };

  const watchPause = (sessionKey: string, attention: Attention): void => {
    if (attention.saidPause || attention.pause !== null) return;
    attention.pause = childLifetime(attention.lifetime.signal);
    const quietForMs = clock.monotonicMs() - attention.lastPrintedMs;
    const check = (): void => {
      attention.pause = null;
      if (clock.monotonicMs() - attention.lastPrintedMs < PAUSE_MS) {
        watchPause(sessionKey, attention);
        return;
      }
      const block = runningBlock(sessionKey, attention);
      if (block === null || attention.memory.usedFullScreen) return;
      const announcement = pausedAnnouncement(block, contextOf(sessionKey, attention.memory));
      if (announcement === null) return;
      attention.saidPause = true;
      announce(announcement);
    };
    clock.after(PAUSE_MS - quietForMs, check, attention.pause.signal);
  };

  const watchCommand = (sessionKey: string, attention: Attention): void => {
    endTimers(attention);
    attention.command = childLifetime(attention.lifetime.signal);
    clock.after(
      LONG_COMMAND_MS,
      () => {
        sayRunning(sessionKey, attention);
      },
      attention.command.signal,
    );
  };

  /** Starts and ends the timers that a change calls for. */
  const keepTime = (sessionKey: string, attention: Attention, change: SessionChange): void => {
    switch (change.type) {
      case 'block.started':
        attention.saidPause = false;
        attention.lastPrintedMs = clock.monotonicMs();
        watchCommand(sessionKey, attention);
        return;
      case 'block.printed':
        attention.lastPrintedMs = clock.monotonicMs();
        watchPause(sessionKey, attention);
        return;
      case 'block.waited':
        if (change.prompt === null) watchCommand(sessionKey, attention);
        else endTimers(attention);
        return;
      case 'block.ended':
        endTimers(attention);
        return;
      default:
    }
  };

  /** Announces after a moment, unless something that belongs with it takes it over before. */
  const hold = (attention: Attention, announcement: Announcement): void => {
    attention.held = announcement;
    clock.after(
      TOGETHER_MS,
      () => {
        if (attention.held !== announcement) return;
        attention.held = null;
        announce(announcement);
      },
      attention.lifetime.signal,
    );
  };

  /** Announces what a change says, joined with what was held back for it. */
  const sayChange = (
    attention: Attention,
    change: SessionChange,
    phase: SessionView['phase'],
    announcement: Announcement,
  ): void => {
    const { held } = attention;
    const isLost = change.type === 'block.ended' && change.status.kind === 'lost';
    const isClosing = change.type === 'screen.changed' && change.fullScreen === null;
    if (isLost && phase.kind !== 'ended') {
      hold(attention, announcement);
    } else if (isLost) {
      announce(endsByItself(phase) ? { ...announcement, isSilent: true } : announcement);
    } else if (isClosing) {
      hold(attention, announcement);
    } else if (change.type === 'block.ended' && held?.topic.endsWith('/screen') === true) {
      attention.held = null;
      announce(joined(held, announcement));
    } else if (change.type === 'phase.changed' && held?.kind === 'result') {
      attention.held = null;
      announce(endsByItself(phase) ? { ...held, isSilent: true } : held);
      announce(announcement);
    } else {
      announce(announcement);
    }
  };

  return {
    changed(sessionKey, before, change, after) {
      if (signal.aborted) return;
      const attention = attentionTo(sessionKey);
      attention.view = after;
      const nowMs = clock.monotonicMs();
      const remembered = rememberChange(attention.memory, before, change, nowMs);
      // A result counts the wait that ends with it; a prompt is compared with what was heard before it.
      const isEnd = change.type === 'block.ended';
      const context = contextOf(sessionKey, isEnd ? remembered : attention.memory);
      attention.memory = remembered;
      keepTime(sessionKey, attention, change);
      if (attention.viewWhenLeft !== null) return;
      if (change.type === 'bell.rung') {
        if (nowMs < attention.lastBellMs + BELL_EVERY_MS) return;
        attention.lastBellMs = nowMs;
      }
      const announcement = announcementFor(before, change, context);
      if (announcement !== null) sayChange(attention, change, after.phase, announcement);
    },
    stopRequested(sessionKey, pressed) {
      const attention = attentionTo(sessionKey);
      if (attention.command === null) return;
      const { spoken } = en;
      const text = pressed === 1 ? spoken.stillRunningQuit : spoken.stillRunningEnd;
      const say = (): void => {
        if (attention.viewWhenLeft !== null) return;
        announce(plainAnnouncement(text, 'answer', sessionKey, { urgency: 'assertive' }));
      };
      clock.after(STOP_PATIENCE_MS, say, attention.command.signal);
    },
    left(sessionKey, view) {
      const attention = attentionTo(sessionKey);
      attention.viewWhenLeft ??= view;
    },
    cameBack(sessionKey, view) {
      const attention = attentionTo(sessionKey);
      const before = attention.viewWhenLeft;
      attention.viewWhenLeft = null;
      attention.view = view;
      if (before === null) return;
      const missed = returnAnnouncement(before, view, sessionKey);
      if (missed !== null) announce(missed);
      const context = contextOf(sessionKey, attention.memory);
      if (before.phase !== view.phase) {
        const said = announcementFor(before, { type: 'phase.changed', phase: view.phase }, context);
        if (said !== null) announce(said);
      }
      const prompt = standingPrompt(view, context);
      if (prompt !== null) announce(prompt);
    },
    cameToFront(sessionKey, view) {
      const attention = attentionTo(sessionKey);
      attention.view = view;
      const prompt = standingPrompt(view, contextOf(sessionKey, attention.memory));
      if (prompt !== null) announce(prompt);
    },
    forget(sessionKey) {
      sessions.get(sessionKey)?.lifetime.abort();
      sessions.delete(sessionKey);
    },
  };
}

/** Whether a session ended because someone wanted it to: then its last command is not called lost aloud. */
function endsByItself(phase: SessionView['phase']): boolean {
  return phase.kind === 'ended' && phase.end.by !== 'failure';
}

/** `full screen closed, ok` in place of two announcements. */
function joined(closed: Announcement, result: Announcement): Announcement {
  const text = cutEnd(`${closed.text}, ${result.text}`, ANNOUNCEMENT_LIMIT);
  return { ...result, text, ownText: `${closed.ownText}, ${result.ownText}` };
}
