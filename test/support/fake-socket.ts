/** A socket opener under the test's command: keeps what the page sends and plays the gateway's side. */
import type { SocketListener, SocketOpener } from '../../client/ports/socket-opener.ts';
import { clientMessageSchema, type ClientMessage } from '../../shared/protocol/client-message.ts';
import { decodeMessage } from '../../shared/protocol/codec.ts';
import type { ServerMessage } from '../../shared/protocol/server-message.ts';

/** One socket that the page opened. */
export interface FakeSocket {
  /** Everything the page sent on it, parsed. */
  readonly sent: ClientMessage[];
  readonly isClosed: () => boolean;
  /** The gateway accepts the connection. */
  open(): void;
  say(message: ServerMessage): void;
  sayText(text: string): void;
  /** The connection breaks. */
  cut(): void;
}

/** An opener and the sockets it opened, oldest first. */
export function createFakeSockets(): { opener: SocketOpener; sockets: FakeSocket[] } {
  const sockets: FakeSocket[] = [];
  const opener: SocketOpener = {
    open(listener: SocketListener) {
      const sent: ClientMessage[] = [];
      let isClosed = false;
      sockets.push({
        sent,
        isClosed: () => isClosed,
        open: () => listener.opened(),
        say: (message) => listener.received(JSON.stringify(message)),
        sayText: (text) => listener.received(text),
        cut: () => listener.closed(),
      });
      return {
        send(text) {
          const message = decodeMessage(clientMessageSchema, text);
          if (!message.ok) throw new Error(`The page sent what no gateway takes: ${text}`);
          sent.push(message.value);
        },
        close() {
          isClosed = true;
        },
      };
    },
  };
  return { opener, sockets };
}

/** The welcome that a gateway without offers sends. */
export const welcome: ServerMessage = {
  type: 'hello.accepted',
  deviceName: 'Chrome on Linux',
  offers: { practice: null, thisComputer: null },
};
