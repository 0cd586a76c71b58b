/** What is said of the session itself: connected, sign-in refused, ended and why, taken over. */
import { assertNever } from '../base/assert-never.ts';
import { describeFailure } from '../failures/catalogue.ts';
import type { Failure } from '../failures/failure.ts';
import type { PageId } from '../model/ids.ts';
import type { SessionEnd, SessionView, Writer } from '../terminal/session-view.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { type Announcement, ANNOUNCEMENT_LIMIT, plainAnnouncement } from './announcement.ts';
import { cutEnd } from './clean-text.ts';
import { speechText } from './speech-text.ts';

/** Where the listener is. */
export interface ListenerPlace {
  readonly sessionKey: string;
  readonly sessionInFront: boolean;
  readonly ownPageId: PageId | null;
}

/** What a step in the session's life says, or null; `after` is the view with the new phase. */
export function phaseAnnouncement(
  before: SessionView,
  after: SessionView,
  place: ListenerPlace,
  words: Words = en,
): Announcement | null {
  const { phase, target } = after;
  const host = speechText(target.hostName, words);
  const topic = `${place.sessionKey}/phase`;
  switch (phase.kind) {
    case 'connecting':
      return null;
    case 'asking-host-key':
      // In front the dialog itself speaks when it takes the focus.
      return place.sessionInFront
        ? null
        : plainAnnouncement(words.spoken.asksHostKey(host), 'connection', topic);
    case 'asking-sign-in': {
      const { refused, triesLeft } = phase.question;
      if (place.sessionInFront)
        return refused
          ? plainAnnouncement(words.spoken.signInRefused(triesLeft), 'answer', topic, {
              urgency: 'assertive',
            })
          : null;
      const text = refused
        ? words.spoken.signInRefusedOn(host, triesLeft)
        : words.spoken.asksSignIn(host);
      return plainAnnouncement(text, 'connection', topic);
    }
    case 'open': {
      const user = speechText(target.userName, words);
      return plainAnnouncement(words.spoken.connected(host, user), 'connection', topic);
    }
    case 'ended': {
      const wasOpen = before.phase.kind === 'open' || before.phase.kind === 'ended';
      return endAnnouncement(phase.end, { ...place, host, wasOpen }, words);
    }
    default:
      return assertNever(phase);
  }
}

/** Where the listener is, and what ended for them. */
interface EndPlace extends ListenerPlace {
  readonly host: string;
  readonly wasOpen: boolean;
}

function endAnnouncement(end: SessionEnd, place: EndPlace, words: Words): Announcement {
  const { host, wasOpen } = place;
  const { spoken } = words;
  const topic = `${place.sessionKey}/phase`;
  switch (end.by) {
    case 'person':
      return plainAnnouncement(spoken.sessionEndedHere(host), 'answer', topic);
    case 'shell':
      return plainAnnouncement(
        spoken.hostEndedSession(host, shellReason(end.exitCode, end.signal, words)),
        'connection',
        topic,
      );
    case 'failure':
      return wasOpen
        ? lostAnnouncement(end.failure, host, place, words)
        : refusedAnnouncement(end.failure, topic, words);
    default:
      return assertNever(end);
  }
}

function shellReason(exitCode: number | null, signal: string | null, words: Words): string {
  // Signal names are short and upper case (RFC 4254, 6.10); anything else is not repeated.
  if (signal !== null && /^[A-Z0-9]{1,10}$/.test(signal))
    return words.spoken.shellClosedBySignal(signal);
  return exitCode === null || exitCode === 0
    ? words.spoken.shellClosed
    : words.spoken.shellClosedWithCode(exitCode);
}

/** An open session that broke: assertive while it is in front. */
function lostAnnouncement(
  failure: Failure,
  host: string,
  place: ListenerPlace,
  words: Words,
): Announcement {
  const topic = `${place.sessionKey}/phase`;
  const extra = {
    urgency: place.sessionInFront ? ('assertive' as const) : ('polite' as const),
    isFailure: true,
  };
  switch (failure.code) {
    case 'ssh.connection-lost':
    case 'ssh.no-answer':
      return plainAnnouncement(words.spoken.hostSilent(host), 'connection', topic, extra);
    case 'keeper.lost':
      return plainAnnouncement(words.spoken.sessionLost(host), 'connection', topic, extra);
    case 'ssh.server-closed': {
      const own = words.spoken.hostEndedSession(host, words.spoken.connectionClosed);
      if (failure.detail === '') return plainAnnouncement(own, 'connection', topic, extra);
      const said = speechText(failure.detail, words);
      const reason = `${words.spoken.says} ${said}`;
      const text = cutEnd(words.spoken.hostEndedSession(host, reason), ANNOUNCEMENT_LIMIT);
      return plainAnnouncement(text, 'connection', topic, {
        ...extra,
        ownText: own,
        serverText: said,
      });
    }
    default: {
      const reason = speechText(describeFailure(failure).sentence, words);
      const text = cutEnd(words.spoken.hostEndedSession(host, reason), ANNOUNCEMENT_LIMIT);
      return plainAnnouncement(text, 'connection', topic, extra);
    }
  }
}

/** A session that never opened: its cause and its advice. */
function refusedAnnouncement(failure: Failure, topic: string, words: Words): Announcement {
  const { sentence, advice } = describeFailure(failure);
  const text = cutEnd(speechText(`${sentence} ${advice}`, words), ANNOUNCEMENT_LIMIT);
  return plainAnnouncement(text, 'connection', topic, { isFailure: true });
}

/** What a change of the writer says to the page that was it or is it now, or null; `view` is the one before. */
export function writerAnnouncement(
  view: SessionView,
  after: Writer | null,
  place: ListenerPlace,
  words: Words = en,
): Announcement | null {
  const before = view.writer;
  if (place.ownPageId === null || before === null || after === null) return null;
  if (before.pageId === after.pageId) return null;
  const topic = `${place.sessionKey}/writer`;
  const nameOf = (writer: Writer): string => {
    const name = speechText(writer.deviceName, words);
    return name === '' ? words.spoken.anotherDevice : name;
  };
  if (before.pageId === place.ownPageId) {
    const text = place.sessionInFront
      ? words.spoken.takenOverBy(nameOf(after))
      : words.spoken.takenOverByOn(speechText(view.target.hostName, words), nameOf(after));
    return plainAnnouncement(text, 'connection', topic);
  }
  if (after.pageId !== place.ownPageId) return null;
  return plainAnnouncement(words.spoken.takenOverFrom(nameOf(before)), 'answer', topic, {
    urgency: place.sessionInFront ? 'assertive' : 'polite',
  });
}
