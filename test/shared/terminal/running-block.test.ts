/** Which block has the terminal, and what a list says of a session whose program takes entries. */
import { describe, expect, it } from 'vitest';
import { sessionStateOf } from '../../../server/keeper/sessions/session-summary.ts';
import type { BlockId } from '../../../shared/model/ids.ts';
import type { BlockStatus, CommandBlock } from '../../../shared/terminal/command-block.ts';
import { runningBlock } from '../../../shared/terminal/running-block.ts';
import { sampleBlock, sampleView } from '../../support/sample-session.ts';

const block = (id: number, kind: BlockStatus['kind'], parent: number | null = null): CommandBlock =>
  sampleBlock({
    id: id as BlockId,
    kind: parent === null ? 'command' : 'entry',
    parent: parent as BlockId | null,
    status: { kind } as BlockStatus,
  });

describe('the block that has the terminal', () => {
  it.each([
    ['none at the prompt', [block(1, 'ok')], null],
    ['none before the first command', [], null],
    ['the command that runs, is quiet or waits', [block(1, 'ok'), block(2, 'quiet')], 2],
    ['the entry that runs', [block(1, 'running'), block(2, 'done', 1), block(3, 'running', 1)], 3],
    ['the program behind its last entry', [block(1, 'running'), block(2, 'done', 1)], 1],
    [
      'the outer program when an inner one ended',
      [block(1, 'running'), block(2, 'done', 1), block(3, 'done', 2)],
      1,
    ],
    ['none when the program ended, too', [block(1, 'ok'), block(2, 'done', 1)], null],
    ['none that is no longer kept', [block(2, 'done', 1)], null],
  ])('is %s', (_case, blocks, id) => {
    expect(runningBlock({ blocks })?.id ?? null).toBe(id);
  });
});

describe('a session whose program takes entries', () => {
  it('is running in the list also behind an entry, and waits where an entry does', () => {
    const program = block(1, 'running');
    expect(sessionStateOf(sampleView({ blocks: [program, block(2, 'done', 1)] }))).toBe('running');
    expect(sessionStateOf(sampleView({ blocks: [program, block(2, 'waiting', 1)] }))).toBe(
      'waiting',
    );
    expect(sessionStateOf(sampleView({ blocks: [block(1, 'ok'), block(2, 'done', 1)] }))).toBe(
      'quiet',
    );
  });
});
