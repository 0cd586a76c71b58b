/** Plays every golden transcript and compares the blocks; UPDATE_GOLDENS=1 writes what came out instead. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { commandBlockSchema } from '../../shared/terminal/command-block.ts';
import { replayedView } from '../support/replay-transcript.ts';
import { goldenFolder, readTranscript } from '../support/transcript.ts';

const names = readdirSync(goldenFolder)
  .filter((file) => file.endsWith('.bytes'))
  .map((file) => file.slice(0, -'.bytes'.length));
const isUpdating = process.env['UPDATE_GOLDENS'] === '1';

describe('golden transcripts', () => {
  it('are at least 20 real streams', () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
  });

  it.each(names)('%s gives the blocks that were reviewed', async (name) => {
    const { blocks } = await replayedView(readTranscript(name));
    v.parse(v.array(commandBlockSchema), blocks);
    const golden = new URL(`${name}.blocks.json`, goldenFolder);
    if (isUpdating) writeFileSync(golden, `${JSON.stringify(blocks, null, 2)}\n`);
    expect(existsSync(golden)).toBe(true);
    expect(blocks).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});
