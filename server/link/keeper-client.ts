/**
 * The web process's end of the links: one lane per page over all keepers. A request goes to the keeper named in
 * its session's id; a new session goes to the keeper chosen by owner and address, so that hosts are spread.
 */
import { createHash } from 'node:crypto';
import { childLifetime } from '../../shared/base/lifetime.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { keeperSlotOf } from '../../shared/model/ids.ts';
import type { KeeperRequest } from '../../shared/protocol/client-message.ts';
import type { KeeperFact } from '../../shared/protocol/server-message.ts';
import { limits } from '../config/limits.ts';
import { createKeeperLink, type KeeperLink, type LinkLane } from './keeper-link.ts';
import type { LaneOpening } from './link-frame.ts';

/** Who stands behind a lane. */
export type LaneIdentity = Pick<LaneOpening, 'ownerId' | 'deviceId' | 'deviceName' | 'pageId'>;

/** What comes back on a lane. */
export interface LaneListener {
  onFact(fact: KeeperFact): void;
  /** The keeper in `slot` (0 to 63) died with its sessions. Told once per death. */
  onKeeperLost(slot: number): void;
  /**
   * The link to a living keeper was cut: what the page follows there is forgotten, and it has to attach anew. Happens
   * only after a bug on the link; closing the page's connection is the right answer.
   */
  onInterrupted?(): void;
}

/** A page's connection to all keepers. */
export interface PageLane {
  request(message: KeeperRequest): void;
  close(): void;
}

/** The links to all keepers. */
export interface KeeperClient {
  openLane(identity: LaneIdentity, listener: LaneListener): PageLane;
}

/** Links to the keepers at `sockets` (index: slot), kept up until `signal` aborts. */
export function createKeeperClient(
  options: { readonly sockets: readonly string[]; readonly clock: Clock },
  signal: AbortSignal,
): KeeperClient {
  const { clock } = options;
  const opened = new Set<() => void>();
  const links = options.sockets.map((path) =>
    createKeeperLink({ path, clock, onOpen: () => [...opened].forEach((call) => call()) }, signal),
  );
  let laneCount = 0;

  return {
    openLane(identity, listener) {
      const lifetime = childLifetime(signal);
      laneCount += 1;
      const opening: LaneOpening = { frame: 'lane.open', lane: laneCount, ...pick(identity) };
      const lanes = links.map((link, slot) => addLane(link, slot, opening, listener));
      const waiting = createWaitingRequests(clock, lifetime.signal, (message) => {
        refuse(listener, message, { code: 'keeper.not-ready' });
      });
      const sendWaiting = (): void => waiting.retry((message) => trySend(message) === 'sent');
      opened.add(sendWaiting);

      const trySend = (message: KeeperRequest): 'sent' | 'closed' | 'congested' | 'unknown' => {
        const slot = slotOf(message, identity, links.length);
        const link = links[slot];
        const lane = lanes[slot];
        if (link === undefined || lane === undefined) return 'unknown';
        if (!link.isOpen) return 'closed';
        return link.send(lane, message) ? 'sent' : 'congested';
      };
      return {
        request(message) {
          // Order is kept: nothing overtakes what waits.
          const outcome = waiting.isEmpty() ? trySend(message) : 'closed';
          if (outcome === 'unknown') refuse(listener, message, { code: 'session.unknown' });
          else if (outcome === 'congested') refuse(listener, message, { code: 'keeper.not-ready' });
          else if (outcome === 'closed') waiting.add(message);
        },
        close() {
          opened.delete(sendWaiting);
          lifetime.abort();
          links.forEach((link, slot) => {
            const lane = lanes[slot];
            if (lane !== undefined) link.remove(lane);
          });
        },
      };
    },
  };
}

function addLane(
  link: KeeperLink,
  slot: number,
  opening: LaneOpening,
  listener: LaneListener,
): LinkLane {
  const lane: LinkLane = {
    opening,
    onFact: (fact) => listener.onFact(fact),
    onKeeperLost: () => listener.onKeeperLost(slot),
    onInterrupted: () => listener.onInterrupted?.(),
  };
  link.add(lane);
  return lane;
}

/** Only what the link's schema knows: an identity may carry more. */
function pick({ ownerId, deviceId, deviceName, pageId }: LaneIdentity): LaneIdentity {
  return { ownerId, deviceId, deviceName, pageId };
}

/** The keeper for a message. One address of one owner always goes to the same keeper. */
function slotOf(message: KeeperRequest, identity: LaneIdentity, keepers: number): number {
  if (message.type !== 'session.open') return keeperSlotOf(message.sessionId);
  const { address, port } = message.target;
  const digest = createHash('sha256').update(`${identity.ownerId} ${address} ${port}`).digest();
  return digest.readUInt32BE(0) % Math.max(1, keepers);
}

/** Answers for a keeper that cannot. Messages without an answer are dropped. */
function refuse(listener: LaneListener, message: KeeperRequest, failure: Failure): void {
  if (message.type === 'input.send') {
    const { sessionId, number } = message;
    listener.onFact({ type: 'input.refused', sessionId, number, failure });
  } else if ('requestId' in message) {
    listener.onFact({ type: 'request.refused', requestId: message.requestId, failure });
  }
}

/** Requests of one lane that wait for a keeper which is just starting. */
interface WaitingRequests {
  isEmpty(): boolean;
  add(message: KeeperRequest): void;
  /** Sends from the front as long as `send` succeeds. */
  retry(send: (message: KeeperRequest) => boolean): void;
}

function createWaitingRequests(
  clock: Clock,
  signal: AbortSignal,
  giveUp: (message: KeeperRequest) => void,
): WaitingRequests {
  let waiting: KeeperRequest[] = [];
  return {
    isEmpty: () => waiting.length === 0,
    add(message) {
      if (waiting.length >= limits.linkWaitingRequests) {
        giveUp(message);
        return;
      }
      waiting.push(message);
      clock.after(
        limits.linkWaitingMs,
        () => {
          if (!waiting.includes(message)) return;
          waiting = waiting.filter((other) => other !== message);
          giveUp(message);
        },
        signal,
      );
    },
    retry(send) {
      while (waiting[0] !== undefined && send(waiting[0])) waiting.shift();
    },
  };
}
