/** The wrapped entries of ssh2's table of message handlers: this is what fails when ssh2 changes. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import {
  GUARDED_MESSAGES,
  guardMessages,
  installMessageGuards,
  type GuardVerdict,
} from '../../../../server/keeper/ssh/message-guards.ts';
import {
  messageHandlers,
  type MessageHandler,
  type ProtocolInternals,
} from '../../../../server/keeper/ssh/ssh2-internals.ts';

const load = createRequire(import.meta.url);

describe("ssh2's table of message handlers", () => {
  it('is the one of version 1.17.0, with 256 entries that its parser looks up', () => {
    const { version } = load('ssh2/package.json') as { version: string };
    const { MESSAGE } = load('ssh2/lib/protocol/constants.js') as {
      MESSAGE: Record<string, number>;
    };
    expect(version).toBe('1.17.0');
    expect(messageHandlers()).toHaveLength(256);
    expect(GUARDED_MESSAGES).toEqual([
      MESSAGE['USERAUTH_BANNER'],
      MESSAGE['USERAUTH_INFO_REQUEST'],
      MESSAGE['GLOBAL_REQUEST'],
      MESSAGE['CHANNEL_OPEN'],
      MESSAGE['CHANNEL_REQUEST'],
    ]);
  });

  it('is wrapped once, however often that is asked', () => {
    installMessageGuards();
    const wrapped = GUARDED_MESSAGES.map((message) => messageHandlers()[message]);
    installMessageGuards();
    expect(GUARDED_MESSAGES.map((message) => messageHandlers()[message])).toEqual(wrapped);
  });

  it('is refused when an entry is missing or takes other arguments', () => {
    const handler: MessageHandler = (protocol, payload) => [protocol, payload];
    const table: MessageHandler[] = [];
    for (const message of GUARDED_MESSAGES) table[message] = handler;
    installMessageGuards([...table]);
    const missing = table.slice(0, 60);
    expect(() => {
      installMessageGuards(missing);
    }).toThrow('message 60');
    const other = [...table];
    other[90] = (...all: unknown[]) => all;
    expect(() => {
      installMessageGuards(other);
    }).toThrow('message 90');
  });
});

describe('a guarded connection', () => {
  const handled: number[] = [];
  const table: MessageHandler[] = [];
  for (const message of GUARDED_MESSAGES) {
    table[message] = (_protocol, payload) => {
      handled.push(payload[0] ?? -1);
      return undefined;
    };
  }
  installMessageGuards(table);
  const protocolWith = (verdict: GuardVerdict | null): ProtocolInternals => {
    const protocol: ProtocolInternals = { parse: () => undefined };
    if (verdict !== null) guardMessages(protocol, () => verdict);
    return protocol;
  };

  it('passes, drops and stops as its guard says, and passes without one', () => {
    const hear = (verdict: GuardVerdict | null): unknown =>
      table[60]?.(protocolWith(verdict), Buffer.from([60]));
    handled.length = 0;
    expect(hear('pass')).toBeUndefined();
    expect(hear(null)).toBeUndefined();
    expect(handled).toEqual([60, 60]);
    expect(hear('drop')).toBeUndefined();
    // ssh2 stops parsing what it read on this value.
    expect(hear('stop')).toBe(Infinity);
    expect(handled).toEqual([60, 60]);
  });
});
