/** Memory of one real keeper process with 0, 1, 10 and 100 idle sessions on real OpenSSH. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKeeperClient } from '../../server/link/keeper-client.ts';
import type { DeviceId, OwnerId, PageId, SessionId } from '../../shared/model/ids.ts';
import type { KeeperFact } from '../../shared/protocol/server-message.ts';
import type { OpensshServer } from '../support/openssh-server.ts';
import { poll } from '../support/poll.ts';
import { projectFolder } from '../support/project-folder.ts';
import { createRealClock } from '../support/real-clock.ts';

/** Sessions of one owner, below the owner's limit of 20. */
const SESSIONS_PER_OWNER = 20;

/** Resident memory in MiB by number of sessions. */
export type MemoryFigures = ReadonlyMap<number, number>;

const randomId = (): string => randomBytes(16).toString('base64url');

/** Starts a keeper, opens sessions step by step, and reads its memory from /proc (Linux). */
export async function measureMemory(
  server: OpensshServer,
  steps: readonly number[],
  folder: string,
): Promise<MemoryFigures> {
  const socket = join(folder, 'keeper.sock');
  const keeper = fork(join(projectFolder, 'server/keeper/keeper.ts'), ['0', socket], {
    execArgv: ['--max-old-space-size=256'],
  });
  const life = new AbortController();
  try {
    await new Promise((resolve, reject) => {
      keeper.once('message', resolve);
      keeper.once('exit', reject);
    });
    const client = createKeeperClient({ sockets: [socket], clock: createRealClock() }, life.signal);
    const figures = new Map<number, number>();
    let count = 0;
    let open = 0;
    let requestId = 0;
    const lanes: ReturnType<typeof openOwner>[] = [];
    const openOwner = () => {
      const owner = { sessions: 0 };
      const lane = client.openLane(
        {
          ownerId: randomId() as OwnerId,
          deviceId: randomId() as DeviceId,
          deviceName: 'bench',
          pageId: randomId() as PageId,
        },
        { onFact: (fact) => answer(fact), onKeeperLost: () => undefined },
      );
      const ask = (sessionId: SessionId): void => {
        requestId += 1;
        lane.request({ type: 'session.attach', requestId, sessionId, since: null, write: true });
      };
      const answer = (fact: KeeperFact): void => {
        if (fact.type === 'session.opened') ask(fact.sessionId);
        if (fact.type !== 'session.changed') return;
        const { sessionId } = fact;
        for (const change of fact.changes) {
          if (change.type !== 'phase.changed') continue;
          requestId += 1;
          if (change.phase.kind === 'asking-host-key') {
            const trusted = change.phase.hostKey;
            lane.request({ type: 'host-key.decide', requestId, sessionId, trusted });
          } else if (change.phase.kind === 'asking-sign-in') {
            const { questionId } = change.phase.question;
            const answers = [server.password];
            lane.request({ type: 'sign-in.answer', requestId, sessionId, questionId, answers });
          } else if (change.phase.kind === 'open') {
            open += 1;
            // An idle session has no page: what is measured is a session that waits for its person.
            lane.request({ type: 'session.detach', sessionId });
          } else if (change.phase.kind === 'ended') {
            throw new Error(`A session ended: ${JSON.stringify(change.phase.end)}`);
          }
        }
      };
      return { owner, lane };
    };
    for (const step of steps) {
      while (count < step) {
        let place = lanes.at(-1);
        if (place === undefined || place.owner.sessions >= SESSIONS_PER_OWNER) {
          place = openOwner();
          lanes.push(place);
        }
        place.owner.sessions += 1;
        count += 1;
        requestId += 1;
        place.lane.request({
          type: 'session.open',
          requestId,
          target: {
            kind: 'host',
            hostName: 'bench',
            address: server.address,
            port: server.port,
            userName: server.userName,
          },
          pin: null,
        });
        const expected = count;
        await poll(`session ${String(expected)}`, () => open >= expected, 60_000);
      }
      // Time for greetings to be read and garbage to be collected.
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      figures.set(step, residentMib(keeper.pid ?? 0));
    }
    return figures;
  } finally {
    life.abort();
    keeper.kill('SIGKILL');
  }
}

function residentMib(processId: number): number {
  const status = readFileSync(`/proc/${String(processId)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
