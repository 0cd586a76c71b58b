/** Joins sessions, link and presence to the voice: what happens, while nobody listens or the line is down, is told on return. */
import type { Clock } from '../shared/base/clock.ts';
import { childLifetime } from '../shared/base/lifetime.ts';
import { SECOND_MS } from '../shared/base/units.ts';
import type { PageId, SessionId } from '../shared/model/ids.ts';
import { gatewayFoundAnnouncement, gatewayLostAnnouncement } from '../shared/speech/say-gateway.ts';
import { initialSessionView } from '../shared/terminal/session-view.ts';
import type { Announcer } from './announcer/announcer.ts';
import type { SessionSpeaker } from './announcer/session-speaker.ts';
import type { GatewayLink } from './link/gateway-link.ts';
import type { Presence } from './ports/presence.ts';
import type { AppStores } from './stores/app-stores.ts';

/** A shorter break is not worth a word. */
const LOST_AFTER_MS = 3 * SECOND_MS;
/** After attaching again, what was missed comes at once; this long it is collected. */
const CATCH_UP_MS = 300;

/** What is joined. */
export interface SpeechWiringParts {
  readonly clock: Clock;
  readonly pageId: PageId;
  readonly stores: AppStores;
  readonly link: GatewayLink;
  readonly presence: Presence;
  readonly announcer: Announcer;
  readonly speaker: SessionSpeaker;
}

/** Joins them until `signal` aborts. */
export function wireSpeech(parts: SpeechWiringParts, signal: AbortSignal): void {
  speakOfSessions(parts, signal);
  speakOfReturns(parts, signal);
  speakOfGateway(parts, signal);
}

/** Each change is handed to the speaker, and a whole state that replaced another as a return. */
function speakOfSessions(parts: SpeechWiringParts, signal: AbortSignal): void {
  const { stores, presence, speaker } = parts;
  stores.sessions.onStep(({ sessionId, before, change, after }) => {
    // A reload takes the pen from the page that it replaces; that is no news.
    const isOwnReload =
      change.type === 'writer.changed' &&
      change.writer?.pageId === parts.pageId &&
      change.writer.deviceId === before.writer?.deviceId;
    if (!isOwnReload) speaker.changed(sessionId, before, change, after);
  }, signal);
  stores.sessions.onReplaced(({ sessionId, before, after, isOwn }) => {
    if (before !== null) {
      speaker.left(sessionId, before);
      if (presence.isInFront()) speaker.cameBack(sessionId, after);
      return;
    }
    // A connection can fail before this page has even attached: the whole state is then its first news.
    const start = initialSessionView(after.target);
    const { phase } = after;
    if (isOwn) speaker.changed(sessionId, start, { type: 'phase.changed', phase }, after);
    if (isShown(stores, sessionId)) speaker.cameToFront(sessionId, after);
  }, signal);
  let shown: SessionId | null = null;
  stores.route.listen((route) => {
    const next = route.view === 'session' ? route.sessionId : null;
    if (next === shown) return;
    shown = next;
    const view = next === null ? null : stores.sessions.get().followed.get(next)?.view;
    if (next !== null && view) speaker.cameToFront(next, view);
  }, signal);
}

/** What happened behind the screen, or while the line was down, is told in one sentence on return. */
function speakOfReturns(parts: SpeechWiringParts, signal: AbortSignal): void {
  const { clock, stores, link, presence, speaker } = parts;
  const followed = () => stores.sessions.get().followed;
  const comeBackSoon = (sessionId: SessionId): void => {
    if (!presence.isInFront()) return;
    const comeBack = (): void => {
      const view = followed().get(sessionId)?.view;
      if (view && presence.isInFront()) speaker.cameBack(sessionId, view);
    };
    clock.after(CATCH_UP_MS, comeBack, signal);
  };
  link.onMessage(({ message }) => {
    if (message.type === 'session.attached') comeBackSoon(message.sessionId);
  }, signal);
  presence.listen((event) => {
    if (event === 'back') leaveAll(parts);
    // With a living socket nothing is attached again, so the return is told here.
    else if (event === 'front' && link.state().kind === 'open')
      for (const sessionId of followed().keys()) comeBackSoon(sessionId);
  }, signal);
}

/** A gateway out of reach is told once it has lasted and the page is in front, and so is its return. */
function speakOfGateway(parts: SpeechWiringParts, signal: AbortSignal): void {
  const { clock, link, presence, announcer } = parts;
  let waiting: AbortController | null = null;
  let isTold = false;
  const forget = (): void => {
    waiting?.abort();
    waiting = null;
  };
  const watch = (): void => {
    if (waiting !== null || link.state().kind !== 'connecting') return;
    waiting = childLifetime(signal);
    const tell = (): void => {
      if (link.state().kind !== 'connecting' || !presence.isInFront()) return;
      isTold = true;
      leaveAll(parts);
      announcer.announce(gatewayLostAnnouncement());
    };
    clock.after(LOST_AFTER_MS, tell, waiting.signal);
  };
  link.onState(({ kind }) => {
    if (kind === 'connecting') {
      watch();
      return;
    }
    forget();
    if (kind !== 'open' || !isTold) return;
    isTold = false;
    announcer.announce(gatewayFoundAnnouncement());
  }, signal);
  presence.listen((event) => {
    if (event === 'back') forget();
    else if (event === 'front') watch();
  }, signal);
}

function leaveAll({ stores, speaker }: SpeechWiringParts): void {
  for (const [sessionId, { view }] of stores.sessions.get().followed)
    if (view !== null) speaker.left(sessionId, view);
}

/** Whether the session's view is the one on the screen. */
export function isShown(stores: AppStores, sessionId: string): boolean {
  const route = stores.route.get();
  return route.view === 'session' && route.sessionId === sessionId;
}
