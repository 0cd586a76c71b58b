/**
 * `npm run bench`: what Earshot costs, as ratios within one run, in plain sentences. Needs root, OpenSSH and
 * Chromium, as the journeys do. Figures of single runs on a shared machine: trust ratios, not milliseconds.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium, openDevice } from '../support/chromium.ts';
import { startOpensshServer } from '../support/openssh-server.ts';
import { addHost, connect, setUp } from '../support/person.ts';
import { projectFolder } from '../support/project-folder.ts';
import { startGateway } from '../support/running-gateway.ts';
import { quantile, timeEcho } from './echo.ts';
import { prepareFlood, timeEarshot, timeSsh } from './flood.ts';
import { measureStalls } from './hostile-stall.ts';
import { measureMemory } from './memory.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const verdict = (isMet: boolean): string => (isMet ? 'met' : 'not met');

const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
const server = await startOpensshServer({ configLines: ['MaxSessions 200'] });
const gateway = await startGateway();
const browser = await launchChromium();
try {
  const { page } = await openDevice(browser);
  await setUp(page, gateway);
  const { address, port, userName, password } = server;
  const account = { name: 'bench', address, port, userName, password };
  await addHost(page, account);
  await connect(page, account);

  print('Flood: cat of 50 MB in lines of 55 characters, Earshot to the page against ssh -tt.');
  const key = prepareFlood(server, folder);
  const ratios: number[] = [];
  for (let round = 1; round <= 3; round += 1) {
    const sshMs = await timeSsh(server, key);
    const figures = await timeEarshot(page, round);
    const ratio = figures.earshotMs / sshMs;
    ratios.push(ratio);
    const share = (100 * figures.pageBytes) / figures.floodBytes;
    print(
      `  Round ${String(round)}: ssh -tt ${seconds(sshMs)}, Earshot ${seconds(figures.earshotMs)}, ratio ${ratio.toFixed(2)}; ` +
        `${String(figures.pageBytes)} bytes to the page, ${share.toFixed(3)} percent (aim under 0.5, ${verdict(share < 0.5)}); ` +
        `longest page task ${figures.longestPageTaskMs.toFixed(0)} ms (aim under 50, ${verdict(figures.longestPageTaskMs < 50)}).`,
    );
  }
  const middle = [...ratios].sort((a, b) => a - b)[1] ?? Number.NaN;
  print(`  Middle ratio ${middle.toFixed(2)} (aim at most 1.3, ${verdict(middle <= 1.3)}).`);

  print('Echo: Enter to the text in the live region.');
  const times = await timeEcho(page, 15);
  const p50 = quantile(times, 0.5);
  print(
    `  p50 ${p50.toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, the time of the command itself included ` +
      `(aim under 60 beyond it, ${verdict(p50 < 60)}).`,
  );

  print('Memory: one keeper process with idle sessions, resident.');
  const memory = await measureMemory(server, [0, 1, 10, 100], folder);
  const empty = memory.get(0) ?? Number.NaN;
  for (const [sessions, mib] of memory) {
    const each = sessions === 0 ? '' : `, ${((mib - empty) / sessions).toFixed(2)} MiB a session`;
    print(`  ${String(sessions)} sessions: ${mib.toFixed(0)} MiB${each}.`);
  }
  const each = ((memory.get(100) ?? Number.NaN) - empty) / 100;
  print(`  At 100 sessions ${each.toFixed(2)} MiB each (aim under 1, ${verdict(each < 1)}).`);

  print('Hostile servers: the longest time in which the loop did not turn, of 20 connections.');
  for (const { name, middleMs, worstMs, grownKib, outcome } of await measureStalls()) {
    print(
      `  ${name}: middle ${middleMs.toFixed(1)} ms (aim at most 10, ${verdict(middleMs <= 10)}), worst ${worstMs.toFixed(1)} ms; ` +
        `memory up by ${(grownKib / 1_024).toFixed(1)} MiB (aim at most 5, ${verdict(grownKib <= 5 * 1_024)}); ${outcome}.`,
    );
  }

  print('Reading: floods over OpenSSH into the reader, against raw ssh2 that drops them.');
  print(
    execFileSync(
      process.execPath,
      ['--expose-gc', join(projectFolder, 'test/bench/reader-speed.ts')],
      { encoding: 'utf8' },
    ).trimEnd(),
  );

  print('Parsing: the terminal reader against the emulator alone.');
  print(
    execFileSync(process.execPath, [join(projectFolder, 'test/bench/parse-speed.ts')], {
      encoding: 'utf8',
    }).trimEnd(),
  );
} finally {
  await browser.close();
  await gateway.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
