/** Where each limit lies, and that the first thing that is too much is told once. */
import { describe, expect, it } from 'vitest';
import {
  BANNERS_LIMIT,
  BEFORE_SIGN_IN_LIMIT_BYTES,
  CHANNEL_OPENS_LIMIT,
  EXITS_PER_CHANNEL_LIMIT,
  CLOSED_WINDOW_LIMIT_BYTES,
  createConnectionWatch,
  problemOfInfoRequest,
  PROMPT_LIMIT_BYTES,
  PROMPT_ROUNDS_LIMIT,
  UNREAD_LIMIT_BYTES,
  type ConnectionWatch,
} from '../../../../server/keeper/ssh/limits.ts';
import { sshNumber, sshString } from '../../../support/hostile-ssh-server.ts';

function infoRequest(prompts: readonly string[], claimed = prompts.length): Buffer {
  return Buffer.concat([
    Buffer.from([60]),
    sshString('name'),
    sshString('instruction'),
    sshString(''),
    sshNumber(claimed),
    ...prompts.flatMap((prompt) => [sshString(prompt), Buffer.from([0])]),
  ]);
}

function watchAndRefusals(): { watch: ConnectionWatch; refusals: string[] } {
  const refusals: string[] = [];
  return { watch: createConnectionWatch((what) => refusals.push(what)), refusals };
}

describe('a request for answers', () => {
  it('may have ten prompts of one kibibyte', () => {
    const longest = 'p'.repeat(PROMPT_LIMIT_BYTES);
    expect(problemOfInfoRequest(infoRequest(Array.from({ length: 10 }, () => longest)))).toBeNull();
    expect(problemOfInfoRequest(infoRequest([]))).toBeNull();
  });

  it('may have no more and no longer ones', () => {
    const eleven = Array.from({ length: 11 }, () => 'p');
    expect(problemOfInfoRequest(infoRequest(eleven))).toBe('too-many-questions');
    expect(problemOfInfoRequest(infoRequest([], 2 ** 25 - 1))).toBe('too-many-questions');
    expect(problemOfInfoRequest(infoRequest(['p'.repeat(PROMPT_LIMIT_BYTES + 1)]))).toBe(
      'question-too-long',
    );
  });

  it('is broken wherever it is cut', () => {
    const whole = infoRequest(['Password: ', 'Code: ']);
    for (let length = 1; length < whole.length; length += 1) {
      expect(problemOfInfoRequest(whole.subarray(0, length))).toBe('packet-broken');
    }
  });
});

