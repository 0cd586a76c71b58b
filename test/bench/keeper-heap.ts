/**
 * Says how large a keeper's heap becomes when all its sessions flood at once, by output and by many commands, over
 * shells without a network:
 * `node --expose-gc --max-old-space-size=256 test/bench/keeper-heap.ts [SESSIONS [RINGS_MIB]]`.
 */
import { limits } from '../../server/config/limits.ts';
import { createLineBudget } from '../../server/keeper/sessions/line-budget.ts';
import { createRingBudget, type BudgetedRing } from '../../server/keeper/sessions/ring-budget.ts';
import { createSessionRegistry } from '../../server/keeper/sessions/session-registry.ts';
import type { TerminalSession } from '../../server/keeper/sessions/terminal-session.ts';
import {
  createTerminalReader,
  type TerminalReader,
} from '../../server/keeper/terminal/terminal-reader.ts';
import type { DeviceId, OwnerId, PageId } from '../../shared/model/ids.ts';
import { MIB } from '../../shared/base/units.ts';
import { createFakeTransport, fakeHostKey } from '../support/fake-shell.ts';
import { poll } from '../support/poll.ts';
import { createRealClock } from '../support/real-clock.ts';

const sessions = Number(process.argv[2] ?? 20);
/** Budget of the rings; another one shows what it is good for. */
const ringsBytes = Number(process.argv[3] ?? limits.ringsPerKeeperBytes / MIB) * MIB;
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
const opened: TerminalSession[] = [];
const ringBudget = createRingBudget(ringsBytes);
const rings: BudgetedRing[] = [];
const registry = createSessionRegistry(0, {
  transport,
  createReader(options) {
    const reader = createTerminalReader(options);
    readers.push(reader);
    return reader;
  },
  lineBudget: createLineBudget(limits.keptLinesPerKeeperBytes, limits.keptLinesPerSessionBytes),
  ringBudget: {
    join(ring) {
      rings.push(ring);
      return ringBudget.join(ring);
    },
  },
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
  const ringBytes = rings.reduce((sum, ring) => sum + ring.keptBytes, 0);
  const mib = (bytes: number): string => (bytes / MIB).toFixed(0);
  return `heap ${mib(heapUsed)} MiB, external ${mib(external)}, resident ${mib(rss)}, counted lines ${mib(kept)}, counted changes ${mib(ringBytes)}`;
}

for (let index = 0; index < sessions; index += 1) {
  const owner = `owner-${String(Math.floor(index / limits.sessionsPerOwner))}`.padEnd(20, '0');
  const target = { hostName: 'web1', address: 'web1', port: 22, userName: 'amy' };
  const ownerId = owner as OwnerId;
  const order = registry.open(ownerId, { ...target, kind: 'host' }, fakeHostKey);
  if (!order.ok) throw new Error(order.failure.code);
  const session = registry.find(ownerId, order.value);
  if (session !== null) opened.push(session);
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

/** Commands of each session: together their changes are far more than one ring holds. */
const COMMANDS = 90;
const writer = {
  pageId: 'page'.padEnd(20, '0') as PageId,
  deviceId: 'device'.padEnd(20, '0') as DeviceId,
  deviceName: 'laptop',
};
for (const session of opened) session.offerPen(writer, () => false);
for (const [name, line] of Object.entries(kinds)) {
  const answer = line.repeat(Math.max(1, Math.min(400, Math.floor(18_000 / line.length))));
  for (let round = 0; round < COMMANDS; round += 1) {
    const before = opened.map((session) => session.seq);
    for (const [index, session] of opened.entries()) {
      const number = session.lastInput(writer.pageId) + 1;
      session.input(writer.pageId, number, { kind: 'line', text: 'ls' });
      transport.shells[index]?.print(`ls\r\n${answer}amy@web1:~$ `);
    }
    await poll(
      'the changes',
      () =>
        readers.every((reader) => reader.pendingBytes === 0) &&
        opened.every((session, index) => session.seq > (before[index] ?? 0)),
      60_000,
    );
  }
  process.stdout.write(`${String(sessions)} sessions, commands with ${name}: ${figures()}.\n`);
}
process.exit(0);
