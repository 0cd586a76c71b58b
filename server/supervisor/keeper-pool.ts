/** The keepers: a fixed number of processes, each at its own socket, started again when one dies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../shared/base/clock.ts';
import { SECOND_MS } from '../../shared/base/units.ts';
import { limits } from '../config/limits.ts';
import { readKeeperReport, type KeeperOrder } from '../link/keeper-messages.ts';
import { startChild, type Child } from './child.ts';
import { createRestartDelay } from './restart-delay.ts';

/** How long keepers have to end their sessions. */
const STOP_LIMIT_MS = 4 * SECOND_MS;
/** How long the gateway waits for its keepers before it opens the page without one of them. */
const START_LIMIT_MS = 10 * SECOND_MS;
const stopOrder: KeeperOrder = { stop: true };

/** The pool. */
export interface KeeperPool {
  /** Paths of the sockets; the index is the slot. */
  readonly sockets: readonly string[];
  /** Resolves when all listen, or after 10 s without. */
  readonly started: Promise<void>;
  /** Ends all sessions, then all keepers; resolves when they are gone. */
  stop(): Promise<void>;
  kill(): void;
}

/** What a pool is made of. */
export interface KeeperPoolOptions {
  readonly count: number;
  /** Script of a keeper. */
  readonly script: string;
  readonly clock: Clock;
  /** A keeper died and its successor listens. */
  onRestarted(): void;
}

/** Starts the keepers; the web process waits by itself until they listen. */
export function startKeepers(options: KeeperPoolOptions): KeeperPool {
  // mkdtemp makes a folder of mode 0700, so that nobody else reaches the sockets.
  const folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  const name = folder.slice(-6);
  const sockets = Array.from({ length: options.count }, (_, slot) =>
    process.platform === 'win32'
      ? `\\\\.\\pipe\\earshot-${name}-${slot}`
      : join(folder, `keeper-${slot}.sock`),
  );
  const lifetime = new AbortController();
  const current: Child[] = [];
  const isOver = (): boolean => lifetime.signal.aborted;

  const listening = new Set<number>();
  let wake: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    wake = resolve;
    options.clock.after(START_LIMIT_MS, resolve, lifetime.signal);
  });

  const start = (slot: number, isAgain: boolean): void => {
    current[slot] = startChild({
      script: options.script,
      args: [String(slot), sockets[slot] ?? ''],
      nodeFlags: [`--max-old-space-size=${limits.keeperHeapMib}`],
      clock: options.clock,
      onMessage(message) {
        if (readKeeperReport(message) === null) return;
        listening.add(slot);
        if (listening.size === options.count) wake();
        if (isAgain) options.onRestarted();
      },
    });
  };
  const watch = async (slot: number): Promise<void> => {
    const delay = createRestartDelay(options.clock);
    for (let isAgain = false; !isOver(); isAgain = true) {
      start(slot, isAgain);
      await current[slot]?.exited;
      if (!isOver()) await delay.wait(lifetime.signal);
    }
  };
  for (const slot of sockets.keys()) void watch(slot);

  return {
    sockets,
    started,
    async stop() {
      lifetime.abort();
      wake();
      await Promise.all(
        current.map((child) => child.stop(STOP_LIMIT_MS, () => child.send(stopOrder))),
      );
      rmSync(folder, { recursive: true, force: true });
    },
    kill() {
      lifetime.abort();
      for (const child of current) child.kill();
    },
  };
}
