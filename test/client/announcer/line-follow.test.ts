/** Following a command by ear: all lines or those that match, told together, at most a sentence in five seconds. */
import { describe, expect, it } from 'vitest';
import {
  createLineFollow,
  FOLLOW_EVERY_MS,
  FOLLOW_SETTLE_MS,
} from '../../../client/announcer/line-follow.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { sampleBlock } from '../../support/sample-session.ts';

function follow(wanted: string) {
  const clock = createFakeClock();
  const lifetime = new AbortController();
  const lines: string[] = ['before'];
  const said: string[] = [];
  let isRunning = true;
  const running = (): CommandBlock | null =>
    isRunning ? sampleBlock({ lineCount: lines.length }) : null;
  const printed = createLineFollow(
    {
      clock,
      wanted,
      running,
      topic: 'follow',
      announce: ({ text }) => void said.push(text),
      read: (_block, from, count) => Promise.resolve(lines.slice(from, from + count)),
    },
    lifetime.signal,
  );
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return {
    said,
    end: () => (isRunning = false),
    abort: () => lifetime.abort(),
    print(...more: string[]) {
      lines.push(...more);
      printed();
    },
    async pass(ms: number) {
      clock.advance(ms);
      await settle();
    },
  };
}

describe('following', () => {
  it('says new lines together, and the next only after five seconds', async () => {
    const { said, print, pass } = follow('');
    print('one');
    print('two');
    await pass(FOLLOW_SETTLE_MS);
    expect(said).toEqual(['2 lines, says: one; two']);
    print('three');
    await pass(FOLLOW_EVERY_MS - 1);
    expect(said).toHaveLength(1);
    await pass(1);
    expect(said[1]).toBe('1 line, says: three');
  });

  it('counts many lines and says the last', async () => {
    const { said, print, pass } = follow('');
    print('a', 'b', 'c', 'd', 'listening on port 3000');
    await pass(FOLLOW_SETTLE_MS);
    expect(said).toEqual(['5 lines, last: listening on port 3000']);
  });

  it('says only lines that match, whatever the case, and nothing where none does', async () => {
    const { said, print, pass } = follow('error');
    print('fine', 'still fine');
    await pass(FOLLOW_SETTLE_MS);
    expect(said).toEqual([]);
    print('fine', 'ERROR: disk full');
    await pass(FOLLOW_SETTLE_MS);
    expect(said).toEqual(['1 line, says: ERROR: disk full']);
  });

  it('is over with the command, and when it is told to stop', async () => {
    const ended = follow('');
    ended.print('one');
    ended.end();
    await ended.pass(FOLLOW_SETTLE_MS);
    expect(ended.said).toEqual([]);
    const stopped = follow('');
    stopped.print('one');
    stopped.abort();
    await stopped.pass(FOLLOW_SETTLE_MS);
    expect(stopped.said).toEqual([]);
  });
});
