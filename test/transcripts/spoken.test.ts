/**
 * What a person hears of every golden transcript: bytes to changes to speech to the announcer, under fake time.
 * UPDATE_GOLDENS=1 writes NAME.spoken.txt and docs/recognised.md instead of comparing; read each new line as if it
 * were spoken to you.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createAnnouncer } from '../../client/announcer/announcer.ts';
import { createSessionSpeaker } from '../../client/announcer/session-speaker.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import { applySessionChange } from '../../shared/terminal/apply-session-change.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { replayTranscript, type ReplayOptions } from '../support/replay-transcript.ts';
import { sampleView } from '../support/sample-session.ts';
import { goldenFolder, readTranscript } from '../support/transcript.ts';
import { recognisedPage, recognisedText } from './recognised-page.ts';

const names = readdirSync(goldenFolder)
  .filter((file) => file.endsWith('.bytes'))
  .map((file) => file.slice(0, -'.bytes'.length));
const isUpdating = process.env['UPDATE_GOLDENS'] === '1';
const SESSION = 'session';
/** A usual pace of people who listen all day; half of what experts use. */
const WORDS_PER_MINUTE = 240;
/** After the last change nothing should be left to say. */
const REST_MS = 30_000;

/** At most so many words for each announcement: the tasks of the contract's table "Measured" that are recorded here. */
const wordLimits: readonly (readonly [name: string, limits: readonly number[]])[] = [
  ['bash-echo', [2]],
  ['bash-ls-fails', [12]],
  ['bash-grep-quiet', [5]],
  ['bash-seq', [8]],
  ['bash-progress', [8]],
  ['bash-spinner', [5]],
  ['bash-question', [14, 4]],
  ['bash-password', [10, 4]],
];

/** One line for each announcement: `ms polite|assertive text`. */
async function spokenOf(name: string, options: ReplayOptions = {}): Promise<string> {
  const clock = createFakeClock();
  const lifetime = new AbortController();
  const { signal } = lifetime;
  const spoken: string[] = [];
  const announcer = createAnnouncer(
    {
      clock,
      sink: {
        say: (text, urgency) => spoken.push(`${String(clock.monotonicMs())} ${urgency} ${text}\n`),
        clear: () => undefined,
      },
      wordsPerMinute: WORDS_PER_MINUTE,
    },
    { signal },
  );
  const speaker = createSessionSpeaker(
    {
      clock,
      announce: (announcement) => announcer.announce(announcement),
      listenerOf: () => ({ verbosity: 'normal', sessionInFront: true, ownPageId: null }),
    },
    { signal },
  );
  let view = sampleView({ directory: '' });
  for await (const { atMs, changes, input } of replayTranscript(readTranscript(name), options)) {
    clock.advance(Math.max(0, atMs - clock.monotonicMs()));
    if (input !== null) {
      announcer.inputHappened({ sentCommand: true });
      if (isStop(input)) speaker.stopRequested(SESSION, 1);
    }
    for (const change of changes) {
      const after = applySessionChange(view, change);
      speaker.changed(SESSION, view, change, after);
      view = after;
    }
  }
  clock.advance(REST_MS);
  lifetime.abort();
  expect(clock.pendingCalls()).toBe(0);
  return spoken.join('');
}

/** Pieces of 7 bytes: no escape sequence and few words come whole. */
function smallPieces(chunk: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let offset = 0; offset < chunk.length; offset += 7)
    pieces.push(chunk.subarray(offset, offset + 7));
  return pieces;
}

function isStop(input: SessionInput): boolean {
  return input.kind === 'control' && input.control === 'interrupt';
}

describe('golden transcripts as heard', () => {
  afterAll(async () => {
    if (isUpdating) writeFileSync(recognisedPage, await recognisedText());
  });

  it.each(names)('%s is spoken as it was reviewed', async (name) => {
    const spoken = await spokenOf(name);
    const golden = new URL(`${name}.spoken.txt`, goldenFolder);
    if (isUpdating) writeFileSync(golden, spoken);
    expect(existsSync(golden)).toBe(true);
    expect(spoken).toBe(readFileSync(golden, 'utf8'));
  });

  it.each(names)('%s sounds the same however its bytes are cut', async (name) => {
    expect(await spokenOf(name, { cut: smallPieces })).toBe(await spokenOf(name));
  });

  it.each(wordLimits)('%s stays within the words of the listening contract', async (name, limits) => {
    const greeting = /^\d+ polite greeting\b/;
    const lines = (await spokenOf(name)).trimEnd().split('\n').filter((line) => !greeting.test(line));
    // The first two words of a line are its time and urgency.
    const words = lines.map((line) => line.split(' ').length - 2);
    expect(words).toHaveLength(limits.length);
    for (const [index, limit] of limits.entries()) expect(words[index]).toBeLessThanOrEqual(limit);
  });
});
