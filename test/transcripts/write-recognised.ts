/** Writes docs/recognised.md anew: `node test/transcripts/write-recognised.ts`, after the goldens were reviewed. */
import { writeFileSync } from 'node:fs';
import { recognisedPage, recognisedText } from './recognised-page.ts';

writeFileSync(recognisedPage, await recognisedText());
