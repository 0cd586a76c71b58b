/**
 * Says how large a keeper's heap becomes when all its sessions flood at once, over shells without a network:
 * `node --expose-gc --max-old-space-size=256 test/bench/keeper-heap.ts [SESSIONS]`.
 */
import { limits } from '../../server/config/limits.ts';
import { createLineBudget } from '../../server/keeper/sessions/line-budget.ts';
import { createSessionRegistry } from '../../server/keeper/sessions/session-registry.ts';
import {
  createTerminalReader,
  type TerminalReader,
} from '../../server/keeper/terminal/terminal-reader.ts';
import type { OwnerId } from '../../shared/model/ids.ts';
import { MIB } from '../../shared/base/units.ts';
import { createFakeTransport, fakeHostKey } from '../support/fake-shell.ts';
import { poll } from '../support/poll.ts';
import { createRealClock } from '../support/real-clock.ts';

const sessions = Number(process.argv[2] ?? 20);
/** Parts of one flood, each of some 32 KiB. */
const PARTS = 60;
const kinds: Readonly<Record<string, string>> = {
  'plain lines of 54 letters': `${'a'.repeat(54)}\r\n`,
  'coloured lines of 1 letter': '\x1b[31mx\x1b[m\r\n',
  'coloured lines of 900 letters': `\x1b[31m${'b'.repeat(900)}\x1b[m\r\n`,
  'Cyrillic lines of 900 letters': `${'ш'.repeat(900)}\r\n`,
};

const transport = createFakeTransport();
const readers: TerminalReader[] = [];
const registry = createSessionRegistry(0, {
  transport,
  createReader(options) {
    const reader = createTerminalReader(options);
    readers.push(reader);
    return reader;
  },
  lineBudget: createLineBudget(limits.keptLinesPerKeeperBytes, limits.keptLinesPerSessionBytes),
  startCommandFor: () => null,
  createSecret: () => '0'.repeat(32),
  clock: createRealClock(),
  onBug(problem) {
    throw problem;
  },
});

function figures(): string {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const kept = readers.reduce((sum, reader) => sum + reader.keptBytes, 0);
  const mib = (bytes: number): string => (bytes / MIB).toFixed(0);
  return `heap ${mib(heapUsed)} MiB, external ${mib(external)}, resident ${mib(rss)}, counted lines ${mib(kept)}`;
}

for (let index = 0; index < sessions; index += 1) {
  const owner = `owner-${String(Math.floor(index / limits.sessionsPerOwner))}`.padEnd(20, '0');
  const target = { hostName: 'web1', address: 'web1', port: 22, userName: 'amy' };
  registry.open(owner as OwnerId, { ...target, kind: 'host' }, fakeHostKey);
}
await poll('the shells', () => transport.shells.length === sessions);
process.stdout.write(`${String(sessions)} sessions, silent: ${figures()}.\n`);
for (const [name, line] of Object.entries(kinds)) {
  const part = line.repeat(Math.ceil((32 * 1_024) / Buffer.byteLength(line)));
  for (let round = 0; round < PARTS; round += 1) {
    for (const shell of transport.shells) shell.print(part);
    await poll('the flood', () => readers.every((reader) => reader.pendingBytes === 0), 60_000);
  }
  process.stdout.write(`${String(sessions)} sessions, ${name}: ${figures()}.\n`);
}
process.exit(0);
