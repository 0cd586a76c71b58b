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

/** Pieces of 1 to 40 bytes, other ones at each place: no sequence and few characters come whole. */
function unevenPieces(chunk: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let size = 1;
  for (let offset = 0; offset < chunk.length; offset += size) {
    size = ((size * 23 + offset) % 40) + 1;
    pieces.push(chunk.subarray(offset, offset + size));
  }
  return pieces;
}

describe('golden transcripts', () => {
  it('are at least 155 real streams', () => {
    expect(names.length).toBeGreaterThanOrEqual(155);
  });

  it.each(names)('%s gives the blocks that were reviewed', async (name) => {
    const { blocks } = await replayedView(readTranscript(name));
    v.parse(v.array(commandBlockSchema), blocks);
    const golden = new URL(`${name}.blocks.json`, goldenFolder);
    if (isUpdating) writeFileSync(golden, `${JSON.stringify(blocks, null, 2)}\n`);
    expect(existsSync(golden)).toBe(true);
    expect(blocks).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });

  it.each(names)('%s gives the same blocks however its bytes are cut', async (name) => {
    const transcript = readTranscript(name);
    const { blocks } = await replayedView(transcript);
    const cut = await replayedView(transcript, { cut: unevenPieces });
    expect(cut.blocks).toEqual(blocks);
  });
});
