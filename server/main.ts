/**
 * The supervisor: reads the settings, takes the data folder, starts the gateway's processes and ends them in order.
 * It holds no session and no data, so that there is little in it that could fail.
 */
import { homedir } from 'node:os';
import { consoleWords } from '../shared/words/console.ts';
import type { Failure } from '../shared/failures/failure.ts';
import { readConfig, type Settings } from './config/config.ts';
import { createSystemClock } from './config/system-clock.ts';
import { createConsoleLines } from './supervisor/console-lines.ts';
import { controlPathFor } from './supervisor/control-path.ts';
import { takeControl } from './supervisor/control-server.ts';
import { ensureDataFolder } from './supervisor/data-folder.ts';
import { startGateway, type Gateway } from './supervisor/gateway.ts';
import { watchParent } from './supervisor/parent-watch.ts';

process.title = 'earshot: supervisor';
process.umask(0o077);

const clock = createSystemClock();
const lines = createConsoleLines(process.stdout, process.stderr);
const lifetime = new AbortController();
let isStopping = false;
/** npm repeats the Ctrl+C that the console has sent already; only a later one is a second wish. */
const SAME_SIGNAL_MS = 1_000;

/** Ends with exit code 1 and one line that says why. */
function giveUp(failure: Failure | null): void {
  if (failure !== null) lines.complain(failure);
  lifetime.abort();
  process.exit(1);
}

async function run(wanted: Settings): Promise<void> {
  const folder = ensureDataFolder(wanted.dataFolder);
  if (!folder.ok) {
    giveUp(folder.failure);
    return;
  }
  const dataFolder = folder.value;
  let gateway: Gateway | null = null;
  const control = await takeControl(
    {
      path: controlPathFor(dataFolder),
      dataFolder,
      clock,
      upgrade: () =>
        gateway?.upgrade() ??
        Promise.resolve({ ok: false, failure: { code: 'gateway.upgrade-failed' } }),
    },
    lifetime.signal,
  );
  if (!control.ok) {
    giveUp(control.failure);
    return;
  }
  const started = startGateway({ ...wanted, dataFolder }, clock, lines);
  gateway = started;
  endOnSignals(started);
  const ready = await started.ready;
  // A signal during the start ends everything by itself.
  if (ready.ok || isStopping) return;
  if (ready.failure !== null) lines.complain(ready.failure);
  await started.stop();
  giveUp(null);
}

/** The first signal ends everything in order, the second at once. */
function endOnSignals(gateway: Gateway): void {
  let stoppingSinceMs = 0;
  const stop = (): void => {
    if (isStopping) {
      if (clock.monotonicMs() - stoppingSinceMs < SAME_SIGNAL_MS) return;
      gateway.kill();
      process.exit(1);
    }
    isStopping = true;
    stoppingSinceMs = clock.monotonicMs();
    lines.say(consoleWords.stopping);
    void gateway.stop().then(() => {
      lines.say(consoleWords.stopped);
      lifetime.abort();
      process.exit(0);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  const parent = {
    isNpmScript: process.env['npm_lifecycle_event'] !== undefined,
    parentId: () => process.ppid,
  };
  watchParent(parent, clock, stop, lifetime.signal);
}

const config = readConfig(process.argv.slice(2), {
  platform: process.platform,
  homeFolder: homedir(),
  environment: process.env,
});
if (!config.ok) giveUp(config.failure);
else if (config.value.kind === 'help') lines.say(config.value.text);
else await run(config.value.settings);
