/** A keeper and the web process's end of its link, both in this process, joined by a real local socket. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../server/config/system-clock.ts';
import { limits } from '../../server/config/limits.ts';
import { createLane } from '../../server/keeper/sessions/lane.ts';
import { createLineBudget } from '../../server/keeper/sessions/line-budget.ts';
import { createRingBudget } from '../../server/keeper/sessions/ring-budget.ts';
import { createSessionRegistry } from '../../server/keeper/sessions/session-registry.ts';
import type { ShellTransport } from '../../server/keeper/ports/shell-transport.ts';
import { createTerminalReader } from '../../server/keeper/terminal/terminal-reader.ts';
import { createKeeperClient, type PageLane } from '../../server/link/keeper-client.ts';
import { listenForWebProcesses } from '../../server/link/keeper-listener.ts';
import type { DeviceId, OwnerId, PageId } from '../../shared/model/ids.ts';
import type { KeeperFact } from '../../shared/protocol/server-message.ts';
import { poll } from './poll.ts';

/** A keeper under test. */
export interface KeeperInProcess {
  readonly path: string;
  readonly bugs: unknown[];
  /** A web process of its own; `stop` cuts its link. */
  startWeb(): WebEnd;
  stop(): void;
}

/** A web process's end of the link. */
export interface WebEnd {
  openPage(options?: { owner?: string; page?: string; deviceName?: string }): PageEnd;
  stop(): void;
}

/** A page as the web process sees it. */
export interface PageEnd {
  readonly lane: PageLane;
  readonly facts: KeeperFact[];
  /** Slots whose keeper was lost. */
  readonly lost: number[];
  /** Waits for the first fact of a type that fits and was not taken yet. */
  next<Type extends KeeperFact['type']>(
    type: Type,
    fits?: (fact: Extract<KeeperFact, { type: Type }>) => boolean,
  ): Promise<Extract<KeeperFact, { type: Type }>>;
}

/** Starts a keeper in slot 0; at `path` where one is given. */
export async function startKeeperInProcess(
  transport: ShellTransport,
  path?: string,
): Promise<KeeperInProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-keeper-'));
  const socketPath = path ?? join(folder, 'k.sock');
  const lifetime = new AbortController();
  const bugs: unknown[] = [];
  const clock = createSystemClock();
  const registry = createSessionRegistry(0, {
    transport,
    createReader: createTerminalReader,
    lineBudget: createLineBudget(limits.keptLinesPerKeeperBytes, limits.keptLinesPerSessionBytes),
    ringBudget: createRingBudget(limits.ringsPerKeeperBytes),
    startCommandFor: () => null,
    createSecret: () => randomBytes(16).toString('hex'),
    clock,
    onBug: (problem) => void bugs.push(problem),
  });
  await listenForWebProcesses(
    {
      path: socketPath,
      instance: randomBytes(16).toString('base64url'),
      openLane: (opening, outlet) => createLane(opening, registry, outlet),
    },
    lifetime.signal,
  );
  return {
    path: socketPath,
    bugs,
    startWeb: () => startWebEnd(socketPath),
    stop() {
      lifetime.abort();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The web process's end of a link to the keeper at `path`. */
export function startWebEnd(path: string): WebEnd {
  const lifetime = new AbortController();
  const clock = createSystemClock();
  const client = createKeeperClient({ sockets: [path], clock }, lifetime.signal);
  return {
    openPage({ owner = 'owner', page = 'page', deviceName = 'laptop' } = {}) {
      const facts: KeeperFact[] = [];
      const lost: number[] = [];
      const taken = new Set<KeeperFact>();
      const lane = client.openLane(
        {
          ownerId: owner.padEnd(20, '0') as OwnerId,
          deviceId: deviceName.padEnd(20, '0') as DeviceId,
          deviceName,
          pageId: page.padEnd(20, '0') as PageId,
        },
        {
          onFact: (fact) => void facts.push(fact),
          onKeeperLost: (slot) => void lost.push(slot),
        },
      );
      return {
        lane,
        facts,
        lost,
        next(type, fits = () => true) {
          type Wanted = Extract<KeeperFact, { type: typeof type }>;
          return poll(`a fact ${type}`, () => {
            const found = facts.find(
              (fact): fact is Wanted =>
                fact.type === type && !taken.has(fact) && fits(fact as Wanted),
            );
            if (found !== undefined) taken.add(found);
            return found;
          });
        },
      };
    },
    stop: () => lifetime.abort(),
  };
}
