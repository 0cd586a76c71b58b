/** From upgrade requests to connections: the gate first, then the handshake, then one connection per page. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions } from 'ws';
import type { Failure } from '../../../shared/failures/failure.ts';
import { encodeMessage } from '../../../shared/protocol/codec.ts';
import { CLIENT_MESSAGE_LIMIT_BYTES } from '../../../shared/protocol/envelope.ts';
import { deviceCookie } from '../accounts/device-token.ts';
import { createClientConnection, type ConnectionSurroundings } from './client-connection.ts';
import { SOCKETS_PER_OWNER_LIMIT } from './connections.ts';
import type { RefusalStatus, UpgradeGate } from './upgrade-gate.ts';

/** Frames of one message; browsers send one. */
const FRAMES_PER_MESSAGE = 64;
const CLOSE_TIMEOUT_MS = 1_000;
const CLOSE_TRY_LATER = 1013;

const statusTexts: Readonly<Record<RefusalStatus, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  421: 'Misdirected Request',
  503: 'Service Unavailable',
};

/** Answers one `upgrade` event of an HTTP server. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The handler of all upgrade requests to a gateway on `port`. */
export function createSocketGateway(
  port: number,
  gate: UpgradeGate,
  surroundings: ConnectionSurroundings,
): UpgradeHandler {
  // Both are options of ws 8.23 that its types do not name.
  const options: ServerOptions & { maxPendingAutoPongs: number; closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    maxPayload: CLIENT_MESSAGE_LIMIT_BYTES,
    maxFragments: FRAMES_PER_MESSAGE,
    // Pongs that nobody reads must not pile up (unread ping flood, ws 8.23.0).
    maxPendingAutoPongs: 8,
    perMessageDeflate: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
  const server = new WebSocketServer(options);
  const renewedCookies = new WeakMap<IncomingMessage, string>();
  server.on('headers', (headers, request) => {
    const cookie = renewedCookies.get(request);
    if (cookie !== undefined) headers.push(`Set-Cookie: ${cookie}`);
  });

  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const admitted = gate(request);
    if (!admitted.ok) {
      refuseUpgrade(socket, admitted.failure);
      return;
    }
    const { device, token } = admitted.value;
    renewedCookies.set(request, deviceCookie(token, port));
    const isFull = surroundings.connections.countOf(device.ownerId) >= SOCKETS_PER_OWNER_LIMIT;
    server.handleUpgrade(request, socket, head, (webSocket) => {
      if (!isFull) {
        createClientConnection(webSocket, device, surroundings);
        return;
      }
      // A page cannot read the status of a refused upgrade, so it is told in the first message.
      const failure: Failure = { code: 'gateway.sockets-full', limit: SOCKETS_PER_OWNER_LIMIT };
      webSocket.on('error', () => {
        webSocket.terminate();
      });
      webSocket.send(encodeMessage({ type: 'connection.refused', failure }));
      webSocket.close(CLOSE_TRY_LATER);
    });
  };
}

function refuseUpgrade(socket: Duplex, status: RefusalStatus): void {
  socket.end(
    `HTTP/1.1 ${String(status)} ${statusTexts[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
