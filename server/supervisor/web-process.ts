/** The web process over time: started, started again when it dies, replaced on request; always at the same port. */
import type { Clock } from '../../shared/base/clock.ts';
import { failed, success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { WebStart } from '../link/supervisor-messages.ts';
import { createRestartDelay } from './restart-delay.ts';
import { startWebRun, type SetupNews, type WebRun } from './web-run.ts';

/** What the supervisor does with the web process. */
export interface WebProcess {
  /** The first start; gives the port. Null as failure: it ended without a word. */
  start(): Promise<Result<number, Failure | null>>;
  /** Replaces the process by a new one that has loaded already; gateway.upgrade-failed when that does not load. */
  replace(): Promise<Result<null, Failure>>;
  stop(): Promise<void>;
  kill(): void;
}

/** What the web process needs and tells. */
export interface WebProcessOptions {
  readonly script: string;
  readonly clock: Clock;
  /** What a run begins with; asked anew for each. */
  createStart(port: number): WebStart;
  /** 0 to 65535; 0 means any, but the same for every later run. */
  readonly port: number;
  onSetup(news: SetupNews): void;
  /** It died and is back. */
  onRestarted(): void;
  /** It died and does not come back yet; the next try follows. */
  onRestartFailed(failure: Failure): void;
}

/** Prepares the web process; its program is loaded while others still start. */
export function createWebProcess(options: WebProcessOptions): WebProcess {
  const { clock } = options;
  const lifetime = new AbortController();
  const delay = createRestartDelay(clock);
  let port = options.port;
  let changing: Promise<unknown> = Promise.resolve();
  const launch = (): WebRun =>
    startWebRun({ script: options.script, clock, onSetup: (news) => options.onSetup(news) });
  let current = launch();

  const bringUp = async (run: WebRun): Promise<Result<number, Failure | null>> => {
    const loaded = await run.load(options.createStart(port));
    const ready = loaded.ok ? await run.listen() : loaded;
    if (ready.ok) port = ready.value;
    else await run.stop();
    return ready;
  };
  const watch = (run: WebRun): void => {
    void run.exited.then(() => inTurn(() => reviveIfDead(run)));
  };
  /** One change at a time: a death during a replacement must not start a third process. */
  const inTurn = <Value>(change: () => Promise<Value>): Promise<Value> => {
    const result = changing.then(change);
    changing = result.catch(() => undefined);
    return result;
  };
  const reviveIfDead = async (dead: WebRun): Promise<void> => {
    if (current !== dead) return;
    for (;;) {
      if (lifetime.signal.aborted) return;
      await delay.wait(lifetime.signal);
      const run = launch();
      current = run;
      const ready = await bringUp(run);
      if (ready.ok) {
        watch(run);
        options.onRestarted();
        return;
      }
      if (ready.failure !== null) options.onRestartFailed(ready.failure);
    }
  };
  const replace = async (): Promise<Result<null, Failure>> => {
    const next = launch();
    const loaded = await next.load(options.createStart(port));
    if (!loaded.ok || lifetime.signal.aborted) {
      await next.stop();
      return failed({ code: 'gateway.upgrade-failed' });
    }
    const old = current;
    current = next;
    // Only now: until the new one has loaded, the old one serves.
    await old.stop();
    const ready = await next.listen();
    watch(next);
    if (ready.ok) return success(null);
    await next.stop();
    return failed(ready.failure ?? { code: 'gateway.upgrade-failed' });
  };

  return {
    async start() {
      const ready = await bringUp(current);
      if (ready.ok) watch(current);
      return ready;
    },
    replace: () => inTurn(replace),
    async stop() {
      lifetime.abort();
      await current.stop();
    },
    kill() {
      lifetime.abort();
      current.kill();
    },
  };
}
