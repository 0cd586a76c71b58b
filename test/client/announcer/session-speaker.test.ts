/** What only time tells about a session: running, pauses, Stop without effect, coming back, bells. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createSessionSpeaker,
  type SessionSpeaker,
} from '../../../client/announcer/session-speaker.ts';
import type { BlockId } from '../../../shared/model/ids.ts';
import type { Verbosity } from '../../../shared/model/verbosity.ts';
import type { Announcement } from '../../../shared/speech/announcement.ts';
import { applySessionChange } from '../../../shared/terminal/apply-session-change.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import {
  ended,
  numbered,
  printed,
  sampleBlock,
  sampleView,
  waited,
} from '../../support/sample-session.ts';

let clock: FakeClock;
let lifetime: AbortController;
let speaker: SessionSpeaker;
let announced: Announcement[];
let view: SessionView;
let listener: { verbosity: Verbosity; sessionInFront: boolean; ownPageId: null };

beforeEach(() => {
  clock = createFakeClock();
  lifetime = new AbortController();
  announced = [];
  view = sampleView();
  listener = { verbosity: 'normal', sessionInFront: true, ownPageId: null };
  speaker = createSessionSpeaker(
    { clock, announce: (announcement) => announced.push(announcement), listenerOf: () => listener },
    { signal: lifetime.signal },
  );
});
afterEach(() => {
  lifetime.abort();
  expect(clock.pendingCalls()).toBe(0);
});

function change(next: SessionChange): void {
  const before = view;
  view = applySessionChange(before, next);
  speaker.changed('s1', before, next, view);
}
function start(commandLine = 'make'): void {
  change({ type: 'block.started', block: sampleBlock({ commandLine }) });
}
function quiet(isQuiet: boolean): void {
  change({ type: 'block.quieted', id: sampleBlock().id, isQuiet });
}
const texts = (): string[] => announced.filter((said) => !said.isSilent).map((said) => said.text);

describe('the session speaker', () => {
  it('says running once, at 10 s', () => {
    start();
    clock.advance(9_999);
    expect(texts()).toEqual([]);
    clock.advance(60_000);
    expect(texts()).toEqual(['running']);
    change(ended(1, { kind: 'ok' }, [], { durationMs: 69_999 }));
    expect(texts()[1]).toBe('ok, make, 1 minute 9 seconds, no output');
  });

  it('says once what a running command printed before it paused', () => {
    start();
    change(printed(1, ['a', 'b', 'Listening on port 3000']));
    expect(texts()).toEqual([]);
    quiet(true);
    expect(texts()).toEqual(['running, 3 lines, last: Listening on port 3000']);
    quiet(false);
    change(printed(1, ['a', 'b', 'c', 'd']));
    quiet(true);
    clock.advance(30_000);
    expect(texts()).toHaveLength(1);
  });

  it('says how far a long command is every 10 s, when that changed, and never 100', () => {
    start();
    const at = (percent: number): void => change({ ...printed(1, ['a']), percent });
    at(20);
    clock.advance(10_000);
    at(40);
    at(60);
    clock.advance(20_000);
    at(100);
    clock.advance(10_000);
    expect(texts()).toEqual(['running, 20 percent', '60 percent']);
  });

  it('says what a key did to a full screen, once, and nothing without a key', () => {
    start('htop');
    const draw = (row: number): void => {
      change({
        type: 'screen.drawn',
        screen: {
          rows: [{ text: 'one' }, { text: 'two' }],
          cursor: { row, column: 0 },
          highlighted: null,
          changedRows: [],
        },
      });
    };
    draw(0);
    speaker.keyPressed('s1');
    draw(1);
    draw(0);
    speaker.keyPressed('s1');
    clock.advance(1_000);
    draw(1);
    expect(texts()).toEqual(['two']);
  });

  it('goes back to the program when an entry made in it is over', () => {
    start('python3');
    change(waited(1, { text: 'Name? ' }));
    change({ type: 'block.waited', id: sampleBlock().id, prompt: null });
    const id = 2 as BlockId;
    const entry = sampleBlock({ id, parent: sampleBlock().id, kind: 'entry', bounds: 'guessed' });
    change({ type: 'block.started', block: entry });
    change(printed(2, numbered(5)));
    change(ended(2, { kind: 'done' }, numbered(5)));
    change(printed(1, ['Name? amy', 'bye']));
    change(ended(1, { kind: 'ok' }, ['Name? amy', 'bye']));
    expect(texts().slice(1)).toEqual(['done, 5 lines', 'ok, bye']);
  });

  it('says neither of a command elsewhere, nor of one that waits', () => {
    listener.sessionInFront = false;
    start();
    change(printed(1, ['a']));
    clock.advance(30_000);
    expect(texts()).toEqual([]);
    listener.sessionInFront = true;
    change(waited(1, { text: 'Name: ', linesBefore: 1 }));
    clock.advance(30_000);
    expect(texts()).toEqual(['waits: Name, 1 line before']);
  });

  it('does not say the answered line again, nor count the time a person thought', () => {
    start();
    change(printed(1, ['Proceed? [y/N] ']));
    change(waited(1, { kind: 'yes-no', text: 'Proceed? [y/N] ', preset: 'no' }));
    clock.advance(30_000);
    change({ type: 'block.waited', id: sampleBlock().id, prompt: null });
    const lines = ['Proceed? [y/N] y', 'answer=y'];
    change(printed(1, lines));
    change(ended(1, { kind: 'ok' }, lines, { durationMs: 30_100 }));
    expect(texts()).toEqual(['waits: Proceed? yes or no, no is default', 'ok, answer=y']);
  });

  it('says a changed directory from where the command began', () => {
    start('cd /var/log');
    change({ type: 'directory.changed', directory: '/var/log' });
    change(ended(1, { kind: 'ok' }, [], { directory: '/var/log' }));
    expect(texts()).toEqual(['ok, now in /var/log']);
  });

  it('says that Stop had no effect, and what to press next', () => {
    start();
    speaker.stopRequested('s1', 1);
    clock.advance(2_000);
    speaker.stopRequested('s1', 2);
    clock.advance(2_000);
    expect(texts()).toEqual([
      'still running, Stop again for quit',
      'still running, use End session',
    ]);
  });

  it('says only the result when Stop has an effect', () => {
    start('yes');
    speaker.stopRequested('s1', 1);
    clock.advance(100);
    change(ended(1, { kind: 'stopped' }, numbered(3_210)));
    clock.advance(5_000);
    expect(texts()).toEqual(['stopped, 3,210 lines']);
  });

  it('says the end of a full-screen program and of its command as one', () => {
    start('htop');
    change({ type: 'screen.changed', fullScreen: 'htop' });
    clock.advance(30_000);
    change({ type: 'screen.changed', fullScreen: null });
    change(ended(1, { kind: 'ok' }, [], { durationMs: 30_000 }));
    clock.advance(1_000);
    expect(texts()).toEqual(['full screen: htop', 'full screen closed, ok']);
  });

  it('says a closed screen alone when its command goes on', () => {
    start('git log');
    change({ type: 'screen.changed', fullScreen: 'less' });
    change({ type: 'screen.changed', fullScreen: null });
    clock.advance(300);
    expect(texts()).toEqual(['full screen: less', 'full screen closed']);
  });

  it('does not call exit lost, but a command that was lost with the connection', () => {
    const shellEnds: SessionChange = {
      type: 'phase.changed',
      phase: { kind: 'ended', end: { by: 'shell', exitCode: 0, signal: null } },
    };
    start('exit');
    change(ended(1, { kind: 'lost' }, []));
    change(shellEnds);
    clock.advance(1_000);
    expect(texts()).toEqual(['web1 ended the session: shell closed']);

    announced = [];
    view = sampleView();
    start('make');
    change(ended(1, { kind: 'lost' }, []));
    const failure = { code: 'ssh.connection-lost', address: '192.0.2.1' } as const;
    change({ type: 'phase.changed', phase: { kind: 'ended', end: { by: 'failure', failure } } });
    clock.advance(1_000);
    expect(texts()).toEqual(['lost, make', 'web1 does not answer, session ended']);
  });

  it('says a bell at most once in 10 s', () => {
    for (let bells = 1; bells <= 25; bells += 1) {
      change({ type: 'bell.rung', bells });
      clock.advance(1_000);
    }
    expect(texts()).toEqual(['bell', 'bell', 'bell']);
  });

  it('says nothing while the page is away, then one sentence, and the prompt that stands', () => {
    start();
    speaker.left('s1', view);
    change(printed(1, numbered(24)));
    change(ended(1, { kind: 'failed', code: 2 }, numbered(24)));
    change({ type: 'block.started', block: sampleBlock({ id: (sampleBlock().id + 1) as never }) });
    change(waited(2, { text: 'Name: ' }));
    clock.advance(60_000);
    expect(texts()).toEqual([]);
    speaker.cameBack('s1', view);
    expect(texts()).toEqual(['back, 1 command finished, 1 failed, 24 lines', 'waits: Name']);
  });

  it('says nothing on return when nothing happened', () => {
    speaker.left('s1', view);
    speaker.cameBack('s1', view);
    expect(texts()).toEqual([]);
  });

  it('says the end of a session that ended while the page was away', () => {
    speaker.left('s1', view);
    change({
      type: 'phase.changed',
      phase: { kind: 'ended', end: { by: 'shell', exitCode: 1, signal: null } },
    });
    speaker.cameBack('s1', view);
    expect(texts()).toEqual(['web1 ended the session: shell closed, exit code 1']);
  });

  it('leaves no timer behind when a session is forgotten', () => {
    start();
    change(printed(1, ['a']));
    speaker.forget('s1');
    expect(clock.pendingCalls()).toBe(0);
  });
});
