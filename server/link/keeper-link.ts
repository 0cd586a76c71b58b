/**
 * The web process's connection to one keeper: connects again whenever it is cut, opens the lanes that stand, and
 * tells a keeper that died from one that was only out of reach for a moment.
 */
import { connect } from 'node:net';
import * as v from 'valibot';
import type { Clock } from '../../shared/base/clock.ts';
import type { KeeperRequest } from '../../shared/protocol/client-message.ts';
import type { KeeperFact } from '../../shared/protocol/server-message.ts';
import { createFrameSocket, type FrameSocket } from './frame-socket.ts';
import { keeperFrameSchema, type LaneOpening, type WebFrame } from './link-frame.ts';

/** One page on this link. */
export interface LinkLane {
  readonly opening: LaneOpening;
  onFact(fact: KeeperFact): void;
  /** The keeper died with its sessions. */
  onKeeperLost(): void;
  /** The keeper lives, but forgot what this lane follows. */
  onInterrupted(): void;
}

/** A connection to one keeper that is always being kept up. */
export interface KeeperLink {
  /** Opens a lane now or as soon as the keeper is reached. */
  add(lane: LinkLane): void;
  remove(lane: LinkLane): void;
  /** Hands a request on; false when the keeper is not reached or leaves too much unread. */
  send(lane: LinkLane, message: KeeperRequest): boolean;
  /** Whether the keeper has ever been reached and is reached now. */
  readonly isOpen: boolean;
}

/** Pause between two tries; a keeper that was killed is back within a second. */
const RETRY_MS = 50;

/** Keeps a link to the keeper at `path` until `signal` aborts; `onOpen` follows each time it is reached. */
export function createKeeperLink(
  options: { readonly path: string; readonly clock: Clock; onOpen(): void },
  signal: AbortSignal,
): KeeperLink {
  const lanes = new Map<number, LinkLane>();
  /** Instance that holds the sessions the pages know of; null: none yet, or its loss was told. */
  let instance: string | null = null;
  let link: FrameSocket | null = null;

  const send = (frame: WebFrame): void => link?.send(frame);
  const keeperIsGone = (): void => {
    if (instance === null) return;
    instance = null;
    for (const lane of [...lanes.values()]) lane.onKeeperLost();
  };
  const opened = (opening: FrameSocket, name: string): void => {
    const isSame = instance === name;
    if (!isSame) keeperIsGone();
    instance = name;
    link = opening;
    for (const lane of [...lanes.values()]) {
      send(lane.opening);
      if (isSame) lane.onInterrupted();
    }
    options.onOpen();
  };
  const takeFrame = (from: FrameSocket, value: unknown): void => {
    const parsed = v.safeParse(keeperFrameSchema, value);
    // A fact that does not fit is left out; the page sees the gap in the numbers and attaches anew.
    if (!parsed.success) return;
    const frame = parsed.output;
    if (frame.frame === 'link.opened') opened(from, frame.instance);
    else if (link !== null) lanes.get(frame.lane)?.onFact(frame.message);
  };

  const tryToConnect = (): void => {
    if (signal.aborted) return;
    const socket = connect(options.path);
    let wasConnected = false;
    socket.once('connect', () => (wasConnected = true));
    const attempt = createFrameSocket(socket, {
      onFrame: (value) => takeFrame(attempt, value),
      onDrain: () => undefined,
      onClose() {
        signal.removeEventListener('abort', close);
        if (link === attempt) link = null;
        // A living keeper always listens: whoever is not let in knows that it is gone.
        if (!wasConnected && !signal.aborted) keeperIsGone();
        options.clock.after(RETRY_MS, tryToConnect, signal);
      },
    });
    const close = (): void => attempt.close();
    signal.addEventListener('abort', close, { once: true });
  };
  tryToConnect();

  return {
    add(lane) {
      lanes.set(lane.opening.lane, lane);
      send(lane.opening);
    },
    remove(lane) {
      if (!lanes.delete(lane.opening.lane)) return;
      send({ frame: 'lane.close', lane: lane.opening.lane });
    },
    send(lane, message) {
      if (link === null || link.isCongested()) return false;
      send({ frame: 'lane.request', lane: lane.opening.lane, message });
      return true;
    },
    get isOpen() {
      return link !== null;
    },
  };
}
