/** The web process over time, with a stand-in that only keeps the order of messages. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../server/config/system-clock.ts';
import { createRestartDelay } from '../../../server/supervisor/restart-delay.ts';
import { createWebProcess, type WebProcess } from '../../../server/supervisor/web-process.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { poll } from '../../support/poll.ts';

let dataFolder = '';
let web: WebProcess;
let restarts = 0;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'earshot-web-run-'));
  restarts = 0;
  web = createWebProcess({
    script: fileURLToPath(new URL('../../support/stand-in-web.ts', import.meta.url)),
    clock: createSystemClock(),
    port: 0,
    createStart: (port) => ({
      host: '127.0.0.1',
      port,
      dataFolder,
      setupCode: null,
      keeperSockets: [],
      practice: null,
    }),
    onSetup: () => undefined,
    onRestarted: () => (restarts += 1),
    onRestartFailed: () => undefined,
  });
});
afterEach(async () => {
  await web.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

const steps = (): string[][] =>
  readFileSync(join(dataFolder, 'steps'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '));

describe('The web process', () => {
  test('is replaced only when the new one has loaded, and on the same port', async () => {
    const started = await web.start();
    const replaced = await web.replace();
    expect(started.ok && replaced.ok).toBe(true);
    const [old, next] = [...new Set(steps().map(([processId]) => processId))];
    const port = started.ok ? String(started.value) : '';
    expect(steps()).toEqual([
      [old, 'loaded'],
      [old, 'listens', port],
      [next, 'loaded'],
      [old, 'stopped'],
      [next, 'listens', port],
    ]);
    expect(restarts).toBe(0);
  });

  test('goes on when the new one does not load', async () => {
    await web.start();
    writeFileSync(join(dataFolder, 'broken'), '');
    expect(await web.replace()).toEqual({ ok: false, failure: { code: 'gateway.upgrade-failed' } });
    expect(steps().map(([, step]) => step)).toEqual(['loaded', 'listens']);
    const [[processId]] = steps() as [[string]];
    expect(process.kill(Number(processId), 0)).toBe(true);
  });

  test('comes back on the same port however often it is killed', async () => {
    await web.start();
    for (let times = 1; times <= 3; times += 1) {
      const listening = steps().filter(([, step]) => step === 'listens');
      process.kill(Number(listening.at(-1)?.[0]), 'SIGKILL');
      await poll('the restart', () => restarts === times);
    }
    const ports = steps().flatMap(([, step, port]) => (step === 'listens' ? [port] : []));
    expect(ports).toHaveLength(4);
    expect(new Set(ports).size).toBe(1);
  });
});

test('a child that keeps dying is started less and less often, and at once again after a good minute', () => {
  const clock = createFakeClock();
  const delay = createRestartDelay(clock);
  const { signal } = new AbortController();
  const waits: number[] = [];
  const restart = (): void => {
    void delay.wait(signal);
    const from = clock.monotonicMs();
    while (clock.pendingCalls() > 0) clock.advance(100);
    waits.push(clock.monotonicMs() - from);
  };
  for (let times = 0; times < 9; times += 1) restart();
  clock.advance(61_000);
  restart();
  expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 100]);
});
