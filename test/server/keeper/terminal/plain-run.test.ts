/** Floods whose lines are counted from their bytes: the same blocks as when the emulator sees every byte. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlainRun, readPlainRun } from '../../../../server/keeper/terminal/plain-run.ts';
import type { BlockId } from '../../../../shared/model/ids.ts';
import { marks, startReading, textsOf } from './reading.ts';

const encoder = new TextEncoder();
const size = { columns: 40, rows: 8 };

/** Numbered lines, so that a lost, doubled or swapped one shows. */
function numbered(lines: number, width: number): string {
  return Array.from(
    { length: lines },
    (_, index) => `${String(index).padEnd(width, 'x')}\r\n`,
  ).join('');
}

const flood = fc
  .record({ lines: fc.integer({ min: 200, max: 4_500 }), width: fc.integer({ min: 0, max: 95 }) })
  .map(({ lines, width }) => numbered(lines, width));
/** Renditions of every kind, ended in every way or not at all. */
const rendition = fc.oneof(
  fc.constantFrom(
    ...['', '0', '1', '22', '7', '27', '31', '94', '39', '42', '103', '49', '4', '24', '2', '0;1'],
    ...['38;5;196', '48;5;17', '38;2;10;200;30', '48;2;1;2;3', '1;;33', '58;5;1', '38;5;300'],
    ...['38;5', '38;2;1', '38;7;1', '48', '38;5;1;7', '4:3', '00', '01;31', '9999', '3;4;5;8;9'],
  ),
  fc
    .array(fc.integer({ min: 0, max: 110 }), { minLength: 1, maxLength: 6 })
    .map((codes) => codes.join(';')),
);
const colouredLine = fc
  .array(fc.tuple(rendition, fc.nat(14), fc.nat(3)), { minLength: 0, maxLength: 6 })
  .map((parts) =>
    parts
      .map(([codes, width, ink]) => `\x1b[${codes}m${' _x '.charAt(ink).repeat(width)}`)
      .join(''),
  );
const colouredFlood = fc
  .record({
    lines: fc.integer({ min: 200, max: 2_000 }),
    pattern: fc.array(colouredLine, { minLength: 1, maxLength: 7 }),
    ending: fc.constantFrom('\x1b[m', '\x1b[0m', '\x1b[0m', '\x1b[22;27;39;49m', ''),
    everyLine: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ lines, pattern, ending, everyLine }) =>
    Array.from({ length: lines }, (_, index) => {
      const body = pattern[index % pattern.length] ?? '';
      return `${String(index)}${body}${index % everyLine === 0 ? ending : ''}\r\n`;
    }).join(''),
  );
/** What comes between, before and behind floods; much of it leaves the screen in a state that is not ordinary. */
const between = fc.constantFrom(
  ...[
    'half a line',
    '\r',
    '\n',
    'over\rwritten\r\n',
    '\t',
    'ab\b\b',
    '\x07',
    '\x00',
    '\r\r\n',
    '\x0b\x0c',
  ],
  ...[
    'w'.repeat(300),
    `${'w'.repeat(40)}\r\n`,
    `${'v'.repeat(81)}\r\n`,
    `${'z'.repeat(21_000)}\r\n`,
  ],
  ...['grüße\r\n', '漢字かな\r\n', 'e\u0301\r\n', '\ufffd', '🦊'],
  ...[
    '\x1b[31mred\x1b[m\r\n',
    '\x1b[3A',
    '\x1b[H',
    '\x1b[H\x1b[2J',
    '\x1b[2J',
    '\x1b[K',
    '\x1b[5;3H',
  ],
  ...['\x1b[2;5r', '\x1b[r', '\x1b[?6h', '\x1b[?6l', '\x1b[4h', '\x1b[4l', '\x1b[?7l', '\x1b[?7h'],
  ...[
    '\x1b(0',
    '\x1b(B',
    '\x0e',
    '\x0f',
    '\x1b)0',
    '\x1b7',
    '\x1b8',
    '\x1bc',
    '\x1b[!p',
    '\x1bM',
    '\x1bD',
  ],
  ...['\x1b[?1049h', '\x1b[?1049l', '\x1b[2L', '\x1b[3S', '\x1b[2T', '\x1b]0;title\x07', '\x1b['],
  ...[marks.ended(0) + marks.prompt() + marks.output, marks.over, '\x1b#8'],
);
const output = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: flood },
      { weight: 2, arbitrary: colouredFlood },
      { weight: 4, arbitrary: between },
    ),
    { minLength: 1, maxLength: 9 },
  )
  .map((pieces) => Buffer.concat(pieces.map((piece) => encoder.encode(piece))));

/** Writes bytes in pieces, awaiting each when `isSlow`, which leaves nothing to pass over. */
async function play(bytes: Uint8Array, cuts: readonly number[], isSlow: boolean) {
  const session = startReading(true, size);
  try {
    await session.print(marks.prompt() + marks.output, 0);
    let from = 0;
    for (const cut of [...cuts, bytes.length]) {
      session.reader.write(bytes.subarray(from, cut), 5);
      if (isSlow) await session.reader.parsed();
      from = Math.max(from, cut);
    }
    await session.reader.parsed();
    // Row numbers and what stands on the screen show in what is printed next and in another width.
    session.reader.resize({ columns: 30, rows: 12 });
    await session.print('\x1b[Hhome\r\nmore\x1b[2;1H\r\nlines\r\n', 6);
    session.wait(2_000);
    session.reader.end('lost', 3_000);
    const view = session.take();
    return {
      passedOver: session.reader.linesPassedOver,
      blocks: view.blocks,
      lines: view.blocks.map(({ id, lineCount }) => [
        session.reader.readLines(id, 0, 1_200),
        session.reader.readLines(id, Math.max(0, lineCount - 4_100), 4_100),
      ]),
    };
  } finally {
    session.reader.dispose();
  }
}

