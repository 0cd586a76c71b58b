/**
 * Plays the recordings of full-screen programs and compares the pictures of their screens; UPDATE_GOLDENS=1 writes
 * what came out instead.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { screenSnapshotSchema } from '../../shared/terminal/screen-snapshot.ts';
import type { ScreenSnapshot } from '../../shared/terminal/screen-snapshot.ts';
import { replayTranscript } from '../support/replay-transcript.ts';
import type { ReplayOptions } from '../support/replay-transcript.ts';
import { goldenFolder, readTranscript } from '../support/transcript.ts';

const screensFolder = new URL('screens/', import.meta.url);
const names = readdirSync(goldenFolder)
  .filter((file) => /^(?:screen-|whiptail-|bash-vim|resize-in-full).*\.bytes$/.test(file))
  .map((file) => file.slice(0, -'.bytes'.length));
const isUpdating = process.env['UPDATE_GOLDENS'] === '1';

/** A program took or left the screen, or a picture of it with the input before it. */
type ToldScreen =
  | { readonly fullScreen: string | null }
  | (Omit<ScreenSnapshot, 'rows'> & { readonly after: string; readonly rows: string[] });

/** What was told of the screen, in order. */
async function toldScreens(name: string, options: ReplayOptions = {}): Promise<ToldScreen[]> {
  const told: ToldScreen[] = [];
  let after = '';
  for await (const { changes, input } of replayTranscript(readTranscript(name), options)) {
    if (input !== null) after = input.kind === 'control' ? input.control : input.text;
    for (const change of changes) {
      if (change.type === 'screen.changed') told.push({ fullScreen: change.fullScreen });
      if (change.type !== 'screen.drawn') continue;
      const { rows, ...rest } = v.parse(screenSnapshotSchema, change.screen);
      told.push({ after, ...rest, rows: rows.map(({ text }) => text) });
    }
  }
  return told;
}

function singleBytes(chunk: Uint8Array): Uint8Array[] {
  return Array.from(chunk, (_byte, offset) => chunk.subarray(offset, offset + 1));
}

describe('pictures of full screens', () => {
  it.each(names)('%s shows what was reviewed', async (name) => {
    const told = await toldScreens(name);
    const golden = new URL(`${name}.screens.json`, screensFolder);
    if (isUpdating) writeFileSync(golden, `${JSON.stringify(told, null, 1)}\n`);
    expect(existsSync(golden)).toBe(true);
    expect(told).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });

  it.each(names)('%s shows the same however its bytes are cut', async (name) => {
    expect(await toldScreens(name, { cut: singleBytes })).toEqual(await toldScreens(name));
  });

  it('are taken of every kind of program', () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
  });
});
