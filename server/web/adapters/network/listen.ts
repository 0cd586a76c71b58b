/** Takes the port: on the wanted address and, for the default one, on ::1 as well, with the same number. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failed, success, type Result } from '../../../../shared/base/result.ts';
import { KIB, SECOND_MS } from '../../../../shared/base/units.ts';
import type { Failure } from '../../../../shared/failures/failure.ts';
import { consoleWords } from '../../../../shared/words/console.ts';

const LOOPBACK_6 = '::1';
const defaultHosts = new Set(['127.0.0.1', 'localhost']);
/** Free ports to try until one is free on both addresses. */
const PORT_TRIES = 20;
/** Sockets of everyone together; each is small, but not nothing. */
const CONNECTION_LIMIT = 1_024;

/** Servers that hold the port and do not answer yet. */
export interface HeldPort {
  readonly port: number;
  readonly servers: readonly Server[];
}

/** Takes `port` (0: any free one); gateway.port-taken, gateway.address-not-here or gateway.setting-invalid. */
export async function holdPort(host: string, port: number): Promise<Result<HeldPort, Failure>> {
  const address = host === 'localhost' ? '127.0.0.1' : host;
  for (let attempt = 1; ; attempt += 1) {
    const held = await holdBoth(address, port, defaultHosts.has(host));
    const mayTryAgain = port === 0 && attempt < PORT_TRIES;
    if (held.ok || !mayTryAgain || held.failure.code !== 'gateway.port-taken') return held;
  }
}

/** Lets the port go: open requests may finish, idle connections are closed. */
export async function releasePort(held: HeldPort): Promise<void> {
  await Promise.all(
    held.servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => {
            resolve();
          });
          server.closeIdleConnections();
        }),
    ),
  );
}

async function holdBoth(
  address: string,
  port: number,
  isDefault: boolean,
): Promise<Result<HeldPort, Failure>> {
  const first = await listen(address, port);
  if (!first.ok) return failed(listenFailure(first.failure, address, port));
  const bound = (first.value.address() as AddressInfo).port;
  if (!isDefault) return success({ port: bound, servers: [first.value] });
  const second = await listen(LOOPBACK_6, bound);
  if (second.ok) return success({ port: bound, servers: [first.value, second.value] });
  // A machine without IPv6 is served on IPv4 alone; a foreign program on ::1 would answer in our name.
  if (second.failure.code !== 'EADDRINUSE') return success({ port: bound, servers: [first.value] });
  first.value.close();
  return failed({ code: 'gateway.port-taken', port: bound });
}

function listen(address: string, port: number): Promise<Result<Server, NodeJS.ErrnoException>> {
  const server = createServer({
    maxHeaderSize: 16 * KIB,
    headersTimeout: 10 * SECOND_MS,
    requestTimeout: 30 * SECOND_MS,
    keepAliveTimeout: 5 * SECOND_MS,
  });
  server.maxConnections = CONNECTION_LIMIT;
  return new Promise((resolve) => {
    server.once('error', (error) => {
      resolve(failed(error));
    });
    server.listen({ host: address, port, exclusive: true }, () => {
      resolve(success(server));
    });
  });
}

function listenFailure(error: NodeJS.ErrnoException, address: string, port: number): Failure {
  switch (error.code) {
    case 'EADDRINUSE':
      return { code: 'gateway.port-taken', port };
    case 'EACCES':
      return {
        code: 'gateway.setting-invalid',
        name: 'EARSHOT_PORT',
        problem: consoleWords.problems.portReserved,
      };
    default:
      return { code: 'gateway.address-not-here', address };
  }
}
