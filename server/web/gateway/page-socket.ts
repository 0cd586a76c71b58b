/**
 * One WebSocket with its limits: size and form of messages, rate, silence, and a reader that is too slow.
 * What messages mean is left to `client-connection`.
 */
import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../../shared/base/clock.ts';
import { KIB, MIB, SECOND_MS } from '../../../shared/base/units.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import { encodeMessage } from '../../../shared/protocol/codec.ts';
import type { ServerMessage } from '../../../shared/protocol/server-message.ts';
import { createTokenBucket, type Rate } from '../accounts/token-bucket.ts';

/** Messages and protocol pings together. Faster than anyone types or pastes. */
const messageRate: Rate = { perSecond: 200, burst: 400 };
/** The gateway's own ping (RFC 6455 section 5.5.2); the browser answers it even in a hidden tab. */
const PING_EVERY_MS = 15 * SECOND_MS;
/** Without a sign of life for so long the socket is dropped; the sessions stay. */
const SILENCE_LIMIT_MS = 45 * SECOND_MS;
/** Beyond this nothing more is read from a page that does not read, so that it cannot ask for more. */
const UNREAD_HIGH_BYTES = MIB;
const UNREAD_LOW_BYTES = 128 * KIB;
/** In-flight windows of all sessions and one answer fit below this; whoever is beyond comes back and restores. */
const UNREAD_LIMIT_BYTES = 8 * MIB;
const UNREAD_CHECK_MS = 50;
/** How long a page has for the closing handshake. */
const CLOSE_TIMEOUT_MS = SECOND_MS;

/** Close codes of RFC 6455 section 7.4.1 and its registry. */
const CLOSE_POLICY = 1008;
const CLOSE_BUG = 1011;
const CLOSE_RESTART = 1012;

/** The sending half for `client-connection`. */
export interface PageSocket {
  readonly send: (message: ServerMessage) => void;
  /** Sends connection.refused and closes; nothing that comes later is read. */
  readonly refuse: (failure: Failure) => void;
  readonly closeForRestart: () => void;
  /** After a bug of ours: closes without a word. */
  readonly closeForBug: () => void;
}

/**
 * Takes over `socket`. `onText` gets each message that keeps the limits; `onEnd` comes once, as soon as either side
 * begins to close, and no text comes after it.
 */
export function createPageSocket(
  socket: WebSocket,
  clock: Clock,
  listener: { onText(text: string): void; onEnd(): void },
): PageSocket {
  const bucket = createTokenBucket(messageRate, clock);
  const lifetime = new AbortController();
  let heardAtMs = clock.monotonicMs();
  let isClosing = false;

  const end = (): void => {
    if (isClosing) return;
    isClosing = true;
    listener.onEnd();
  };
  const close = (code: number): void => {
    if (isClosing) return;
    end();
    socket.close(code);
    // Whoever ignores the handshake is cut off.
    clock.after(
      CLOSE_TIMEOUT_MS,
      () => {
        socket.terminate();
      },
      lifetime.signal,
    );
    // A paused socket would never see the answer to its close.
    socket.resume();
  };
  const send = (message: ServerMessage): void => {
    if (isClosing) return;
    socket.send(encodeMessage(message));
    if (socket.bufferedAmount > UNREAD_LIMIT_BYTES) {
      end();
      socket.terminate();
    } else holdWhileUnread(socket, clock, lifetime.signal);
  };
  const refuse = (failure: Failure): void => {
    send({ type: 'connection.refused', failure });
    close(CLOSE_POLICY);
  };
  /** Whether the page keeps its rate; if not, it is closed. */
  const isInRate = (): boolean => {
    heardAtMs = clock.monotonicMs();
    if (isClosing) return false;
    const waitMs = bucket.take();
    if (waitMs > 0) refuse({ code: 'protocol.too-fast', waitMs });
    return waitMs === 0;
  };

  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (!isInRate()) return;
    if (isBinary || !Buffer.isBuffer(data)) refuse({ code: 'protocol.malformed' });
    else listener.onText(data.toString('utf8'));
  });
  socket.on('ping', isInRate);
  socket.on('pong', isInRate);
  // ws has already begun to close with the code of the offence (1002, 1007, 1008 or 1009).
  socket.on('error', () => {
    end();
    clock.after(
      CLOSE_TIMEOUT_MS,
      () => {
        socket.terminate();
      },
      lifetime.signal,
    );
  });
  socket.once('close', () => {
    end();
    lifetime.abort();
  });

  watchSilence(socket, clock, lifetime.signal, () => heardAtMs);

  return {
    send,
    refuse,
    closeForRestart() {
      close(CLOSE_RESTART);
    },
    closeForBug() {
      close(CLOSE_BUG);
    },
  };
}

/** Stops reading from a page that leaves too much unread, until it has caught up. */
function holdWhileUnread(socket: WebSocket, clock: Clock, signal: AbortSignal): void {
  if (socket.bufferedAmount <= UNREAD_HIGH_BYTES || socket.isPaused) return;
  socket.pause();
  const check = (): void => {
    if (socket.bufferedAmount < UNREAD_LOW_BYTES) socket.resume();
    else clock.after(UNREAD_CHECK_MS, check, signal);
  };
  clock.after(UNREAD_CHECK_MS, check, signal);
}

/** Pings, and drops a socket that gave no sign of life for too long. A paused one gives none. */
function watchSilence(
  socket: WebSocket,
  clock: Clock,
  signal: AbortSignal,
  heardAtMs: () => number,
): void {
  const check = (): void => {
    if (clock.monotonicMs() - heardAtMs() >= SILENCE_LIMIT_MS) {
      socket.terminate();
      return;
    }
    socket.ping();
    clock.after(PING_EVERY_MS, check, signal);
  };
  clock.after(PING_EVERY_MS, check, signal);
}
