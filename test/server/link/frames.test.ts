/** Frames survive any cut of the stream; what is no stream of frames is refused without being kept. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../server/config/limits.ts';
import { createFrameReader, encodeFrame } from '../../../server/link/frames.ts';

describe('frames', () => {
  test('arrive whole and in order, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.array(fc.nat({ max: 40 }), { maxLength: 60 }),
        (values, cuts) => {
          const stream = Buffer.concat(values.map(encodeFrame));
          const read: unknown[] = [];
          const reader = createFrameReader((value) => void read.push(value));
          let at = 0;
          for (const size of [...cuts, stream.length]) {
            expect(reader.read(stream.subarray(at, at + size))).toBe(true);
            at = Math.min(stream.length, at + size);
          }
          expect(read).toEqual(JSON.parse(JSON.stringify(values)));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('that are held come later, in order, and a pause holds within one chunk', () => {
    const read: unknown[] = [];
    let isHeld = false;
    const reader = createFrameReader(
      (value) => {
        read.push(value);
        isHeld = true;
      },
      () => isHeld,
    );
    reader.read(Buffer.concat([1, 2, 3].map(encodeFrame)));
    expect(read).toEqual([1]);
    reader.read(encodeFrame(4));
    expect(read).toEqual([1]);
    for (let round = 0; round < 3; round += 1) {
      isHeld = false;
      reader.read(Buffer.alloc(0));
    }
    expect(read).toEqual([1, 2, 3, 4]);
  });

  test('above the limit end the stream as soon as their length is known', () => {
    const reader = createFrameReader(() => expect.unreachable());
    const length = Buffer.alloc(4);
    length.writeUInt32BE(limits.linkFrameBytes + 1);
    expect(reader.read(length)).toBe(false);
    expect(reader.read(Buffer.from('{}'))).toBe(false);
    expect(() => encodeFrame('x'.repeat(limits.linkFrameBytes))).toThrow();
  });

  test('that are not JSON end the stream', () => {
    const reader = createFrameReader(() => expect.unreachable());
    expect(reader.read(Buffer.from([0, 0, 0, 2, 0x7b, 0x5b]))).toBe(false);
  });
});
