/** A web process that asks and does not read: the keeper stops serving it, serves others, and goes on when it reads. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { limits } from '../../../server/config/limits.ts';
import { createFrameReader, encodeFrame } from '../../../server/link/frames.ts';
import { listenForWebProcesses } from '../../../server/link/keeper-listener.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from '../../support/poll.ts';

test('a keeper answers no more than the high-water mark and one answer to a peer that does not read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-unread-'));
  const path = join(folder, 'k.sock');
  const lifetime = new AbortController();
  const requests = 200;
  let answered = 0;
  const lines = Array.from({ length: 50 }, () => ({ text: 'x'.repeat(10_000) }));
  await listenForWebProcesses(
    {
      path,
      instance: 'instance-instance',
      openLane: (_opening, outlet) => ({
        request() {
          answered += 1;
          outlet.send({ type: 'block.read-lines', requestId: answered, from: 0, lines });
        },
        roadIsFree: () => undefined,
        close: () => undefined,
      }),
    },
    lifetime.signal,
  );
  const socket = connect(path);
  socket.pause();
  const id = (letter: string): string => letter.repeat(20);
  const opening = { ownerId: id('o'), deviceId: id('d'), deviceName: 'laptop', pageId: id('p') };
  socket.write(encodeFrame({ frame: 'lane.open', lane: 1, ...opening }));
  for (let requestId = 1; requestId <= requests; requestId += 1) {
    const ask = {
      type: 'block.read',
      requestId,
      sessionId: `0.${id('s')}`,
      blockId: 1,
      from: 0,
      count: 50,
    };
    socket.write(encodeFrame({ frame: 'lane.request', lane: 1, message: ask }));
  }
  const answerBytes = Buffer.byteLength(JSON.stringify(lines));
  await poll('the first answers', () => answered >= 2);
  // The kernel's own buffer takes a little as well; 200 answers would be 100 MB.
  expect(answered * answerBytes).toBeLessThan(limits.linkHighWaterBytes + 4 * answerBytes);

  const got: number[] = [];
  const reader = createFrameReader((value) => {
    const { message } = value as { message?: { requestId: number } };
    if (message !== undefined) got.push(message.requestId);
  });
  socket.on('data', (bytes: Buffer) => reader.read(bytes));
  socket.resume();
  await poll('all answers', () => got.length === requests);
  expect(got).toEqual(Array.from({ length: requests }, (_, index) => index + 1));
  socket.destroy();
  lifetime.abort();
  rmSync(folder, { recursive: true, force: true });
});
