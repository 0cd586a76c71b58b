/** Titles, notifications and clipboards in operating system commands: read, bounded, never obeyed. */
import { describe, expect, it } from 'vitest';
import { readServerRequest } from '../../../../../server/keeper/terminal/lines/server-offer.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

describe('what a program asks of the terminal', () => {
  it('may be a title', () => {
    expect(readServerRequest('0;amy@web1: ~')).toEqual({ kind: 'title', title: 'amy@web1: ~' });
    expect(readServerRequest('2;')).toEqual({ kind: 'title', title: '' });
    expect(readServerRequest('1;icon')).toBeNull();
    const long = readServerRequest(`2;${'x'.repeat(300)}\u0085`);
    expect(long).toEqual({ kind: 'title', title: 'x'.repeat(200) });
  });

  it('may be a notification', () => {
    const offer = { kind: 'notification', text: 'backup done' };
    expect(readServerRequest('9;backup done')).toEqual({ kind: 'offer', offer });
    expect(readServerRequest('777;notify;backup;done; all of it')).toEqual({
      kind: 'offer',
      offer: { kind: 'notification', text: 'backup: done; all of it' },
    });
    expect(readServerRequest('9;4;1;40')).toBeNull();
    expect(readServerRequest('777;other;x')).toBeNull();
    expect(readServerRequest('9; ')).toBeNull();
  });

  it('may be text for the clipboard, which is never given away', () => {
    const offer = { kind: 'clipboard', text: 'one\ntwo\tGrüße' };
    expect(readServerRequest(`52;c;${base64('one\ntwo\tGrü\x1bße')}`)).toEqual({
      kind: 'offer',
      offer,
    });
    expect(readServerRequest('52;c;?')).toBeNull();
    expect(readServerRequest('52;c;***')).toBeNull();
    expect(readServerRequest(`52;${base64('x')}`)).toBeNull();
  });

  it('is nothing else', () => {
    expect(readServerRequest('133;A')).toBeNull();
    expect(readServerRequest('')).toBeNull();
    expect(readServerRequest('99999;x')).toBeNull();
  });
});
