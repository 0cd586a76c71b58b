/**
 * What a server may make Earshot hold, and the watch over it. ssh2 enforces neither its receive window nor any
 * bound on prompts, banners and channels; a server that goes beyond one is cut off.
 */
import type { Misbehaviour } from '../../../shared/failures/misbehaviour.ts';
import { SIGN_IN_PROMPTS_LIMIT } from '../../../shared/terminal/session-view.ts';
import { KIB, MIB } from '../../../shared/base/units.ts';
import {
  MESSAGE_BANNER,
  MESSAGE_CHANNEL_OPEN,
  MESSAGE_CHANNEL_REQUEST,
  MESSAGE_GLOBAL_REQUEST,
  MESSAGE_METHOD_SPECIFIC,
  type GuardVerdict,
  type MessageGuard,
} from './message-guards.ts';
import type { ChannelInternals } from './ssh2-internals.ts';

/** Rounds of questions within one keyboard-interactive attempt. */
export const PROMPT_ROUNDS_LIMIT = 10;
/** Bytes of one prompt. */
export const PROMPT_LIMIT_BYTES = KIB;
/** Bytes of what a server may answer to a password besides yes and no (RFC 4252 section 8). */
const METHOD_TEXT_LIMIT_BYTES = 4 * KIB;
/** Banners before sign-in, by bytes in all and by number. */
export const BANNERS_LIMIT_BYTES = 64 * KIB;
export const BANNERS_LIMIT = 32;
/** Channels a server may try to open; each is refused. */
export const CHANNEL_OPENS_LIMIT = 100;
/** Exit codes and signals that a server may tell of one channel; the last one counts (RFC 4254 section 6.10). */
export const EXITS_PER_CHANNEL_LIMIT = 4;
/** Everything a server may send before it has let the person in. */
export const BEFORE_SIGN_IN_LIMIT_BYTES = MIB;
/** What a server may send while its window is closed: answers and keep-alives, no output. */
export const CLOSED_WINDOW_LIMIT_BYTES = 256 * KIB;
/** Answers and input that a server leaves unread. */
export const UNREAD_LIMIT_BYTES = 8 * MIB;

/** The watch over one connection. */
export interface ConnectionWatch {
  /** Sees messages before ssh2 does. */
  readonly guard: MessageGuard;
  /** To be called before ssh2 parses bytes from the socket. */
  beforeRead(byteCount: number): void;
  /** To be called after ssh2 has parsed them, with what still waits to be sent. */
  afterRead(byteCount: number, unsentBytes: number): void;
  /** A new attempt to sign in begins, by keyboard-interactive (RFC 4256) or otherwise. */
  attemptStarted(isInteractive: boolean): void;
  /** The server has let the person in. */
  signedIn(): void;
  /** Watches the window of an open channel. */
  watchChannel(incoming: ChannelInternals['incoming']): void;
}

/** The length-prefixed string at `offset`: where it ends, or null when the payload ends before. */
function endOfString(payload: Uint8Array, offset: number): number | null {
  if (offset + 4 > payload.length) return null;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const end = offset + 4 + view.getUint32(offset);
  return end > payload.length ? null : end;
}

/** What is wrong with SSH_MSG_USERAUTH_INFO_REQUEST (RFC 4256 section 3.2); null when it is within bounds. */
export function problemOfInfoRequest(payload: Uint8Array): Misbehaviour | null {
  let offset = 1;
  for (let field = 0; field < 3; field += 1) {
    const end = endOfString(payload, offset);
    if (end === null) return 'packet-broken';
    offset = end;
  }
  if (offset + 4 > payload.length) return 'packet-broken';
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const prompts = view.getUint32(offset);
  offset += 4;
  if (prompts > SIGN_IN_PROMPTS_LIMIT) return 'too-many-questions';
  for (let prompt = 0; prompt < prompts; prompt += 1) {
    const end = endOfString(payload, offset);
    if (end === null || end >= payload.length) return 'packet-broken';
    if (end - offset - 4 > PROMPT_LIMIT_BYTES) return 'question-too-long';
    offset = end + 1;
  }
  return null;
}

/** A global request whose name starts so: the host keys a server has. Earshot pins one and takes no others yet. */
const hostKeysRequest = 'hostkeys-';

/** The name of a request, whose length stands at `offset`. */
function nameOfRequest(payload: Uint8Array, offset: number): string {
  const end = endOfString(payload, offset);
  if (end === null) return '';
  return Buffer.from(payload.subarray(offset + 4, Math.min(end, offset + 68))).toString('latin1');
}

