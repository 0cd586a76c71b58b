/** Each error of ssh2 and the system as the failure a person is told. */
import { describe, expect, it } from 'vitest';
import {
  failureOfClose,
  failureOfConnecting,
  failureOfError,
  failureOfSilence,
  type FailureScene,
} from '../../../../server/keeper/ssh/ssh-failures.ts';
import type { Phase } from '../../../../server/keeper/ssh/phase-timers.ts';
import { failureSchema } from '../../../../shared/failures/failure.ts';
import { parse } from 'valibot';

const endpoint = { address: 'web01', port: 22 };
const at = (phase: Phase): FailureScene => ({ endpoint, userName: 'anna', phase });
const errno = (code: string): Error => Object.assign(new Error(code), { code });
const leveled = (level: string, message: string, code?: unknown): Error =>
  Object.assign(new Error(message), { level, ...(code === undefined ? {} : { code }) });

describe('a connection that did not open', () => {
  it.each([
    ['ENOTFOUND', 'ssh.name-unknown'],
    ['EAI_AGAIN', 'ssh.name-unknown'],
    ['ECONNREFUSED', 'ssh.refused'],
    ['ETIMEDOUT', 'ssh.no-answer'],
    ['EHOSTUNREACH', 'ssh.no-route'],
    ['ENETUNREACH', 'ssh.no-route'],
    ['EINVAL', 'ssh.no-route'],
    ['ECONNRESET', 'ssh.server-closed'],
  ])('%s is %s', (code, expected) => {
    const failure = failureOfConnecting(errno(code), endpoint, 1234);
    expect(failure.code).toBe(expected);
    expect(parse(failureSchema, failure)).toEqual(failure);
  });
});

describe('a connection that ended with an error', () => {
  it.each([
    ['no matching key exchange algorithm', 'key exchange'],
    ['no matching host key format', 'host key'],
    ['no matching C->S cipher', 'cipher'],
    ['no matching S->C MAC', 'MAC'],
    ['no matching S->C compression', 'compression'],
  ])('"%s" names the kind %s', (message, kind) => {
    const error = leveled('handshake', `Handshake failed: ${message}`);
    expect(failureOfError(error, at('key-exchange'))).toEqual({
      code: 'ssh.no-common-algorithm',
      address: 'web01',
      kind,
    });
  });

  it('is a refused sign-in when the server hangs up over an answer', () => {
    const tooMany = leveled('', 'Too many authentication failures', 2);
    expect(failureOfError(tooMany, at('answer')).code).toBe('ssh.sign-in-refused');
    expect(failureOfError(tooMany, at('asking'))).toEqual({
      code: 'ssh.server-closed',
      address: 'web01',
      detail: 'Too many authentication failures',
    });
  });

  it('tells the words of a server cleaned and bounded', () => {
    const failure = failureOfError(
      leveled('', `\u001b[2J\u202Ebye\n${'x'.repeat(900)}`, 11),
      at('open'),
    );
    expect(parse(failureSchema, failure)).toEqual(failure);
    expect(failure).toMatchObject({ detail: expect.stringMatching(/^bye x+$/) as unknown });
  });

  it('is a lost connection once the shell is open, and no earlier', () => {
    const reset = leveled('client-socket', 'read ECONNRESET', 'ECONNRESET');
    expect(failureOfError(reset, at('open')).code).toBe('ssh.connection-lost');
    expect(failureOfError(reset, at('key-exchange')).code).toBe('ssh.server-closed');
    expect(failureOfError(leveled('client-timeout', 'Keepalive timeout'), at('open')).code).toBe(
      'ssh.connection-lost',
    );
  });

  it('is a misbehaving server for anything else, thrown things that are no errors included', () => {
    for (const error of [new Error('Bad packet length'), 'text', null, undefined, 7]) {
      expect(failureOfError(error, at('key-exchange'))).toMatchObject({
        code: 'ssh.server-misbehaved',
        what: 'packet-broken',
      });
    }
  });
});

describe('a connection that just ended', () => {
  const nothing = { hasBytes: false, firstLine: '' };

  it('was no SSH server when it said something else', () => {
    const http = { hasBytes: true, firstLine: 'HTTP/1.1 400 Bad Request' };
    expect(failureOfClose(at('identification'), http).code).toBe('ssh.not-ssh');
    expect(failureOfClose(at('identification'), nothing).code).toBe('ssh.server-closed');
  });

  it('was a busy OpenSSH when that is what it said', () => {
    const busy = { hasBytes: true, firstLine: 'Exceeded MaxStartups\r' };
    expect(failureOfClose(at('identification'), busy)).toMatchObject({
      code: 'ssh.server-closed',
      detail: 'Exceeded MaxStartups',
    });
  });

  it('refused the answer that it was weighing', () => {
    expect(failureOfClose(at('answer'), nothing).code).toBe('ssh.sign-in-refused');
    expect(failureOfClose(at('asking'), nothing).code).toBe('ssh.server-closed');
  });
});

describe('a phase that took too long', () => {
  it('is no answer before the connection, silence after it', () => {
    expect(failureOfSilence(at('connecting'), 10_000).code).toBe('ssh.no-answer');
    expect(failureOfSilence(at('identification'), 10_000)).toEqual({
      code: 'ssh.server-silent',
      ...endpoint,
      waitedMs: 10_000,
    });
  });
});
