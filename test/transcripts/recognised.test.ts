/** The page of what is recognised tells what the corpora tell, and every recording has its scene. */
import { readdirSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../support/project-folder.ts';
import { goldenFolder } from '../support/transcript.ts';
import { recognisedPage, recognisedText } from './recognised-page.ts';
import { scenes } from './scenes/scenes.ts';

describe('docs/recognised.md', () => {
  it.skipIf(process.env['UPDATE_GOLDENS'] === '1')('is up to date; else run node test/transcripts/write-recognised.ts', async () => {
    expect(readFileSync(recognisedPage, 'utf8')).toBe(await recognisedText());
  });
});

describe('scenes', () => {
  it('each have a recording, and no recording is without a scene', () => {
    const recorded = readdirSync(goldenFolder).filter((file) => file.endsWith('.bytes'));
    expect(recorded.sort()).toEqual(scenes.map(({ name }) => `${name}.bytes`).sort());
  });
});

describe('recordings', () => {
  /** What would tell of the machine that runs this; a recording made on it must not have it. */
  const foreign = [projectFolder.replace(/\/$/, ''), release()];

  it('name no other machine, folder or tool than those of the stage', () => {
    for (const file of readdirSync(goldenFolder).filter((name) => name.endsWith('.bytes'))) {
      const text = readFileSync(new URL(file, goldenFolder), 'latin1');
      for (const word of foreign) expect(text.includes(word), `${file}: ${word}`).toBe(false);
    }
  });
});
