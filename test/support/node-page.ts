/**
 * The page without a browser: the client's own link, follower and stores, over a real socket from Node. For tests
 * of what survives, where hundreds of pages or cuts are needed.
 */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { createGatewayLink, type GatewayLink } from '../../client/link/gateway-link.ts';
import type { NumberedInput } from '../../client/link/outbox.ts';
import { createSessionFollower, type SessionFollower } from '../../client/link/session-follower.ts';
import type { SocketOpener } from '../../client/ports/socket-opener.ts';
import { createSessionsStore, type SessionsStore } from '../../client/stores/sessions-store.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { PageId, SessionId } from '../../shared/model/ids.ts';
import { PAIR_PATH, SOCKET_PATH } from '../../shared/protocol/paths.ts';
import type { ServerMessage } from '../../shared/protocol/server-message.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import type { SessionTarget, SessionView } from '../../shared/terminal/session-view.ts';
import { poll } from './poll.ts';
import { createRealClock } from './real-clock.ts';

/** A page that runs in the test's own process. */
export interface NodePage {
  readonly link: GatewayLink;
  readonly follower: SessionFollower;
  readonly sessions: SessionsStore;
  readonly pageId: PageId;
  /** Sessions this page lost, with what was not confirmed. */
  readonly lost: {
    sessionId: SessionId;
    failure: Failure;
    unconfirmed: readonly NumberedInput[];
  }[];
  /** Why input was not taken, newest last. */
  readonly refused: readonly Failure[];
  /** Every message received, newest last; at most the last 1,000. */
  readonly received: ServerMessage[];
  viewOf(sessionId: SessionId): SessionView | null;
  close(): void;
}

/** Makes a device with a code; gives its cookie. */
export async function pairDevice(port: number, code: string, deviceName = 'test'): Promise<string> {
  const origin = `http://localhost:${String(port)}`;
  const answer = await fetch(`${origin}${PAIR_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ code, deviceName }),
  });
  if (!answer.ok) throw new Error(`Pairing failed: ${await answer.text()}`);
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

/** Opens a page on a gateway; `throughPort` may be a proxy's. */
export function openNodePage(port: number, cookie: string, throughPort = port): NodePage {
  const life = new AbortController();
  const clock = createRealClock();
  const opener: SocketOpener = {
    open(listener) {
      const socket = new WebSocket(`ws://127.0.0.1:${String(throughPort)}${SOCKET_PATH}`, {
        headers: {
          host: `localhost:${String(port)}`,
          origin: `http://localhost:${String(port)}`,
          cookie,
        },
        perMessageDeflate: false,
      });
      socket.on('open', () => {
        listener.opened();
      });
      socket.on('message', (data: Buffer) => {
        listener.received(data.toString());
      });
      socket.on('close', () => {
        listener.closed();
      });
      socket.on('error', () => undefined);
      return {
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        close: () => {
          socket.close();
        },
      };
    },
  };
  const pageId = randomBytes(16).toString('base64url') as PageId;
  const link = createGatewayLink(
    {
      clock,
      opener,
      presence: { isInFront: () => true, listen: () => undefined },
      pageId,
      // No jitter: the tests wait for what comes back, not for luck.
      random: () => 0,
      whyRefused: () => Promise.resolve(null),
    },
    life.signal,
  );
  const sessions = createSessionsStore();
  const lost: NodePage['lost'] = [];
  const refused: Failure[] = [];
  const received: ServerMessage[] = [];
  const follower = createSessionFollower(
    {
      clock,
      link,
      seqOf: (sessionId) => sessions.get().followed.get(sessionId)?.seq ?? null,
      onLost(sessionId, failure, unconfirmed) {
        lost.push({ sessionId, failure, unconfirmed });
        sessions.lose(sessionId, failure);
      },
      onInputRefused(failure) {
        refused.push(failure);
      },
    },
    life.signal,
  );
  link.onMessage((message) => {
    received.push(message.message);
    if (received.length > 1_000) received.shift();
    switch (message.message.type) {
      case 'session.changed':
        sessions.applyChanged(message.message);
        break;
      case 'session.restored':
        sessions.applyRestored(message.message);
        break;
      case 'sessions.listed':
        sessions.setSummaries(message.message.slot, message.message.sessions);
        break;
      default:
    }
    follower.received(message);
  }, life.signal);
  link.connect();
  return {
    link,
    follower,
    sessions,
    pageId,
    lost,
    refused,
    received,
    viewOf: (sessionId) => sessions.get().followed.get(sessionId)?.view ?? null,
    close() {
      life.abort();
    },
  };
}

/** Opens a session, trusting whatever key the server shows, and signs in. */
export async function openSession(
  page: NodePage,
  target: SessionTarget,
  password: string,
): Promise<SessionId> {
  await poll('the link', () => page.link.state().kind === 'open');
  const opened = await page.link.request({ type: 'session.open', target, pin: null });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const { sessionId } = opened.value;
  page.sessions.expect(sessionId, target);
  page.follower.follow(sessionId);
  const answered = new Set<string>();
  await poll('the session to open', async () => {
    const phase = page.viewOf(sessionId)?.phase;
    if (phase?.kind === 'asking-host-key' && !answered.has('key')) {
      answered.add('key');
      await page.link.request({ type: 'host-key.decide', sessionId, trusted: phase.hostKey });
    } else if (phase?.kind === 'asking-sign-in') {
      const { questionId } = phase.question;
      if (answered.has(String(questionId))) return false;
      answered.add(String(questionId));
      await page.link.request({
        type: 'sign-in.answer',
        sessionId,
        questionId,
        answers: [password],
      });
    } else if (phase?.kind === 'ended') {
      throw new Error(`It ended: ${JSON.stringify(phase.end)}`);
    }
    return phase?.kind === 'open';
  });
  return sessionId;
}

/** The newest block with this command line, when it has ended. */
export function endedBlock(
  page: NodePage,
  sessionId: SessionId,
  commandLine: string,
): CommandBlock | null {
  const block = page
    .viewOf(sessionId)
    ?.blocks.findLast((candidate) => candidate.commandLine === commandLine);
  return block !== undefined && block.durationMs !== null ? block : null;
}

/** Runs a command line and waits for its block's end. */
export async function runLine(
  page: NodePage,
  sessionId: SessionId,
  text: string,
): Promise<CommandBlock> {
  const sent = page.follower.send(sessionId, { kind: 'line', text });
  if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
  return poll(`the end of ${text}`, () => endedBlock(page, sessionId, text));
}
