/**
 * The parts of ssh2 1.17.0 that Earshot touches and ssh2 does not document, typed and checked in one place.
 * When ssh2 changes, this file and its test are what breaks.
 */
import { createRequire } from 'node:module';
import type { Client, ClientChannel } from 'ssh2';

/** A message handler of ssh2; it ends the parsing of what was read by giving back `Infinity`. */
export type MessageHandler = (protocol: object, payload: Uint8Array) => unknown;

/** The protocol machine behind a client. */
export interface ProtocolInternals {
  /** Takes what was read from the socket. */
  parse(bytes: Uint8Array, start: number, end: number): void;
  /** Whether strict key exchange is on (CVE-2023-48795), undefined before the key exchange. */
  readonly _strictMode?: boolean;
}

/** A channel's receiving side. */
export interface ChannelInternals {
  readonly incoming: { readonly window: number; readonly state: string };
}

/** The table of message handlers by message number; ssh2 looks handlers up in it for every packet. */
export function messageHandlers(): MessageHandler[] {
  const load = createRequire(import.meta.url);
  const table: unknown = load('ssh2/lib/protocol/handlers.js');
  if (!Array.isArray(table)) throw new Error('ssh2 no longer has a table of message handlers.');
  return table as MessageHandler[];
}

/** The protocol machine of a client that is connecting. */
export function protocolOf(client: Client): ProtocolInternals {
  const { _protocol: protocol } = client as unknown as { _protocol?: Partial<ProtocolInternals> };
  if (typeof protocol?.parse !== 'function') throw new Error('ssh2 no longer parses where it did.');
  return protocol as ProtocolInternals;
}

/** The receiving side of an open channel. */
export function incomingOf(channel: ClientChannel): ChannelInternals['incoming'] {
  const { incoming } = channel as unknown as Partial<ChannelInternals>;
  if (typeof incoming?.window !== 'number') throw new Error('ssh2 no longer counts its window.');
  return incoming;
}
