/** `npm run pair`: beside a running gateway and without one, before an owner and after. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newPairingCodeLines } from '../../../server/web/print-pairing-code.ts';
import { createRealClock } from '../../support/real-clock.ts';
import { projectFolder } from '../../support/project-folder.ts';
import { startTestWebServer } from '../../support/test-web-server.ts';
import { pairOver } from '../../support/web-person.ts';

let dataFolder = '';
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'earshot-pair-'));
});
afterEach(() => {
  rmSync(dataFolder, { recursive: true, force: true });
});

function linesFor(port: number): string[] {
  const lines = newPairingCodeLines({ dataFolder, port }, createRealClock());
  if (!lines.ok) throw new Error(lines.failure.code);
  return lines.value;
}

test('a code printed before the first start opens the first device of the gateway started later', async () => {
  const [heading, code = '', validity, way] = linesFor(8022);
  expect(heading).toBe('Setup code:');
  expect(validity).toBe('It makes the first device, works once, and is valid for 15 minutes.');
  expect(way).toBe(
    `Open http://localhost:8022/ and type the code there, or open this link: http://localhost:8022/#setup=${code}`,
  );
  const server = await startTestWebServer({ start: { dataFolder } });
  expect((await pairOver(server.port, code)).status).toBe(200);
  await server.stop();
});

test('beside a running gateway that has an owner it prints eight digits, also one by one', async () => {
  const server = await startTestWebServer({ start: { dataFolder } });
  await server.becomeOwner();
  const [heading, code = '', spoken, validity, way] = linesFor(0);
  expect(heading).toBe('Device code:');
  expect(code).toMatch(/^[0-9]{8}$/);
  expect(spoken).toBe(`Digit by digit: ${[...code].join(', ')}.`);
  expect(validity).toBe('It adds one device, works once, and is valid for 2 minutes.');
  expect(way).not.toContain('http');
  expect((await pairOver(server.port, code, 'Phone')).status).toBe(200);
  await server.stop();
});

test('run as a program it reads the data folder from the environment and says what is wrong', async () => {
  const run = promisify(execFile);
  const script = join(projectFolder, 'server/web/pair.ts');
  const env = { ...process.env, EARSHOT_DATA_DIR: dataFolder, EARSHOT_PORT: '0' };
  const { stdout, stderr } = await run(process.execPath, [script], { env });
  expect(stdout).toMatch(/^Setup code:\n(?:[a-z]+-){5}[0-9]{4}-[0-9]{4}\n/);
  expect(stderr).toBe('');
  writeFileSync(join(dataFolder, 'earshot.db'), 'not a database'.repeat(1_000));
  await expect(run(process.execPath, [script], { env })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Data damaged in the folder .*\n$/) as string,
  });
});
