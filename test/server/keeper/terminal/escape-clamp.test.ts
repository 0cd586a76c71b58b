/** What the clamp lets through, however its input is cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEscapeClamp } from '../../../../server/keeper/terminal/escape-clamp.ts';

const size = { columns: 80, rows: 24 };

function clamped(input: string | Uint8Array, cuts: readonly number[] = []) {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const parts: Uint8Array[] = [];
  const commands: string[] = [];
  let lineFeeds = 0;
  const clamp = createEscapeClamp(size, {
    slice: (slice, feeds) => {
      expect(slice.length).toBeLessThanOrEqual(1_024);
      parts.push(slice.slice());
      lineFeeds += feeds;
    },
    operatingSystemCommand: (payload) => commands.push(payload),
  });
  let from = 0;
  for (const cut of [...cuts].sort((one, other) => one - other)) {
    const at = Math.max(from, Math.min(bytes.length, cut));
    clamp.push(bytes.subarray(from, at));
    from = at;
  }
  clamp.push(bytes.subarray(from));
  return { text: Buffer.concat(parts).toString('utf8'), commands, lineFeeds, slices: parts.length };
}

describe('the escape clamp', () => {
  it.each([
    ['\x1b[2000000000S', '\x1b[24S'],
    ['\x1b[2000000000T', '\x1b[24T'],
    ['\x1b[99999L\x1b[99999M', '\x1b[24L\x1b[24M'],
    ['\x1b[2000000000I\x1b[2000000000Z', '\x1b[80I\x1b[80Z'],
    ['\x1b[2000000000b', '\x1b[1920b'],
    ['\x1b[1;2000000000H', '\x1b[1;9999H'],
    ['\x1b[38;5;196mred\x1b[0m', '\x1b[38;5;196mred\x1b[0m'],
    ['a\0b\0\0c\x7f', 'abc'],
    ['\x1b[3J\x1b[?3h\x1b[?45h', ''],
    ['\x1bPq#0;2;0\x1b\\\x1b_app\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\x', 'x'],
    ['\u009b5S\u009d0;t\u0007', '5S0;t\u0007'],
    ['\x1b[5\n3A', '\n\x1b[53A'],
    ['\x1b[12\x18x', 'x'],
    [`e${'\u0301'.repeat(20)}`, `e${'\u0301'.repeat(8)}`],
  ])('turns %j into %j', (input, output) => {
    expect(clamped(input).text).toBe(output);
  });

  it('repairs broken UTF-8 with U+FFFD and never cuts a character', () => {
    expect(clamped(Uint8Array.of(0x61, 0xff, 0xc3, 0x62, 0xe2, 0x82)).text).toBe('a\ufffd\ufffdb');
    expect(clamped(Uint8Array.of(0xed, 0xa0, 0x80, 0xc0, 0xaf)).text).not.toContain('/');
    expect(clamped('漢'.repeat(2_000)).text).toBe('漢'.repeat(2_000));
  });

  it('passes whole operating system commands of up to 4 KiB and drops longer ones whole', () => {
    expect(clamped('\x1b]133;A\x07\x1b]0;title\x1b\\')).toMatchObject({
      commands: ['133;A', '0;title'],
      text: '',
    });
    const long = clamped(`\x1b]0;${'x'.repeat(5_000)}\x07after`);
    expect(long).toMatchObject({ commands: [], text: 'after' });
  });

  it('counts the line feeds it passes', () => {
    expect(clamped('a\r\nb\r\n\x1b[1mc\n'.repeat(100)).lineFeeds).toBe(300);
  });

  it('closes a slice early when its sequences cost much', () => {
    expect(clamped('\x1bc'.repeat(100)).slices).toBeGreaterThan(10);
    expect(clamped('\x1b[24S'.repeat(200)).slices).toBeGreaterThan(10);
  });

  it('gives the same however the bytes are cut', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\x1b[',
        '\x1b]',
        '\x1bP',
        '\x1b\\',
        '\x07',
        '\x1bc',
        ';',
        '99999',
        'S',
        'm',
        '?',
        '\n',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            piece.map((text) => Buffer.from(text)),
            fc.uint8Array({ maxLength: 5 }),
          ),
          { maxLength: 60 },
        ),
        fc.array(fc.nat(300), { maxLength: 20 }),
        (pieces, cuts) => {
          const bytes = new Uint8Array(Buffer.concat(pieces));
          const whole = clamped(bytes);
          const cut = clamped(bytes, cuts);
          expect(cut.text).toBe(whole.text);
          expect(cut.commands).toEqual(whole.commands);
        },
      ),
      { numRuns: 500 },
    );
  });
});
