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
  const { clock, stores, link, presence, announcer, speaker } = parts;
  const { sessions } = stores;
  let lost: AbortController | null = null;
  let isLostTold = false;

  const eachView = (call: typeof speaker.left): void => {
    for (const [sessionId, { view }] of sessions.get().followed)
      if (view !== null) call(sessionId, view);
  };
  const comeBackSoon = (sessionId: SessionId): void => {
    if (!presence.isInFront()) return;
    clock.after(
      CATCH_UP_MS,
      () => {
        const view = sessions.get().followed.get(sessionId)?.view;
        if (view && presence.isInFront()) speaker.cameBack(sessionId, view);
      },
      signal,
    );
  };

  sessions.onStep(({ sessionId, before, change, after }) => {
    // A reload takes the pen from the page that it replaces; that is no news.
    const isOwnReload =
      change.type === 'writer.changed' &&
      change.writer?.pageId === parts.pageId &&
      change.writer.deviceId === before.writer?.deviceId;
    if (isOwnReload) return;
    speaker.changed(sessionId, before, change, after);
  }, signal);
  sessions.onReplaced(({ sessionId, before, after, isOwn }) => {
    if (before === null) {
      // A connection can fail before this page has even attached: the whole state is then its first news.
      const start = initialSessionView(after.target);
      const { phase } = after;
      if (isOwn) speaker.changed(sessionId, start, { type: 'phase.changed', phase }, after);
      if (isShown(stores, sessionId)) speaker.cameToFront(sessionId, after);
      return;
    }
    speaker.left(sessionId, before);
    if (presence.isInFront()) speaker.cameBack(sessionId, after);
  }, signal);

  const watchForLoss = (): void => {
    if (lost !== null || link.state().kind !== 'connecting') return;
    lost = childLifetime(signal);
    clock.after(
      LOST_AFTER_MS,
      () => {
        if (link.state().kind !== 'connecting' || !presence.isInFront()) return;
        isLostTold = true;
        eachView((key, view) => speaker.left(key, view));
        announcer.announce(gatewayLostAnnouncement());
      },
      lost.signal,
    );
  };
  link.onState((state) => {
    if (state.kind === 'connecting') {
      watchForLoss();
      return;
    }
    lost?.abort();
    lost = null;
    if (state.kind !== 'open' || !isLostTold) return;
    isLostTold = false;
    announcer.announce(gatewayFoundAnnouncement());
  }, signal);
  link.onMessage(({ message }) => {
    if (message.type === 'session.attached') comeBackSoon(message.sessionId);
  }, signal);
  presence.listen((event) => {
    if (event === 'back') {
      eachView((key, view) => speaker.left(key, view));
      lost?.abort();
      lost = null;
    }
    if (event !== 'front') return;
    watchForLoss();
    // With a living socket nothing is attached again, so the return is told here.
    if (link.state().kind === 'open')
      for (const sessionId of sessions.get().followed.keys()) comeBackSoon(sessionId);
  }, signal);

  let shown: SessionId | null = null;
  stores.route.listen((route) => {
    const next = route.view === 'session' ? route.sessionId : null;
    if (next === shown) return;
    shown = next;
    const view = next === null ? null : sessions.get().followed.get(next)?.view;
    if (next !== null && view) speaker.cameToFront(next, view);
  }, signal);
}

/** Whether the session's view is the one on the screen. */
export function isShown(stores: AppStores, sessionId: string): boolean {
  const route = stores.route.get();
  return route.view === 'session' && route.sessionId === sessionId;
}
