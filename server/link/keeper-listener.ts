/**
 * The keeper's end of the link: accepts web processes on a local socket and turns their frames into lanes. What a
 * lane does is the business of whoever opens it.
 */
import { createServer, type Socket } from 'node:net';
import { rmSync } from 'node:fs';
import * as v from 'valibot';
import type { Failure } from '../../shared/failures/failure.ts';
import { keeperRequestSchema, type KeeperRequest } from '../../shared/protocol/client-message.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { KeeperFact } from '../../shared/protocol/server-message.ts';
import { createFrameSocket, type FrameSocket } from './frame-socket.ts';
import {
  webFrameSchema,
  unreadRequestSchema,
  type KeeperFrame,
  type LaneOpening,
} from './link-frame.ts';

/** What a lane may send to its page. */
export interface LaneOutlet {
  send(fact: KeeperFact): void;
  /** False while the web process leaves too much unread. */
  canSend(): boolean;
}

/** What the keeper does for one page. */
export interface LaneHandler {
  request(message: KeeperRequest): void;
  /** `canSend` is true again. */
  roadIsFree(): void;
  close(): void;
}

/** How the keeper listens. */
export interface KeeperListenerOptions {
  /** Path of the Unix socket or named pipe; what a dead keeper left there is replaced. */
  readonly path: string;
  /** Unguessable name of this keeper process, by which a web process tells a new keeper from an old one. */
  readonly instance: string;
  openLane(opening: LaneOpening, outlet: LaneOutlet): LaneHandler;
}

/** Listens until `signal` aborts. Rejects when the path cannot be taken. */
export function listenForWebProcesses(
  options: KeeperListenerOptions,
  signal: AbortSignal,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveLink(socket, options);
  });
  signal.addEventListener(
    'abort',
    () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    { once: true },
  );
  // A killed keeper leaves its socket behind, and a socket that exists cannot be listened on.
  if (!options.path.startsWith('\\\\')) rmSync(options.path, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.path, resolve);
  });
}

/** Serves one web process until its socket closes. */
function serveLink(socket: Socket, options: KeeperListenerOptions): void {
  const lanes = new Map<number, LaneHandler>();
  const link: FrameSocket = createFrameSocket(socket, {
    onFrame(value) {
      takeFrame(value, { lanes, link, options });
      // Who asks but does not listen is not served on.
      if (link.isCongested()) link.pauseReading();
    },
    onDrain() {
      link.resumeReading();
      for (const lane of lanes.values()) lane.roadIsFree();
    },
    onClose() {
      for (const lane of lanes.values()) lane.close();
      lanes.clear();
    },
  });
  sendFrame(link, {
    frame: 'link.opened',
    instance: options.instance,
    protocolVersion: PROTOCOL_VERSION,
  });
}

interface LinkState {
  readonly lanes: Map<number, LaneHandler>;
  readonly link: FrameSocket;
  readonly options: KeeperListenerOptions;
}

function takeFrame(value: unknown, { lanes, link, options }: LinkState): void {
  const parsed = v.safeParse(webFrameSchema, value);
  if (!parsed.success) {
    refuseUnread(value, link);
    return;
  }
  const frame = parsed.output;
  switch (frame.frame) {
    case 'lane.open': {
      const { lane } = frame;
      lanes.get(lane)?.close();
      const handler = options.openLane(frame, {
        send: (message) => sendFrame(link, { frame: 'lane.fact', lane, message }),
        canSend: () => !link.isCongested(),
      });
      lanes.set(lane, handler);
      return;
    }
    case 'lane.close':
      lanes.get(frame.lane)?.close();
      lanes.delete(frame.lane);
      return;
    case 'lane.request':
      lanes.get(frame.lane)?.request(frame.message);
      return;
  }
}

/** During an upgrade a newer web process may ask what this keeper does not know; that is refused, not fatal. */
function refuseUnread(value: unknown, link: FrameSocket): void {
  const unread = v.safeParse(unreadRequestSchema, value);
  if (!unread.success) return;
  const { lane, message } = unread.output;
  const name = message.type.replace(/[^A-Za-z0-9.-]/g, '').slice(0, 64);
  const isKnown = keeperRequestSchema.options.some(
    (option) => option.entries.type.literal === message.type,
  );
  const failure: Failure = isKnown
    ? { code: 'protocol.malformed' }
    : { code: 'protocol.unknown-message', name };
  const fact = { type: 'request.refused', requestId: message.requestId, failure } as const;
  sendFrame(link, { frame: 'lane.fact', lane, message: fact });
}

function sendFrame(link: FrameSocket, frame: KeeperFrame): void {
  link.send(frame);
}
