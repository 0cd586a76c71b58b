/** The identification line, however it is cut, and what is no identification. */
import { describe, expect, it } from 'vitest';
import { createIdentificationReader } from '../../../../server/keeper/ssh/identification.ts';

/** Feeds `text` in pieces of `size` and gives what came of it. */
function readInPieces(text: string, size: number): string {
  const reader = createIdentificationReader();
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += size) {
    const found = reader.read(bytes.subarray(at, at + size));
    if (found.kind === 'found') {
      return found.bytes.toString('latin1') + bytes.subarray(at + size).toString('latin1');
    }
    if (found.kind === 'not-ssh') return 'not-ssh';
  }
  return 'more';
}

describe('the identification reader', () => {
  it('finds the line behind others, cut anywhere', () => {
    const rest = 'SSH-2.0-OpenSSH_9.2p1 Debian\r\n\u0000\u0001binary';
    for (const size of [1, 2, 3, 7, 1000]) {
      expect(readInPieces(`Hello\r\nthere\n${rest}`, size)).toBe(rest);
    }
  });

  it('takes version 1.99 and no other', () => {
    expect(readInPieces('SSH-1.99-Cisco-1.25\n', 5)).toContain('1.99');
    expect(readInPieces('SSH-1.5-old\r\n', 5)).toBe('not-ssh');
  });

  it('waits for the rest of half a line', () => {
    expect(readInPieces('SSH-2.0-Open', 4)).toBe('more');
  });

  it('gives up on lines and preambles without end', () => {
    expect(readInPieces('x'.repeat(9000), 1000)).toBe('not-ssh');
    expect(readInPieces(`SSH-2.0-${'x'.repeat(2000)}`, 500)).toBe('not-ssh');
    expect(readInPieces('y\n'.repeat(1100), 100)).toBe('not-ssh');
    expect(readInPieces(`${'z'.repeat(8000)}\n`.repeat(9), 4096)).toBe('not-ssh');
  });

  it('remembers what was said instead', () => {
    const reader = createIdentificationReader();
    expect(reader.hasBytes).toBe(false);
    reader.read(Buffer.from('HTTP/1.1 400 Bad Request\r\nServer: x\r\n'));
    expect(reader.hasBytes).toBe(true);
    expect(reader.firstLine).toBe('HTTP/1.1 400 Bad Request\r');
  });
});
