/** The way of bytes from the socket into ssh2: first the identification line, then the parser with its watch. */
import type { Socket } from 'node:net';
import type { Client } from 'ssh2';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { Endpoint } from '../ports/shell-transport.ts';
import type { IdentificationReader } from './identification.ts';
import type { ConnectionWatch } from './limits.ts';
import { guardMessages } from './message-guards.ts';
import type { PhaseTimers } from './phase-timers.ts';
import { protocolOf } from './ssh2-internals.ts';

/** What the reads of a connection pass through before and after ssh2. */
export interface ReadPath {
  readonly reader: IdentificationReader;
  readonly watch: ConnectionWatch;
  readonly timers: PhaseTimers;
  readonly endpoint: Endpoint;
  readonly isAlive: () => boolean;
  readonly fail: (failure: Failure) => void;
}

/** Puts the identification reader and the watch around ssh2's parser. */
export function watchReads(client: Client, socket: Socket, path: ReadPath): void {
  const { reader, watch, timers, endpoint } = path;
  const protocol = protocolOf(client);
  const parse = protocol.parse.bind(protocol);
  let isIdentified = false;

  const identify = (piece: Buffer): Buffer | null => {
    const found = reader.read(piece);
    if (found.kind === 'more') return null;
    if (found.kind === 'not-ssh') {
      path.fail({ code: 'ssh.not-ssh', address: endpoint.address, port: endpoint.port });
      return null;
    }
    isIdentified = true;
    timers.enter('key-exchange');
    return found.bytes;
  };

  guardMessages(protocol, watch.guard);
  protocol.parse = (bytes, start, end) => {
    watch.beforeRead(end - start);
    if (!path.isAlive()) return;
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    const whole = isIdentified ? piece : identify(piece);
    if (whole === null) return;
    parse(whole, 0, whole.length);
    watch.afterRead(whole.length, socket.writableLength);
  };
}
