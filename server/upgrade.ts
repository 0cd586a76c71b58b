/** `npm run upgrade`: asks the supervisor of the data folder to replace its web process, and says how that went. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { MINUTE_MS } from '../shared/base/units.ts';
import type { Failure } from '../shared/failures/failure.ts';
import { consoleWords } from '../shared/words/console.ts';
import { readConfig, type Settings } from './config/config.ts';
import { createSystemClock } from './config/system-clock.ts';
import { createConsoleLines } from './supervisor/console-lines.ts';
import { askSupervisor } from './supervisor/control-client.ts';
import { controlPathFor } from './supervisor/control-path.ts';

const lines = createConsoleLines(process.stdout, process.stderr);

async function upgrade({ dataFolder }: Settings): Promise<Failure | null> {
  const notRunning: Failure = { code: 'gateway.not-running', folder: dataFolder };
  let path: string;
  try {
    path = controlPathFor(realpathSync(dataFolder));
  } catch {
    return notRunning;
  }
  const clock = createSystemClock();
  lines.say(consoleWords.upgrading);
  const answer = await askSupervisor(path, { ask: 'upgrade' }, { clock, waitMs: MINUTE_MS });
  if (answer === null) return notRunning;
  return 'failed' in answer ? answer.failed : null;
}

function report(failure: Failure | null): void {
  if (failure === null) {
    lines.say(consoleWords.upgraded);
    return;
  }
  lines.complain(failure);
  process.exitCode = 1;
}

const config = readConfig(process.argv.slice(2), {
  platform: process.platform,
  homeFolder: homedir(),
  environment: process.env,
});
if (!config.ok) report(config.failure);
else if (config.value.kind === 'help') lines.say(config.value.text);
else report(await upgrade(config.value.settings));
