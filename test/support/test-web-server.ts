/** The whole web process but its process: real storage, HTTP and sockets, with a recording keeper link. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../shared/base/clock.ts';
import type { WebStart } from '../../server/link/supervisor-messages.ts';
import type { KeeperLink } from '../../server/web/ports/keeper-link.ts';
import type { LocalNetwork } from '../../server/web/ports/local-network.ts';
import type { Logger } from '../../server/web/ports/logger.ts';
import { createWebServer, type SetupState } from '../../server/web/web-server.ts';
import { createRealClock } from './real-clock.ts';
import { createRecordingKeeperLink } from './recording-keeper-link.ts';
import { cookieOf, pairOver } from './web-person.ts';

/** A preset setup code for tests. */
export const testSetupCode = 'Test Setup-Code 2026';

/** A server on a free port. */
export interface TestWebServer {
  readonly port: number;
  readonly dataFolder: string;
  readonly setup: SetupState;
  /** Everything logged as bug. */
  readonly bugs: unknown[];
  /** Pairs the first device and gives its cookie. */
  becomeOwner(): Promise<string>;
  stop(): Promise<void>;
}

/** What a test may replace. */
export interface TestWebOptions {
  readonly clock?: Clock;
  readonly keeperLink?: KeeperLink;
  readonly localNetwork?: LocalNetwork;
  readonly pageFolder?: string;
  readonly start?: Partial<WebStart>;
}

/** No SSH server on this machine, and no name that leads to it but the plain ones. */
export const plainNetwork: LocalNetwork = {
  findSshServer: () => Promise.resolve(null),
  leadsToThisMachine: (address) => Promise.resolve(['localhost', '127.0.0.1'].includes(address)),
};

/** Starts it; throws when it does not start. */
export async function startTestWebServer(options: TestWebOptions = {}): Promise<TestWebServer> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-web-'));
  const dataFolder = options.start?.dataFolder ?? join(folder, 'data');
  const bugs: unknown[] = [];
  const logger: Logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (_event, problem) => bugs.push(problem),
  };
  const created = createWebServer(
    {
      host: '127.0.0.1',
      port: 0,
      setupCode: testSetupCode,
      keeperSockets: [],
      practice: null,
      ...options.start,
      dataFolder,
    },
    {
      clock: options.clock ?? createRealClock(),
      logger,
      keeperLink: options.keeperLink ?? createRecordingKeeperLink(),
      createLocalNetwork: () => options.localNetwork ?? plainNetwork,
      pageFolder: options.pageFolder ?? join(folder, 'page'),
    },
  );
  if (!created.ok) throw new Error(`Not opened: ${created.failure.code}`);
  const server = created.value;
  const port = await server.listen();
  if (!port.ok) throw new Error(`Not listening: ${port.failure.code}`);
  const setup = server.openSetup();
  if (!setup.ok) throw new Error(`No setup: ${setup.failure.code}`);
  return {
    port: port.value,
    dataFolder,
    setup: setup.value,
    bugs,
    async becomeOwner() {
      const paired = await pairOver(port.value, options.start?.setupCode ?? testSetupCode);
      if (paired.status !== 200) throw new Error(`Not paired: ${paired.body}`);
      return cookieOf(paired);
    },
    async stop() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
