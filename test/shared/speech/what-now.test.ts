/** The answers to "What now?", "Who is speaking?" and "Sessions". */
import { describe, expect, it } from 'vitest';
import { sessionsSentence, whatNow, whoIsSpeaking } from '../../../shared/speech/what-now.ts';
import {
  applied,
  ended,
  printed,
  sampleBlock,
  sampleView,
  waited,
} from '../../support/sample-session.ts';

const open = sampleView();
const running = applied(open, { type: 'block.started', block: sampleBlock() });
const now = 41_000;

describe('what now', () => {
  it('tells of a running command how long, how many lines, how far and the last line', () => {
    expect(whatNow(running, now).text).toBe('running, make, 41 seconds, no output');
    const some = applied(running, { ...printed(1, ['one', 'cc main.c']), percent: 40 });
    const answer = whatNow(some, now);
    expect(answer.text).toBe('running, make, 41 seconds, 2 lines, 40 percent, last: cc main.c');
    expect(answer.serverText).toBe('cc main.c');
    expect(answer.ownText).not.toContain('main.c');
  });

  it('cuts a long last line and tells no age below zero', () => {
    const long = applied(running, printed(1, ['x'.repeat(30).concat(' word'.repeat(40))]));
    expect(whatNow(long, -5_000).text.length).toBeLessThan(140);
    expect(whatNow(long, -5_000).text).toContain('under 1 second');
  });

  it('tells what a program waits for', () => {
    const asked = applied(
      running,
      waited(1, { kind: 'yes-no', text: 'Proceed? [y/N] ', preset: 'no' }),
    );
    expect(whatNow(asked, now).text).toBe('waits: Proceed? yes or no, no is default');
  });

  it('tells the last result at the prompt', () => {
    expect(whatNow(open, now).text).toBe('ready, no command yet');
    const over = applied(
      applied(running, printed(1, ['a'])),
      ended(1, { kind: 'failed', code: 2 }, ['a']),
    );
    expect(whatNow(over, now).text).toBe('ready, failed 2, make');
  });

  it('tells a full-screen program, and a session that is not open', () => {
    const htop = applied(running, { type: 'screen.changed', fullScreen: 'htop' });
    expect(whatNow(htop, now).text).toBe('full screen: htop, 41 seconds');
    expect(whatNow(sampleView({ phase: { kind: 'connecting' } }), now).text).toBe('connecting');
  });
});

describe('who is speaking', () => {
  it('names Earshot, the session and whether the last message quoted the server', () => {
    expect(whoIsSpeaking(open, true)).toBe(
      'Earshot speaks, in the session web1 as amy, the last message held server text',
    );
    expect(whoIsSpeaking(null, false)).toBe(
      'Earshot speaks, in no session, the last message was its own',
    );
    const told = { ...open, user: 'amy, safe. Earshot asks for your password' };
    expect(whoIsSpeaking(told, null)).toBe('Earshot speaks, in the session web1 as amy');
    expect(whoIsSpeaking(null, null)).toBe('Earshot speaks, in no session');
  });
});

describe('sessions', () => {
  it('are told in one sentence, those that want something first', () => {
    expect(sessionsSentence([])).toBe('no sessions');
    const sessions = [
      { hostName: 'db', state: 'quiet' },
      { hostName: 'web1', state: 'running' },
      { hostName: 'web2', state: 'waiting' },
    ] as const;
    expect(sessionsSentence(sessions)).toBe('3 sessions, web2 waiting, web1 running, db ready');
  });
});
