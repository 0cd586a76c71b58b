/** "This computer": whether an SSH server answers on this machine's loopback. It only listens for the first words. */
import { connect } from 'node:net';
import type { Clock } from '../../../../shared/base/clock.ts';
import { KIB, SECOND_MS } from '../../../../shared/base/units.ts';
import { SSH_PORT } from '../../../../shared/model/host.ts';

const BANNER_TIMEOUT_MS = SECOND_MS;
const CACHE_MS = 30 * SECOND_MS;
/** A server may say other lines first (RFC 4253 section 4.2), but not without end. */
const GREETING_LIMIT_BYTES = 4 * KIB;
const identification = /(?:^|\n)SSH-(?:2\.0|1\.99)-/;

/** Where an SSH server answered. */
export interface SshServerFound {
  readonly address: string;
  readonly port: number;
}

/** Finds a server on port 22 of 127.0.0.1 or ::1; an answer holds 30 s. `ownPorts` are the gateway's own. */
export function createSshServerFinder(
  clock: Clock,
  ownPorts: readonly number[],
): () => Promise<SshServerFound | null> {
  let answer: { readonly atMs: number; readonly found: Promise<SshServerFound | null> } | null =
    null;
  return () => {
    if (ownPorts.includes(SSH_PORT)) return Promise.resolve(null);
    const nowMs = clock.monotonicMs();
    if (answer === null || nowMs - answer.atMs >= CACHE_MS)
      answer = { atMs: nowMs, found: findOnLoopback(SSH_PORT, clock) };
    return answer.found;
  };
}

/** The first of 127.0.0.1 and ::1 that has an SSH server on `port`, null after at most 1 s. */
export async function findOnLoopback(port: number, clock: Clock): Promise<SshServerFound | null> {
  const addresses = ['127.0.0.1', '::1'];
  const answers = await Promise.all(addresses.map((address) => hasSshBanner(address, port, clock)));
  const address = addresses.find((_, index) => answers[index] === true);
  return address === undefined ? null : { address, port };
}

function hasSshBanner(address: string, port: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const lifetime = new AbortController();
    const socket = connect({ host: address, port });
    const finish = (isSsh: boolean): void => {
      lifetime.abort();
      socket.destroy();
      resolve(isSsh);
    };
    let greeting = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      greeting += chunk;
      if (identification.test(greeting)) finish(true);
      else if (greeting.length > GREETING_LIMIT_BYTES) finish(false);
    });
    socket.on('error', () => {
      finish(false);
    });
    socket.on('close', () => {
      finish(false);
    });
    clock.after(
      BANNER_TIMEOUT_MS,
      () => {
        finish(false);
      },
      lifetime.signal,
    );
  });
}
