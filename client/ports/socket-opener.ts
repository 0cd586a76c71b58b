/** The way to the gateway: one socket at a time, as text messages. */

/** What happens on a socket, in this order: opened once, received any number of times, closed once. */
export interface SocketListener {
  opened(): void;
  received(text: string): void;
  /** The socket is over, whether it ever opened or not; nothing follows. */
  closed(): void;
}

/** A socket that was asked for; it may still be opening. */
export interface OpeningSocket {
  /** Sends a message; does nothing unless the socket is open. */
  send(text: string): void;
  /** Ends it; `closed` may come much later or never, so callers do not wait for it. */
  close(): void;
}

/** Opens sockets to the page's own gateway. */
export interface SocketOpener {
  open(listener: SocketListener): OpeningSocket;
}
