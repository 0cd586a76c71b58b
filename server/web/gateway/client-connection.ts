/**
 * One connected page from hello to close: the first words, parsing, and the lane to the keepers. Limits of the
 * socket are `page-socket`, the meaning of each message is `message-router`.
 */
import type { WebSocket } from 'ws';
import type { Clock } from '../../../shared/base/clock.ts';
import { SECOND_MS } from '../../../shared/base/units.ts';
import type { PageId } from '../../../shared/model/ids.ts';
import { clientMessageSchema } from '../../../shared/protocol/client-message.ts';
import { decodeMessage } from '../../../shared/protocol/codec.ts';
import type { Offers } from '../../../shared/protocol/hello-conversation.ts';
import type { SignedInDevice } from '../accounts/devices.ts';
import type { KeeperLane, KeeperLink, LaneIdentity } from '../ports/keeper-link.ts';
import type { Logger } from '../ports/logger.ts';
import type { Connection, Connections } from './connections.ts';
import type { MessageRouter } from './message-router.ts';
import { createOwnSessions, type OwnSessions } from './own-sessions.ts';
import { createPageSocket, type PageSocket } from './page-socket.ts';
import { readHello } from './read-hello.ts';
import { readRefusable } from './refusable.ts';

/** How long a page has for its hello. */
const HELLO_TIMEOUT_MS = 10 * SECOND_MS;
/** Messages that may come before hello is answered. */
const WAITING_LIMIT = 64;

/** What every connection of the gateway shares. */
export interface ConnectionSurroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly connections: Connections;
  readonly keeperLink: KeeperLink;
  readonly router: MessageRouter;
  /** What the gateway offers to connect to, looked up anew for each page. */
  readonly findOffers: () => Promise<Offers>;
}

/** Takes over an admitted socket until it closes. */
export function createClientConnection(
  socket: WebSocket,
  device: SignedInDevice,
  surroundings: ConnectionSurroundings,
): void {
  const { clock, logger, connections, keeperLink, router } = surroundings;
  const lifetime = new AbortController();
  const sessions = createOwnSessions();
  let lane: KeeperLane | null = null;
  let hasSaidHello = false;
  const waiting: string[] = [];

  const page = createPageSocket(socket, clock, {
    onText(text) {
      if (lane !== null) take(text, lane);
      else if (!hasSaidHello) greet(text);
      else if (waiting.length < WAITING_LIMIT) waiting.push(text);
      else page.refuse({ code: 'protocol.malformed' });
    },
    onEnd() {
      lifetime.abort();
      connections.remove(connection);
      lane?.close();
    },
  });
  const connection: Connection = {
    device,
    tell(message) {
      if (lane !== null) page.send(message);
    },
    refuse: page.refuse,
    closeForRestart: page.closeForRestart,
  };
  connections.add(connection);
  clock.after(
    HELLO_TIMEOUT_MS,
    () => {
      if (!hasSaidHello) page.refuse({ code: 'protocol.malformed' });
    },
    lifetime.signal,
  );

  const greet = (text: string): void => {
    const hello = readHello(text);
    if (!hello.ok) {
      page.refuse(hello.failure);
      return;
    }
    hasSaidHello = true;
    surroundings.findOffers().then((offers) => {
      if (!lifetime.signal.aborted) welcome(hello.value, offers);
    }, failOnBug);
  };

  const welcome = (pageId: PageId, offers: Offers): void => {
    page.send({ type: 'hello.accepted', deviceName: device.deviceName, offers });
    const opened = openPageLane({ ...device, pageId }, keeperLink, sessions, page);
    lane = opened;
    for (const text of waiting.splice(0)) if (!lifetime.signal.aborted) take(text, opened);
  };

  const take = (text: string, to: KeeperLane): void => {
    const message = decodeMessage(clientMessageSchema, text);
    if (!message.ok) {
      const { requestId } = readRefusable(text);
      // A request can be refused alone; anything else that is not understood ends the connection.
      if (requestId === null) page.refuse(message.failure);
      else page.send({ type: 'request.refused', requestId, failure: message.failure });
      return;
    }
    const { send } = page;
    const hasEnded = (): boolean => lifetime.signal.aborted;
    router({ connection, lane: to, sessions, send, hasEnded }, message.value).catch(failOnBug);
  };

  const failOnBug = (problem: unknown): void => {
    logger.error('connection.bug', problem);
    page.closeForBug();
  };
}

/** Opens the lane on which the page's sessions are reached; what keepers say goes to the page as it is. */
function openPageLane(
  identity: LaneIdentity,
  keeperLink: KeeperLink,
  sessions: OwnSessions,
  page: PageSocket,
): KeeperLane {
  return keeperLink.openLane(identity, {
    onFact(fact) {
      if (fact.type === 'sessions.listed') sessions.note(fact.slot, fact.sessions);
      page.send(fact);
    },
    onKeeperLost(slot) {
      sessions.note(slot, []);
      page.send({ type: 'keeper.lost', slot });
    },
    onInterrupted: page.closeForRestart,
  });
}
