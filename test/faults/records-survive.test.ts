/** D1 and D2: no acknowledged record is lost when the process is killed, and a full disk is a sentence, not an end. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forkWeb } from '../support/forked-web.ts';
import { poll } from '../support/poll.ts';
import { cookieOf, openPage, pairOver, type TestPage } from '../support/web-person.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-survive-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ROUNDS = 25;

interface Acknowledged {
  readonly id: string;
  readonly revision: number;
  readonly round: string;
  readonly count: number;
}

/** Runs the writer until it has acknowledged `least` writes, kills it a moment later, and gives what it acknowledged. */
async function writeAndKill(round: number, least: number): Promise<Acknowledged[]> {
  const writer = spawn(
    process.execPath,
    [fileURLToPath(new URL('../support/record-writer.ts', import.meta.url)), folder, String(round)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let told = '';
  let problem = '';
  writer.stderr.on('data', (bytes: Buffer) => (problem += bytes.toString()));
  const closed = new Promise<void>((resolve) => writer.once('close', () => resolve()));
  await new Promise<void>((resolve) => {
    writer.once('close', () => resolve());
    writer.stdout.on('data', (bytes: Buffer) => {
      told += bytes.toString();
      // The kill falls anywhere between two system calls of the writer; the number only makes it differ.
      if (told.split('\n').length > least) resolve();
    });
  });
  writer.kill('SIGKILL');
  await closed;
  if (writer.signalCode !== 'SIGKILL') throw new Error(`The writer ended by itself: ${problem}`);
  return told
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [id = '', revision, ofRound = '', count] = line.split(' ');
      return { id, revision: Number(revision), round: ofRound, count: Number(count) };
    });
}

test('D1: killed at random times, the file is whole and every acknowledged write is there', async () => {
  let total = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const least = 20 + Math.floor(Math.random() * 600);
    const acknowledged = await writeAndKill(round, least);
    total += acknowledged.length;
    const rows = new DatabaseSync(join(folder, 'earshot.db'));
    expect(rows.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const latest = new Map(acknowledged.map((one) => [one.id, one]));
    for (const { id, revision, count } of latest.values()) {
      const row = rows.prepare('SELECT revision, body FROM records WHERE id = ?').get(id);
      const stored = Number(row?.['revision']);
      // The write after the last acknowledged one may or may not have been finished.
      expect([0, 1]).toContain(stored - revision);
      const body = JSON.parse(String(row?.['body'])) as { round: string; count: number };
      expect(body.round).toBe(String(round));
      expect(body.count).toBe(count + 20 * (stored - revision));
    }
    const audit = rows.prepare('SELECT count(*) AS n FROM audit').get();
    expect(Number(audit?.['n'])).toBeGreaterThanOrEqual(total);
    rows.close();
  }
  expect(total).toBeGreaterThan(3_000);
});

/** A small file system of memory, null where this user may not mount one. */
function mountSmall(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=0700', 'tmpfs', at], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

describe('D2: a full disk', () => {
  test('refuses the request, keeps the process and what was stored, and heals without a restart', async (context) => {
    if (!mountSmall(folder)) {
      context.skip('this user may not mount a file system');
      return;
    }
    const web = forkWeb({ dataFolder: folder, setupCode: 'full-disk-code-1' });
    try {
      const port = await web.listen();
      const page = await openPage(port, cookieOf(await pairOver(port, 'full-disk-code-1')));
      const stored = await putUntilRefused(page);
      expect(stored.refusedBy).toBe('gateway.disk-full');
      expect(stored.count).toBeGreaterThan(5);

      // A paired device signs in and reads; a code that needs a write is refused in words as well.
      writeFiller();
      page.send({ type: 'device.create-code', requestId: 9_001 });
      expect((await page.next('request.refused')).failure).toEqual({
        code: 'gateway.disk-full',
        folder,
      });
      page.send({ type: 'record.list', requestId: 9_002 });
      expect((await page.next('record.listed')).records).toHaveLength(stored.count);

      rmSync(join(folder, 'filler'));
      execFileSync('mount', ['-o', 'remount,size=16m', folder], { stdio: 'ignore' });
      const more = putRecord(page, 8_000);
      expect((await more).type).toBe('record.stored');
      expect(web.child.exitCode).toBeNull();
      page.close();
    } finally {
      await web.kill();
      execFileSync('umount', [folder]);
    }
  });

  /** Takes the last free bytes, so that even a small write finds none. */
  function writeFiller(): void {
    for (const bytes of [64 * 1024, 4_096]) {
      try {
        for (;;) writeFileSync(join(folder, 'filler'), Buffer.alloc(bytes), { flag: 'a' });
      } catch {
        // Full, as wanted.
      }
    }
  }
});

async function putRecord(page: TestPage, number: number) {
  page.send({
    type: 'record.put',
    requestId: number,
    kind: 'host',
    id: `record-${String(number).padStart(12, '0')}`,
    revision: 0,
    body: 'b'.repeat(15_000),
  });
  return poll('an answer', () =>
    page.heard.find((message) => 'requestId' in message && message.requestId === number),
  );
}

async function putUntilRefused(page: TestPage): Promise<{ count: number; refusedBy: string }> {
  for (let count = 0; count < 200; count += 1) {
    const answer = await putRecord(page, count + 1);
    if (answer.type === 'request.refused') return { count, refusedBy: answer.failure.code };
  }
  throw new Error('The disk was never full.');
}