/** Counts what a server does with channels. */
interface ChannelCounts {
  /** A channel of ours is open. */
  opened(): void;
  serverOpens(): GuardVerdict;
  serverRequests(payload: Uint8Array): GuardVerdict;
}

function createChannelCounts(stop: (what: Misbehaviour) => GuardVerdict): ChannelCounts {
  let opens = 0;
  let exitsLeft = 0;

  return {
    opened() {
      exitsLeft += EXITS_PER_CHANNEL_LIMIT;
    },
    serverOpens() {
      opens += 1;
      // ssh2 itself refuses each, since Earshot never asked for forwarding, X11 or an agent.
      return opens > CHANNEL_OPENS_LIMIT ? stop('too-many-channels') : 'pass';
    },
    serverRequests(payload) {
      if (!nameOfRequest(payload, 5).startsWith('exit-')) return 'pass';
      exitsLeft -= 1;
      return exitsLeft < 0 ? stop('too-many-exits') : 'pass';
    },
  };
}

/** Starts the watch; `refuse` is called once, with the first thing that was too much. */
export function createConnectionWatch(refuse: (what: Misbehaviour) => void): ConnectionWatch {
  const windows = new Set<ChannelInternals['incoming']>();
  let isRefused = false;
  let isSignedIn = false;
  let bytesBeforeSignIn = 0;
  let bannerBytes = 0;
  let banners = 0;
  let isInteractive = false;
  let rounds = 0;
  let bytesWhileClosed = 0;

  const stop = (what: Misbehaviour): GuardVerdict => {
    if (!isRefused) {
      isRefused = true;
      refuse(what);
    }
    return 'stop';
  };

  const lookAtBanner = (payload: Uint8Array): GuardVerdict => {
    banners += 1;
    bannerBytes += payload.length;
    const isTooMuch = banners > BANNERS_LIMIT || bannerBytes > BANNERS_LIMIT_BYTES;
    return isTooMuch ? stop('too-many-banners') : 'pass';
  };

  const lookAtInfoRequest = (payload: Uint8Array): GuardVerdict => {
    // The number also serves other methods, whose texts are short.
    if (!isInteractive)
      return payload.length > METHOD_TEXT_LIMIT_BYTES ? stop('packet-broken') : 'pass';
    rounds += 1;
    if (rounds > PROMPT_ROUNDS_LIMIT) return stop('too-many-questions');
    const problem = problemOfInfoRequest(payload);
    return problem === null ? 'pass' : stop(problem);
  };

  const channels = createChannelCounts(stop);

  return {
    guard(message, payload) {
      if (isRefused) return 'stop';
      switch (message) {
        case MESSAGE_BANNER:
          return lookAtBanner(payload);
        case MESSAGE_METHOD_SPECIFIC:
          return lookAtInfoRequest(payload);
        case MESSAGE_CHANNEL_OPEN:
          return channels.serverOpens();
        case MESSAGE_CHANNEL_REQUEST:
          return channels.serverRequests(payload);
        case MESSAGE_GLOBAL_REQUEST:
          return nameOfRequest(payload, 1).startsWith(hostKeysRequest) ? 'drop' : 'pass';
        default:
          return 'pass';
      }
    },
    beforeRead(byteCount) {
      if (isSignedIn) return;
      bytesBeforeSignIn += byteCount;
      if (bytesBeforeSignIn > BEFORE_SIGN_IN_LIMIT_BYTES) stop('too-much-before-sign-in');
    },
    afterRead(byteCount, unsentBytes) {
      let isClosed = false;
      for (const { window, state } of windows) {
        if (state === 'closed') continue;
        if (window < 0) stop('too-much-output');
        isClosed ||= window === 0;
      }
      // ssh2 throws away what comes while the window is exactly zero: the output would have holes.
      bytesWhileClosed = isClosed ? bytesWhileClosed + byteCount : 0;
      if (bytesWhileClosed > CLOSED_WINDOW_LIMIT_BYTES) stop('too-much-output');
      if (unsentBytes > UNREAD_LIMIT_BYTES) stop('answers-unread');
    },
    attemptStarted(isByQuestions) {
      isInteractive = isByQuestions;
      rounds = 0;
    },
    signedIn() {
      isSignedIn = true;
    },
    watchChannel(incoming) {
      channels.opened();
      windows.add(incoming);
    },
  };
}
