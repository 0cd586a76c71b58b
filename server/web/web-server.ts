/** Joins storage, accounts, gateway and HTTP into one server. Processes, signals and real clocks stay outside. */
import type { Clock } from '../../shared/base/clock.ts';
import { createEmitter } from '../../shared/base/emitter.ts';
import { success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { WebStart } from '../link/supervisor-messages.ts';
import type { DeviceEvent } from './accounts/device-events.ts';
import { createDevices } from './accounts/devices.ts';
import { createPairing, type FreshCode } from './accounts/pairing.ts';
import { holdPort, releasePort, type HeldPort } from './adapters/network/listen.ts';
import { openDatabase } from './adapters/storage/database.ts';
import { createSqliteAccountStore } from './adapters/storage/sqlite-account-store.ts';
import { createSqliteRecordStore } from './adapters/storage/sqlite-record-store.ts';
import { createConnections } from './gateway/connections.ts';
import { createMessageRouter } from './gateway/message-router.ts';
import { createSocketGateway } from './gateway/socket-gateway.ts';
import { createTargetPolicy } from './gateway/target-policy.ts';
import { createUpgradeGate } from './gateway/upgrade-gate.ts';
import { createApiRoutes } from './http/api-routes.ts';
import { createApp } from './http/app.ts';
import type { KeeperLink } from './ports/keeper-link.ts';
import type { LocalNetwork } from './ports/local-network.ts';
import type { Logger } from './ports/logger.ts';

/** What the server is given by its process. */
export interface WebServerSurroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly keeperLink: KeeperLink;
  /** Called once the port is known, because the gateway's own ports are never offered or reached. */
  readonly createLocalNetwork: (ownPorts: readonly number[]) => LocalNetwork;
  /** The built page. */
  readonly pageFolder: string;
}

/** What to tell about pairing before the server is ready. */
export interface SetupState {
  /** The code that opens the first device, null when an owner exists. */
  readonly code: FreshCode | null;
  readonly hasIgnoredPreset: boolean;
}

/** A server whose data is open. */
export interface WebServer {
  /** Takes the port and answers; gives the port. */
  listen(): Promise<Result<number, Failure>>;
  openSetup(): Result<SetupState, Failure>;
  /** Stops accepting, closes sockets with 1012 and then the data. */
  close(): Promise<void>;
}

/** Opens the data; gateway.data-* or gateway.disk-full when that fails. */
export function createWebServer(
  start: WebStart,
  surroundings: WebServerSurroundings,
): Result<WebServer, Failure> {
  const { clock, logger, keeperLink, pageFolder } = surroundings;
  const opened = openDatabase(start.dataFolder);
  if (!opened.ok) return opened;
  const database = opened.value;
  const events = createEmitter<DeviceEvent>();
  const store = createSqliteAccountStore(database);
  const devices = createDevices({ store, clock, events });
  const pairing = createPairing({ store, clock, events });
  const records = createSqliteRecordStore(database);
  const connections = createConnections();
  const lifetime = new AbortController();
  events.listen(connections.handle, lifetime.signal);
  let held: HeldPort | null = null;

  const serve = (heldPort: HeldPort): void => {
    const { port, servers } = heldPort;
    const practicePort = start.practice?.port ?? null;
    const ownPorts = [port, ...(practicePort === null ? [] : [practicePort])];
    const localNetwork = surroundings.createLocalNetwork(ownPorts);
    const targetPolicy = createTargetPolicy({ webPort: port, practicePort }, localNetwork);
    const router = createMessageRouter({ records, pairing, connections, targetPolicy });
    const findOffers = async () => ({
      practice: practiceOffer(start),
      thisComputer: await localNetwork.findSshServer(),
    });
    const upgrade = createSocketGateway(port, createUpgradeGate(port, devices), {
      clock,
      logger,
      connections,
      keeperLink,
      router,
      findOffers,
    });
    const routes = createApiRoutes({ port, devices, pairing });
    const app = createApp({ port, pageFolder, routes, logger });
    for (const server of servers) server.on('request', app).on('upgrade', upgrade);
  };

  return success({
    async listen() {
      const taken = await holdPort(start.host, start.port);
      if (!taken.ok) return taken;
      held = taken.value;
      serve(held);
      return success(held.port);
    },
    openSetup() {
      const code = pairing.openSetup(start.setupCode);
      if (!code.ok) return code;
      const hasIgnoredPreset = code.value === null && start.setupCode !== null;
      return success({ code: code.value, hasIgnoredPreset });
    },
    async close() {
      const released = held === null ? Promise.resolve() : releasePort(held);
      connections.closeAll();
      await released;
      lifetime.abort();
      database.close();
    },
  });
}

function practiceOffer({ practice }: WebStart) {
  if (practice === null) return null;
  const { userName, password, hostKey } = practice;
  return { userName, password, hostKey };
}