describe('the watch over a connection', () => {
  it('counts rounds within an attempt', () => {
    const { watch, refusals } = watchAndRefusals();
    watch.attemptStarted(true);
    const rounds = (): unknown[] =>
      Array.from({ length: PROMPT_ROUNDS_LIMIT }, () => watch.guard(60, infoRequest(['p'])));
    expect(new Set(rounds())).toEqual(new Set(['pass']));
    watch.attemptStarted(true);
    expect(new Set(rounds())).toEqual(new Set(['pass']));
    expect(watch.guard(60, infoRequest(['p']))).toBe('stop');
    expect(refusals).toEqual(['too-many-questions']);
  });

  it('counts banners by number and by bytes', () => {
    const many = watchAndRefusals();
    for (let banner = 0; banner < BANNERS_LIMIT; banner += 1) {
      expect(many.watch.guard(53, Buffer.alloc(100))).toBe('pass');
    }
    expect(many.watch.guard(53, Buffer.alloc(100))).toBe('stop');
    const long = watchAndRefusals();
    expect(long.watch.guard(53, Buffer.alloc(34_000))).toBe('pass');
    expect(long.watch.guard(53, Buffer.alloc(34_000))).toBe('stop');
    expect(long.refusals).toEqual(['too-many-banners']);
  });

  it('lets some channels be refused, then hangs up, and says so once', () => {
    const { watch, refusals } = watchAndRefusals();
    for (let open = 0; open < CHANNEL_OPENS_LIMIT; open += 1) {
      expect(watch.guard(90, Buffer.alloc(20))).toBe('pass');
    }
    expect(watch.guard(90, Buffer.alloc(20))).toBe('stop');
    expect(watch.guard(53, Buffer.alloc(20))).toBe('stop');
    expect(refusals).toEqual(['too-many-channels']);
  });

  it('takes a few exit codes for each channel of ours, and keep-alives without end', () => {
    const { watch, refusals } = watchAndRefusals();
    const request = (name: string): Buffer =>
      Buffer.concat([Buffer.from([98, 0, 0, 0, 0]), sshString(name), Buffer.alloc(5)]);
    watch.watchChannel({ window: 1, state: 'open' });
    for (let told = 0; told < EXITS_PER_CHANNEL_LIMIT; told += 1) {
      expect(watch.guard(98, request('exit-status'))).toBe('pass');
      expect(watch.guard(98, request('keepalive@openssh.com'))).toBe('pass');
    }
    watch.watchChannel({ window: 1, state: 'open' });
    for (let told = 0; told < EXITS_PER_CHANNEL_LIMIT; told += 1) {
      expect(watch.guard(98, request('exit-signal'))).toBe('pass');
    }
    expect(watch.guard(98, request('exit-status'))).toBe('stop');
    expect(refusals).toEqual(['too-many-exits']);
  });

  it('drops lists of host keys and passes keep-alives', () => {
    const { watch } = watchAndRefusals();
    const request = (name: string): Buffer =>
      Buffer.concat([Buffer.from([80]), sshString(name), Buffer.from([1])]);
    expect(watch.guard(80, request('hostkeys-00@openssh.com'))).toBe('drop');
    expect(watch.guard(80, request('keepalive@openssh.com'))).toBe('pass');
    expect(watch.guard(80, Buffer.from([80, 255, 255, 255, 255]))).toBe('pass');
  });

  it('bounds what comes before sign-in, and no longer after it', () => {
    const { watch, refusals } = watchAndRefusals();
    watch.beforeRead(BEFORE_SIGN_IN_LIMIT_BYTES);
    expect(refusals).toEqual([]);
    watch.beforeRead(1);
    expect(refusals).toEqual(['too-much-before-sign-in']);
    const later = watchAndRefusals();
    later.watch.signedIn();
    later.watch.beforeRead(BEFORE_SIGN_IN_LIMIT_BYTES * 2);
    expect(later.refusals).toEqual([]);
  });

  it('notices output beyond the window, and output into a closed one', () => {
    const beyond = watchAndRefusals();
    const incoming = { window: 5, state: 'open' };
    beyond.watch.watchChannel(incoming);
    beyond.watch.afterRead(1000, 0);
    expect(beyond.refusals).toEqual([]);
    incoming.window = -1;
    beyond.watch.afterRead(1000, 0);
    expect(beyond.refusals).toEqual(['too-much-output']);

    const closed = watchAndRefusals();
    closed.watch.watchChannel({ window: 0, state: 'open' });
    closed.watch.afterRead(CLOSED_WINDOW_LIMIT_BYTES, 0);
    expect(closed.refusals).toEqual([]);
    closed.watch.afterRead(1, 0);
    expect(closed.refusals).toEqual(['too-much-output']);
  });

  it('forgives a channel that is closed', () => {
    const { watch, refusals } = watchAndRefusals();
    watch.watchChannel({ window: -5, state: 'closed' });
    watch.afterRead(CLOSED_WINDOW_LIMIT_BYTES * 2, 0);
    expect(refusals).toEqual([]);
  });

  it('notices a server that makes us answer and does not read', () => {
    const { watch, refusals } = watchAndRefusals();
    watch.afterRead(1, UNREAD_LIMIT_BYTES);
    expect(refusals).toEqual([]);
    watch.afterRead(1, UNREAD_LIMIT_BYTES + 1);
    expect(refusals).toEqual(['answers-unread']);
  });
});
