/** The one voice under fake time: pace, merging, holding while typing, repeating, clearing. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnnouncer, type Announcer } from '../../../client/announcer/announcer.ts';
import { MESSAGES_LIMIT } from '../../../client/announcer/message-log.ts';
import { speechTimeMs } from '../../../client/announcer/speech-time.ts';
import type { SpeechSink } from '../../../client/ports/speech-sink.ts';
import { type Announcement, plainAnnouncement } from '../../../shared/speech/announcement.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

let clock: FakeClock;
let lifetime: AbortController;
let heard: string[];
let regions: Record<'polite' | 'assertive', string>;
let announcer: Announcer;

beforeEach(() => {
  clock = createFakeClock();
  lifetime = new AbortController();
  heard = [];
  regions = { polite: '', assertive: '' };
  const sink: SpeechSink = {
    say(text, urgency) {
      regions[urgency] = text;
      heard.push(`${String(clock.monotonicMs())} ${urgency} ${text}`);
    },
    clear(urgency) {
      regions[urgency] = '';
    },
  };
  announcer = createAnnouncer({ clock, sink, wordsPerMinute: 180 }, { signal: lifetime.signal });
});
afterEach(() => {
  lifetime.abort();
  expect(clock.pendingCalls()).toBe(0);
});

function result(text: string, mergedText = text, extra: Partial<Announcement> = {}): Announcement {
  return plainAnnouncement(text, 'result', 's1', { mergedText, ...extra });
}
function progress(text: string, topic = 's1'): Announcement {
  return plainAnnouncement(text, 'progress', topic);
}
const failure = { isFailure: true };

describe('the announcer', () => {
  it('says the first announcement at once and clears the text later', () => {
    announcer.announce(result('ok, hello'));
    expect(heard).toEqual(['0 polite ok, hello']);
    expect(regions.polite).toBe('ok, hello');
    clock.advance(1_000);
    expect(regions.polite).toBe('');
  });

  it('lets the next wait for the speech time of the last', () => {
    announcer.announce(result('ok, one two three four'));
    announcer.announce(result('ok, next'));
    clock.advance(10_000);
    expect(heard).toEqual([
      '0 polite ok, one two three four',
      `${String(speechTimeMs('ok, one two three four', 180))} polite ok, next`,
    ]);
  });

  it('waits at most 4 s', () => {
    announcer.announce(result('word '.repeat(59)));
    announcer.announce(result('ok, next'));
    clock.advance(20_000);
    expect(heard[1]).toBe('4000 polite ok, next');
  });

  it('merges results that wait, failures first, and drops none', () => {
    announcer.announce(result('ok, first'));
    announcer.announce(result('ok, 3 lines', 'ok, ls, 3 lines'));
    announcer.announce(result('failed 2, 340 lines', 'failed 2, make', failure));
    clock.advance(10_000);
    expect(heard.slice(1).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'polite failed 2, make; ok, ls, 3 lines',
    ]);
  });

  it('counts the results that no longer fit into a merged announcement', () => {
    announcer.announce(result('ok, first'));
    for (let count = 0; count < 40; count += 1)
      announcer.announce(result('ok, 3 lines', `ok, command ${String(count)}, 3 lines`));
    clock.advance(10_000);
    expect(heard).toHaveLength(2);
    expect(heard[1]).toMatch(/; \d+ more results$/);
    expect(heard[1]?.replace(/^\d+ polite /, '').length).toBeLessThanOrEqual(300);
    expect(announcer.log.messages).toHaveLength(41);
  });

  it('lets progress replace progress of the same session while it waits, and a result end it', () => {
    announcer.announce(result('ok, first'));
    announcer.announce(progress('running'));
    announcer.announce(progress('running, 3 lines, last: c'));
    announcer.announce(progress('bell', 's2/bell'));
    clock.advance(10_000);
    expect(heard.map((line) => line.replace(/^\d+ polite /, ''))).toEqual([
      'ok, first',
      'running, 3 lines, last: c',
      'bell',
    ]);
    heard.length = 0;
    announcer.announce(result('ok, first'));
    announcer.announce(progress('running'));
    announcer.announce(result('ok, done now'));
    clock.advance(10_000);
    expect(heard.join()).not.toContain('running');
  });

  it('says assertive words first, and empties the other region', () => {
    announcer.announce(result('ok, first'));
    announcer.announce(result('ok, second'));
    announcer.announce(plainAnnouncement('waits: Name', 'prompt', 's2', { urgency: 'assertive' }));
    clock.advance(150);
    expect(heard).toEqual(['0 polite ok, first', '150 assertive waits: Name']);
    expect(regions.polite).toBe('');
    clock.advance(10_000);
    expect(heard[2]).toMatch(/polite ok, second$/);
  });

  it('ends the wait at a key', () => {
    announcer.announce(result('word '.repeat(59)));
    announcer.announce(result('ok, next'));
    clock.advance(200);
    announcer.inputHappened({ sentCommand: true });
    expect(heard[1]).toBe('200 polite ok, next');
  });

  it('holds polite speech for 1 s after a key, but not after the one that sent the command', () => {
    announcer.inputHappened({ sentCommand: false });
    announcer.announce(result('ok, held'));
    clock.advance(999);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect(heard).toEqual(['1000 polite ok, held']);
    clock.advance(5_000);
    announcer.inputHappened({ sentCommand: false });
    announcer.inputHappened({ sentCommand: true });
    announcer.announce(result('ok, at once'));
    expect(heard[1]).toBe('6000 polite ok, at once');
  });

  it('holds it for at most 5 s in all, however long someone types', () => {
    announcer.inputHappened({ sentCommand: false });
    announcer.announce(result('ok, held'));
    for (let typed = 0; typed < 30; typed += 1) {
      clock.advance(300);
      announcer.inputHappened({ sentCommand: false });
    }
    expect(heard).toEqual(['5000 polite ok, held']);
  });

  it('does not hold assertive words', () => {
    announcer.inputHappened({ sentCommand: false });
    announcer.announce(
      plainAnnouncement('stopped, no output', 'answer', 's1', { urgency: 'assertive' }),
    );
    expect(heard).toEqual(['0 assertive stopped, no output']);
  });

  it('says the same text again only after 300 ms of emptiness', () => {
    announcer.announce(result('ok, hi'));
    clock.advance(200);
    announcer.inputHappened({ sentCommand: true });
    announcer.announce(result('ok, hi'));
    expect(regions.polite).toBe('');
    clock.advance(299);
    expect(heard).toHaveLength(1);
    clock.advance(1);
    expect(heard[1]).toBe('500 polite ok, hi');
  });

  it('repeats the last announcement as the answer to a key', () => {
    announcer.repeatLast();
    expect(heard).toEqual(['0 assertive nothing was said yet']);
    clock.advance(5_000);
    announcer.announce(result('ok, hi'));
    clock.advance(5_000);
    announcer.repeatLast();
    expect(heard.at(-1)).toBe('10000 assertive ok, hi');
    expect(announcer.log.messages).toHaveLength(1);
  });

  it('says the pieces of a long answer one after the other, until a key', () => {
    announcer.announce(result('ok, 3 lines', 'ok, x, 3 lines', { more: ['one', 'two', 'three'] }));
    clock.advance(600);
    announcer.announce(plainAnnouncement('waits: Name', 'prompt', 's2', { urgency: 'assertive' }));
    clock.advance(2_500);
    expect(heard.map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'polite ok, 3 lines',
      'assertive waits: Name',
      'polite one',
      'polite two',
      'polite three',
    ]);
    announcer.announce(result('ok, 3 lines!', 'ok, x, 3 lines', { more: ['four', 'five'] }));
    clock.advance(1_500);
    announcer.inputHappened({ sentCommand: false });
    clock.advance(10_000);
    expect(heard.join()).not.toContain('five');
  });

  it('keeps silent announcements for Messages', () => {
    announcer.announce(
      result('ok, hi', 'ok, x', { isSilent: true, ownText: 'ok', serverText: 'hi' }),
    );
    clock.advance(5_000);
    expect(heard).toEqual([]);
    expect(announcer.log.messages).toMatchObject([{ ownText: 'ok', serverText: 'hi' }]);
  });

  it('keeps the last 200 messages, each with a number of its own', () => {
    const seen: number[] = [];
    announcer.log.listen((message) => seen.push(message.number), lifetime.signal);
    for (let count = 0; count < 250; count += 1) announcer.announce(result(`ok, ${String(count)}`));
    expect(announcer.log.messages).toHaveLength(MESSAGES_LIMIT);
    expect(announcer.log.messages.at(-1)?.number).toBe(250);
    expect(seen).toHaveLength(250);
  });

  it('follows the pace of the voice', () => {
    announcer.setPace(360);
    announcer.announce(result('ok, one two three four'));
    announcer.announce(result('ok, next'));
    clock.advance(10_000);
    expect(heard[1]).toBe(`${String(speechTimeMs('ok, one two three four', 360))} polite ok, next`);
  });

  it('falls silent when its life ends', () => {
    announcer.announce(result('ok, first'));
    announcer.announce(result('ok, second'));
    lifetime.abort();
    announcer.announce(result('ok, third'));
    clock.advance(10_000);
    expect(heard).toHaveLength(1);
  });

  it('never says two things within 150 ms, and in the end every result, whatever comes', () => {
    const step = fc.record({
      waitMs: fc.integer({ min: 0, max: 3_000 }),
      kind: fc.constantFrom('result', 'failure', 'progress', 'prompt', 'key', 'send', 'repeat'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const ownClock = createFakeClock();
        const own = new AbortController();
        const said: { atMs: number; text: string }[] = [];
        const voice = createAnnouncer(
          {
            clock: ownClock,
            sink: {
              say: (text) => said.push({ atMs: ownClock.monotonicMs(), text }),
              clear: () => undefined,
            },
            wordsPerMinute: 240,
          },
          { signal: own.signal },
        );
        let results = 0;
        for (const { waitMs, kind } of steps) {
          ownClock.advance(waitMs);
          if (kind === 'key' || kind === 'send')
            voice.inputHappened({ sentCommand: kind === 'send' });
          else if (kind === 'repeat') voice.repeatLast();
          else if (kind === 'prompt')
            voice.announce(plainAnnouncement('waits: x', 'prompt', 's2', { urgency: 'assertive' }));
          else if (kind === 'progress') voice.announce(progress('running'));
          else {
            results += 1;
            voice.announce(
              result(`ok, number${String(results)}.`, undefined, { isFailure: kind === 'failure' }),
            );
          }
        }
        ownClock.advance(120_000);
        own.abort();
        for (const [index, { atMs }] of said.entries())
          expect(atMs - (said[index - 1]?.atMs ?? -150)).toBeGreaterThanOrEqual(150);
        const all = said.map(({ text }) => text).join(' ');
        for (let number = 1; number <= results; number += 1)
          expect(all).toContain(`number${String(number)}.`);
        expect(ownClock.pendingCalls()).toBe(0);
      }),
    );
  });
});
