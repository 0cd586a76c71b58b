/** The gate before every credential: whatever a verdict is, only strict `true` lets a password out. */
import { afterEach, describe, expect, it } from 'vitest';
import { hostKeyVerifier } from '../../../../server/keeper/ssh/host-key-gate.ts';
import {
  openConnection,
  type SshConnection,
} from '../../../../server/keeper/ssh/ssh-connection.ts';
import {
  RIGHT_PASSWORD,
  startBentServer,
  type BentServer,
} from '../../../support/hostile-ssh-server.ts';
import { poll } from '../../../support/poll.ts';
import { createRealClock } from '../../../support/real-clock.ts';

let server: BentServer | null = null;
let connection: SshConnection | null = null;
const life = new AbortController();

afterEach(async () => {
  connection?.end();
  await server?.stop();
});

/** Connects with a judge of the test's choice and a password at hand. */
async function connectWith(judgeHostKey: (key: Buffer) => unknown): Promise<SshConnection> {
  server = await startBentServer();
  const opened = await openConnection({
    endpoint: { address: '127.0.0.1', port: server.port },
    userName: 'anna',
    pinnedAlgorithm: null,
    judgeHostKey,
    signIn: () => (_methods, _isPartial, next) => {
      next({ type: 'password', username: 'anna', password: RIGHT_PASSWORD });
    },
    clock: createRealClock(),
    signal: life.signal,
  });
  if (!opened.ok) throw new Error(opened.failure.code);
  connection = opened.value;
  return connection;
}

const later = (value: unknown): Promise<unknown> =>
  new Promise((resolve) => {
    setTimeout(resolve, 30, value);
  });

const refusing: readonly (readonly [string, () => unknown])[] = [
  ['false', () => false],
  ['null', () => null],
  ['0', () => 0],
  ['an empty text', () => ''],
  ['undefined', () => undefined],
  ['the text "true"', () => 'true'],
  ['1', () => 1],
  ['an object', () => ({ isTrusted: true })],
  [
    'a throw',
    () => {
      throw new Error('no verdict');
    },
  ],
  ['a rejection', () => Promise.reject(new Error('no verdict'))],
  ['a promise of undefined', () => Promise.resolve()],
  ['a late false', () => later(false)],
  ['a boxed true', () => Object(true) as unknown],
];

const accepting: readonly (readonly [string, () => unknown])[] = [
  ['true', () => true],
  ['a promise of true', () => Promise.resolve(true)],
  ['a late true', () => later(true)],
];

describe('a verdict over a host key', () => {
  it.each(refusing)('of %s ends the connection before any sign-in', async (_name, judge) => {
    const { onGone } = await connectWith(judge);
    await new Promise(onGone);
    await poll('the server to see the end', () => server?.openConnections() === 0);
    expect(server?.authRequests).toEqual([]);
  });

  it.each(accepting)('of %s lets the sign-in begin', async (_name, judge) => {
    const { client } = await connectWith(judge);
    await new Promise<void>((resolve) => {
      client.once('ready', () => {
        resolve();
      });
    });
    expect(server?.authRequests).toEqual(['password']);
  });

  it('that never comes sends nothing, even when the server hangs up', async () => {
    let isJudging = false;
    const { onGone } = await connectWith(() => {
      isJudging = true;
      return new Promise(() => undefined);
    });
    await poll('the judge to be asked', () => isJudging);
    await server?.stop();
    await new Promise(onGone);
    expect(server?.authRequests).toEqual([]);
  });

  it('that comes after the end harms nobody', async () => {
    const verdict = Promise.withResolvers<boolean>();
    let isJudging = false;
    const { onGone } = await connectWith(() => {
      isJudging = true;
      return verdict.promise;
    });
    await poll('the judge to be asked', () => isJudging);
    await server?.stop();
    await new Promise(onGone);
    verdict.resolve(true);
    await later(null);
    expect(server?.authRequests).toEqual([]);
  });
});

describe('the verifier', () => {
  it('gives nothing back and tells once, also where a verdict is given twice', async () => {
    const told: boolean[] = [];
    const twice = {
      then: (settle: (value: unknown) => void) => {
        settle(true);
        settle(false);
      },
    };
    const verify = hostKeyVerifier({ judge: () => twice, isAlive: () => true });
    const apply: (call: CallableFunction, self: null, args: unknown[]) => unknown = Reflect.apply;
    const tell = (isPermitted: boolean): number => told.push(isPermitted);
    const given = apply(verify, null, [Buffer.alloc(0), tell]);
    expect(given).toBeUndefined();
    await later(null);
    expect(told).toEqual([true]);
  });

  it('tells nothing once the connection is gone', async () => {
    const told: boolean[] = [];
    for (const judge of [() => true, () => false, () => Promise.reject(new Error('late'))]) {
      hostKeyVerifier({ judge, isAlive: () => false })(Buffer.alloc(0), (isPermitted) => {
        told.push(isPermitted);
      });
    }
    await later(null);
    expect(told).toEqual([]);
  });
});
