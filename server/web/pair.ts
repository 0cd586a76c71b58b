/** `npm run pair`: prints a fresh pairing code, whether the gateway runs or not. Composition only. */
import { homedir } from 'node:os';
import { describeFailure } from '../../shared/failures/catalogue.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { readConfig } from '../config/config.ts';
import { createSystemClock } from '../config/system-clock.ts';
import { newPairingCodeLines } from './print-pairing-code.ts';

// What the database makes beside itself is nobody else's business.
process.umask(0o077);

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function complain(failure: Failure): void {
  const { sentence, advice } = describeFailure(failure);
  process.stderr.write(`${sentence} ${advice}\n`);
  process.exitCode = 1;
}

const config = readConfig(process.argv.slice(2), {
  platform: process.platform,
  homeFolder: homedir(),
  environment: process.env,
});
if (!config.ok) complain(config.failure);
else if (config.value.kind === 'help') say([config.value.text]);
else {
  const lines = newPairingCodeLines(config.value.settings, createSystemClock());
  if (lines.ok) say(lines.value);
  else complain(lines.failure);
}
