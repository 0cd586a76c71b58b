/**
 * A web process that only keeps the order of messages, for tests of the supervisor. It writes a line for each step
 * into the folder it is given, and does not load while a file `broken` stands there.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readSupervisorMessage, type WebStart } from '../../server/link/supervisor-messages.ts';

let start: WebStart | null = null;

function note(step: string): void {
  appendFileSync(join(start?.dataFolder ?? '', 'steps'), `${String(process.pid)} ${step}\n`);
}

process.on('message', (value) => {
  const message = readSupervisorMessage(value);
  if (message !== null && 'start' in message) {
    start = message.start;
    if (existsSync(join(start.dataFolder, 'broken'))) process.exit(1);
    note('loaded');
    process.send?.({ loaded: true });
    return;
  }
  const server = createServer();
  server.listen(start?.port ?? 0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    note(`listens ${String(port)}`);
    process.send?.({ ready: { port } });
  });
});
process.on('SIGTERM', () => {
  note('stopped');
  process.exit(0);
});
process.on('disconnect', () => process.exit(0));
