/** All processes of one gateway: starts them together, tells the console what a person must know, ends them in order. */
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../shared/base/clock.ts';
import { success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { consoleWords } from '../../shared/words/console.ts';
import type { Settings } from '../config/config.ts';
import type { ConsoleLines } from './console-lines.ts';
import { startKeepers } from './keeper-pool.ts';
import { startPractice } from './practice-process.ts';
import { createWebProcess } from './web-process.ts';

/** A gateway that was started. */
export interface Gateway {
  /** Resolves with the port when the page can be opened; null as failure: the web process said why itself. */
  readonly ready: Promise<Result<number, Failure | null>>;
  /** Replaces the web process; sessions go on. */
  upgrade(): Promise<Result<null, Failure>>;
  /** Ends all sessions and processes in at most 10 s. */
  stop(): Promise<void>;
  /** Ends all processes at once. */
  kill(): void;
}

/** Starts all processes. `settings.dataFolder` is there and can be written. */
export function startGateway(settings: Settings, clock: Clock, lines: ConsoleLines): Gateway {
  const keepers = startKeepers({
    count: settings.keepers,
    script: scriptAt('../keeper/keeper.ts'),
    clock,
    onRestarted: () => lines.say(consoleWords.keeperRestarted),
  });
  const practice = startPractice({
    script: scriptAt('../practice/practice.ts'),
    dataFolder: settings.dataFolder,
    clock,
    // The web process learns of the practice server when it starts; so a new one is started.
    onMoved: () => void replaceWeb(),
  });
  let lastProblem = '';
  const web = createWebProcess({
    script: scriptAt('../web/web.ts'),
    clock,
    port: settings.port,
    createStart: (port) => ({
      host: settings.host,
      port,
      dataFolder: settings.dataFolder,
      setupCode: settings.setupCode,
      keeperSockets: [...keepers.sockets],
      practice: practice.facts,
    }),
    onSetup: (news) => lines.noteSetup(news),
    onRestarted() {
      lastProblem = '';
      lines.say(consoleWords.webRestarted);
      lines.saySetup();
    },
    onRestartFailed(failure) {
      if (failure.code !== lastProblem) lines.complain(failure);
      lastProblem = failure.code;
    },
  });

  const replaceWeb = async (): Promise<Result<null, Failure>> => {
    const replaced = await web.replace();
    lines.saySetup();
    return replaced;
  };
  const start = async (): Promise<Result<number, Failure | null>> => {
    await Promise.all([practice.started, keepers.started]);
    const port = await web.start();
    if (!port.ok) return port;
    if (practice.facts === null) lines.say(consoleWords.practiceMissing);
    lines.say(consoleWords.openPage(port.value));
    lines.saySetup();
    lines.say(consoleWords.dataFolder(settings.dataFolder));
    lines.say(consoleWords.howToStop);
    lines.say(consoleWords.ready(port.value));
    return port;
  };
  return {
    ready: start(),
    async upgrade() {
      const upgraded = await replaceWeb();
      if (!upgraded.ok) return upgraded;
      lines.say(consoleWords.upgraded);
      return success(null);
    },
    async stop() {
      // Keepers first, so that pages still hear why their sessions end.
      await keepers.stop();
      await Promise.all([web.stop(), practice.stop()]);
    },
    kill() {
      keepers.kill();
      practice.kill();
      web.kill();
    },
  };
}

function scriptAt(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
