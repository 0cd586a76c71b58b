/** WebSockets to the page's own origin (RFC 6455). */
import type { SocketOpener } from '../ports/socket-opener.ts';

/** Creates the opener for a path of the page's own origin. */
export function createBrowserSocketOpener(path: string): SocketOpener {
  return {
    open(listener) {
      const address = new URL(path, window.location.href);
      address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
      const socket = new WebSocket(address);
      socket.addEventListener('open', () => listener.opened());
      socket.addEventListener('close', () => listener.closed());
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        // The protocol is text; anything else is passed on as text that no schema fits.
        listener.received(typeof event.data === 'string' ? event.data : '');
      });
      return {
        send(text) {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        close: () => socket.close(),
      };
    },
  };
}
