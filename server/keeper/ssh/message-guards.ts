/**
 * Looks at messages before ssh2 does, by wrapping entries of its table of handlers: ssh2 makes an array of as
 * many prompts as a server claims (270 MB for 17 bytes) and decodes every banner. What is too much is decided
 * by the guard of each connection, not here.
 */
import { messageHandlers, type MessageHandler, type ProtocolInternals } from './ssh2-internals.ts';

/** SSH_MSG_USERAUTH_BANNER (RFC 4252 section 5.4). */
export const MESSAGE_BANNER = 53;
/** SSH_MSG_USERAUTH_INFO_REQUEST (RFC 4256 section 3.2); the number serves other methods too. */
export const MESSAGE_METHOD_SPECIFIC = 60;
/** SSH_MSG_GLOBAL_REQUEST (RFC 4254 section 4). */
export const MESSAGE_GLOBAL_REQUEST = 80;
/** SSH_MSG_CHANNEL_OPEN (RFC 4254 section 5.1). */
export const MESSAGE_CHANNEL_OPEN = 90;
/** SSH_MSG_CHANNEL_REQUEST (RFC 4254 section 5.4). */
export const MESSAGE_CHANNEL_REQUEST = 98;

/** The messages that are looked at. */
export const GUARDED_MESSAGES = [
  MESSAGE_BANNER,
  MESSAGE_METHOD_SPECIFIC,
  MESSAGE_GLOBAL_REQUEST,
  MESSAGE_CHANNEL_OPEN,
  MESSAGE_CHANNEL_REQUEST,
] as const;

/** What becomes of a message: ssh2 gets it, nobody gets it, or nothing more of this connection is parsed. */
export type GuardVerdict = 'pass' | 'drop' | 'stop';

/** Decides over the messages of one connection; `payload` starts with the message number. */
export type MessageGuard = (message: number, payload: Uint8Array) => GuardVerdict;

/** Keys of our own on ssh2's objects, so that nothing has to be remembered beside them. */
const guardOfProtocol: unique symbol = Symbol('connection guard');
const isGuarded: unique symbol = Symbol('guarded handler');

/** Puts `guard` in front of the messages of one connection. */
export function guardMessages(protocol: ProtocolInternals, guard: MessageGuard): void {
  Object.assign(protocol, { [guardOfProtocol]: guard });
}

function guarded(message: number, handle: MessageHandler): MessageHandler {
  const look: MessageHandler = (protocol, payload) => {
    const guard = (protocol as { [guardOfProtocol]?: MessageGuard })[guardOfProtocol];
    const verdict = guard?.(message, payload) ?? 'pass';
    if (verdict === 'pass') return handle(protocol, payload);
    return verdict === 'drop' ? undefined : Infinity;
  };
  return Object.assign(look, { [isGuarded]: true });
}

/** Wraps the entries of ssh2's table once per process; throws when the table is not the one we know. */
export function installMessageGuards(table: MessageHandler[] = messageHandlers()): void {
  for (const message of GUARDED_MESSAGES) {
    const handler: unknown = table[message];
    if (typeof handler !== 'function' || handler.length !== 2) {
      throw new Error(`ssh2 no longer handles message ${String(message)} as it did.`);
    }
    if (!(isGuarded in handler)) table[message] = guarded(message, handler as MessageHandler);
  }
}
