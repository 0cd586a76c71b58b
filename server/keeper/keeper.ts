/**
 * Entry of a keeper process: composition only. Arguments: number of this keeper, path of its socket. Tells the
 * supervisor by IPC when it listens, ends its sessions when told to, and ends itself when the supervisor vanished.
 */
import { randomBytes } from 'node:crypto';
import { createSystemClock } from '../config/system-clock.ts';
import { limits } from '../config/limits.ts';
import { readKeeperOrder, type KeeperReport } from '../link/keeper-messages.ts';
import { listenForWebProcesses } from '../link/keeper-listener.ts';
import { createLane } from './sessions/lane.ts';
import { createLineBudget } from './sessions/line-budget.ts';
import { createRingBudget } from './sessions/ring-budget.ts';
import { createSessionRegistry } from './sessions/session-registry.ts';
import { createSshTransport } from './ssh/ssh-transport.ts';
import { shellStartCommand } from './terminal/marks/shell-start.ts';
import { createTerminalReader } from './terminal/terminal-reader.ts';

process.title = 'earshot: keeper';
/** How long pages and servers have to hear that their sessions end. */
const FAREWELL_MS = 400;

const [slot = '0', socketPath = ''] = process.argv.slice(2);
const clock = createSystemClock();
const lifetime = new AbortController();
const registry = createSessionRegistry(Number(slot), {
  transport: createSshTransport({ clock }),
  createReader: createTerminalReader,
  lineBudget: createLineBudget(limits.keptLinesPerKeeperBytes, limits.keptLinesPerSessionBytes),
  ringBudget: createRingBudget(limits.ringsPerKeeperBytes),
  startCommandFor: shellStartCommand,
  createSecret: () => randomBytes(16).toString('hex'),
  clock,
  onBug(problem) {
    // Place but no message: a message may repeat what a server or a person said.
    const stack = problem instanceof Error ? (problem.stack ?? '') : '';
    const place = stack.split('\n').filter((line) => /^\s+at /.test(line));
    process.stderr.write(`${JSON.stringify({ event: 'session.bug', place: place.slice(0, 8) })}\n`);
  },
});

function tell(report: KeeperReport): void {
  if (process.connected) process.send?.(report);
}

let isLeaving = false;
function leave(): void {
  if (isLeaving) return;
  isLeaving = true;
  const hadSessions = registry.openCount() > 0;
  registry.endAll({ by: 'failure', failure: { code: 'keeper.lost' } });
  setTimeout(() => process.exit(0), hadSessions ? FAREWELL_MS : 0);
}

process.on('message', (message: unknown) => {
  if (readKeeperOrder(message) !== null) leave();
});
process.on('disconnect', () => setTimeout(leave, limits.keeperOrphanMs));
process.on('SIGTERM', leave);
// The console of a supervisor that vanished may be gone as well.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
process.on('exit', () => lifetime.abort());

await listenForWebProcesses(
  {
    path: socketPath,
    instance: randomBytes(16).toString('base64url'),
    openLane: (opening, outlet) => createLane(opening, registry, outlet),
  },
  lifetime.signal,
);
tell({ ready: true });
