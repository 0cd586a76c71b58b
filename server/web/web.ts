/** Entry of the web process: composition only. The supervisor starts it by fork and talks to it over IPC. */
import { fileURLToPath } from 'node:url';
import { SECOND_MS } from '../../shared/base/units.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { createSystemClock } from '../config/system-clock.ts';
import { createKeeperClient } from '../link/keeper-client.ts';
import {
  readSupervisorMessage,
  type WebMessage,
  type WebStart,
} from '../link/supervisor-messages.ts';
import { createSshServerFinder } from './adapters/network/ssh-banner.ts';
import { leadsToThisMachine } from './adapters/network/this-machine.ts';
import { createJsonLogger } from './adapters/system/json-logger.ts';
import { createWebServer, type WebServer } from './web-server.ts';

/** The supervisor gives 5 s; what is still open then is cut. */
const CLOSE_LIMIT_MS = 4 * SECOND_MS;

process.title = 'earshot: web';
// Files that SQLite adds beside the database are nobody else's business.
process.umask(0o077);

const clock = createSystemClock();
const logger = createJsonLogger('warn', (line) => process.stderr.write(line), clock);
const lifetime = new AbortController();
let server: WebServer | null = null;

/** Tells the supervisor; resolves when the message has left this process. */
function tell(message: WebMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else
      process.send(message, () => {
        resolve();
      });
  });
}

async function stopWith(failure: Failure): Promise<void> {
  await tell({ failed: failure });
  await stop(1);
}

async function stop(exitCode: number): Promise<void> {
  setTimeout(() => process.exit(exitCode), CLOSE_LIMIT_MS).unref();
  await server?.close();
  lifetime.abort();
  process.exit(exitCode);
}

async function load(start: WebStart): Promise<void> {
  const created = createWebServer(start, {
    clock,
    logger,
    keeperLink: createKeeperClient({ sockets: start.keeperSockets, clock }, lifetime.signal),
    createLocalNetwork: (ownPorts) => ({
      findSshServer: createSshServerFinder(clock, ownPorts),
      leadsToThisMachine,
    }),
    pageFolder: fileURLToPath(new URL('../../dist/client', import.meta.url)),
  });
  if (!created.ok) {
    await stopWith(created.failure);
    return;
  }
  server = created.value;
  await tell({ loaded: true });
}

async function listen(loaded: WebServer): Promise<void> {
  const port = await loaded.listen();
  if (!port.ok) {
    await stopWith(port.failure);
    return;
  }
  const setup = loaded.openSetup();
  if (!setup.ok) {
    await stopWith(setup.failure);
    return;
  }
  const { code, hasIgnoredPreset } = setup.value;
  if (code?.validMs === null) await tell({ setupPreset: true });
  else if (code !== null) {
    // The fragment never leaves the browser; the page removes it before its first request.
    const link = `http://localhost:${String(port.value)}/#setup=${encodeURIComponent(code.code)}`;
    await tell({ setup: { code: code.code, link, validMs: code.validMs } });
  }
  if (hasIgnoredPreset) await tell({ setupIgnored: true });
  await tell({ ready: { port: port.value } });
}

process.on('message', (message: unknown) => {
  const known = readSupervisorMessage(message);
  if (known === null) throw new Error('The supervisor sent a message that is not in the protocol.');
  if ('start' in known) void load(known.start);
  else if (server !== null) void listen(server);
});
process.once('disconnect', () => void stop(0));
process.once('SIGTERM', () => void stop(0));
// Ctrl+C reaches the whole process group; only the supervisor decides when this process ends.
process.on('SIGINT', () => undefined);