describe('a plain flood', () => {
  it('gives what it gives when the emulator sees every byte, however it is cut', async () => {
    let passedOver = 0;
    await fc.assert(
      fc.asyncProperty(output, fc.array(fc.nat(250_000), { maxLength: 6 }), async (bytes, raw) => {
        const cuts = raw.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b);
        const everyKiB = Array.from(
          { length: bytes.length >> 12 },
          (_, index) => (index + 1) << 12,
        );
        const fast = await play(bytes, cuts, false);
        const slow = await play(bytes, everyKiB, true);
        passedOver += fast.passedOver;
        expect(slow.passedOver).toBe(0);
        expect(fast.blocks).toEqual(slow.blocks);
        expect(fast.lines).toEqual(slow.lines);
      }),
      {
        numRuns: Number(process.env['FLOOD_RUNS'] ?? 120),
        endOnFailure: process.env['FLOOD_RUNS'] !== undefined,
      },
    );
    expect(passedOver).toBeGreaterThan(10_000);
  }, 120_000);

  it.each([
    ['whose wrapped line loses its end to a scroll', `${numbered(3_752, 41)}\x1b[3Shalf a line`],
    ['whose top line becomes the end of another', `${numbered(3_726, 41)}x\r\n\x1b[3S`],
    [
      'with a long line in which the cursor stands at a resize',
      `${numbered(3_032, 36)}${'z'.repeat(21_000)}\r\n\x1b[3Ahalf a line`,
    ],
    [
      'behind a reset and a switch of screens',
      `${numbered(4_120, 6)}\x1b[2;5r\x1bc\x1b[?1049h${numbered(6_997, 27)}`,
    ],
  ])('is the same in one piece: one %s', async (_, text) => {
    const bytes = encoder.encode(text);
    const everyKiB = Array.from({ length: bytes.length >> 10 }, (_, index) => (index + 1) << 10);
    const slow = await play(bytes, everyKiB, true);
    for (const cuts of [[], [25_406, 33_503].filter((cut) => cut < bytes.length)]) {
      const fast = await play(bytes, cuts, false);
      expect(fast.blocks).toEqual(slow.blocks);
      expect(fast.lines).toEqual(slow.lines);
    }
  });

  it('is mostly passed over, and its kept lines are the right ones', async () => {
    const session = startReading();
    await session.print(marks.prompt() + marks.output, 0);
    const all = Array.from({ length: 50_000 }, (_, index) => `line ${String(index)}`);
    await session.print(`${all.join('\r\n')}\r\n`, 10);
    const view = await session.print(marks.ended(0), 20);
    const kept = session.reader.readLines(1 as BlockId, 45_900, 4_100);
    expect(session.reader.linesPassedOver).toBeGreaterThan(40_000);
    expect(view.blocks[0]).toMatchObject({ lineCount: 50_000, notKept: 45_000 });
    expect(textsOf(view.blocks[0]?.tail)).toEqual(all.slice(-(view.blocks[0]?.tail.length ?? 0)));
    expect(kept.ok && textsOf(kept.value.lines)).toEqual(all.slice(46_000));
    session.reader.dispose();
  });

  it('keeps the colours of its lines when it is passed over', async () => {
    const session = startReading();
    await session.print(marks.prompt() + marks.output, 0);
    await session.print('\x1b[1;31merror\x1b[m: \x1b[32mfine\x1b[0m\r\n'.repeat(40_000), 10);
    await session.print(marks.ended(0), 20);
    const kept = session.reader.readLines(1 as BlockId, 36_000, 4_000);
    expect(session.reader.linesPassedOver).toBeGreaterThan(30_000);
    const line = {
      text: 'error: fine',
      styles: [
        { from: 0, to: 5, colour: 'red', bold: true },
        { from: 7, to: 11, colour: 'green' },
      ],
    };
    expect(kept.ok && kept.value.lines).toEqual(Array.from({ length: 4_000 }, () => line));
    session.reader.dispose();
  });

  it('is parsed while line drawing characters are chosen, or a region scrolls', async () => {
    for (const setting of ['\x1b(0', '\x1b[2;5r', '\x1b[?1049h']) {
      const session = startReading();
      await session.print(marks.prompt() + marks.output + setting, 0);
      await session.print('qqq\r\n'.repeat(20_000), 10);
      expect(session.reader.linesPassedOver).toBe(0);
      session.reader.dispose();
    }
  });
});

describe('a plain run', () => {
  it('is all but the last lines, with the rows that it takes', () => {
    const run = findPlainRun(Buffer.from('a\r\n\r\nlonger\r\nb\r\nrest'), 4, 1);
    expect(run).toMatchObject({ lines: 3, rows: 4, isWrapped: true });
    expect(run && textsOf(readPlainRun(run, 2))).toEqual(['', 'longer']);
    expect(findPlainRun(Buffer.from('a\r\nb\r\nrest'), 4, 2)).toBeNull();
    expect(findPlainRun(Buffer.from(`${'x'.repeat(20_001)}\r\nb\r\n`), 4, 1)).toBeNull();
  });
});
