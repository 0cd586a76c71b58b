/** Random and hostile bytes: nothing throws, answers stay on the list, memory and slices stay bounded. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { sessionChangeSchema } from '../../../../shared/terminal/session-change.ts';
import { marks, startReading } from './reading.ts';

const encoder = new TextEncoder();
/** All that a host may hear, whatever it asked. */
const ALLOWED_REPLY =
  /^\x1b\[\?1;2c$|^\x1b\[0n$|^\x1b\[[0-9]{1,3};[0-9]{1,3}R$|^\x1b\[\??(?:4|20|1|6|7|12|25|47|66|1000|1002|1003|1004|1006|1047|1048|1049|2004|2026);[0-4]\$y$/;

const finals = '@ABCDEFGHIJKLMPSTXZ^`abcdefghilmnpqrstuxy{|}~'.split('');
const sequence = fc.tuple(
  fc.constantFrom('', '?', '>', '=', '<'),
  fc.array(fc.oneof(fc.nat(50), fc.constantFrom(1049, 2004, 2_000_000_000)), { maxLength: 4 }),
  fc.constantFrom('', '', '', '$', '!', ' ', "'", '"'),
  fc.constantFrom(...finals),
);
const piece = fc.oneof(
  sequence.map(([prefix, parameters, between, final]) =>
    encoder.encode(`\x1b[${prefix}${parameters.join(';')}${between}${final}`),
  ),
  fc
    .constantFrom(
      ...[
        '\r\n',
        '\n\n\n',
        '\x1bc',
        '\x1bD',
        '\x1bM',
        '\x1b7',
        '\x1b8',
        '\x1b#8',
        '\x07',
        '\t',
        '\b',
        '\x0e',
        '\x1b(0',
      ],
      ...[
        '\x1b]0;title\x07',
        '\x1b]52;c;aGk=\x07',
        '\x1bP$qm\x1b\\',
        '\x1b]133;A\x07',
        '\x1b]8;;http://x\x07',
        '\x1b[',
      ],
      ...[marks.prompt(), marks.output, marks.over, marks.ended(1)],
    )
    .map((text) => encoder.encode(text)),
  fc.string({ unit: 'grapheme', maxLength: 120 }).map((text) => encoder.encode(text)),
  fc.uint8Array({ maxLength: 40 }),
);

describe('hostile output', () => {
  it('never throws, and gives valid changes and allowed answers only', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 80 }),
        fc.boolean(),
        fc.array(fc.nat(4_000), { maxLength: 6 }),
        async (pieces, isMarked, cuts) => {
          const session = startReading(isMarked, { columns: 60, rows: 12 });
          try {
            let at = 0;
            const bytes = Buffer.concat(pieces);
            for (const cut of [...cuts.sort((one, other) => one - other), bytes.length]) {
              session.reader.write(bytes.subarray(at, Math.max(at, cut)), cut);
              at = Math.max(at, cut);
              session.type('input', cut);
              await session.reader.parsed();
              session.wait(cut);
            }
            session.wait(10_000);
            session.reader.resize({ columns: 30, rows: 40 });
            session.reader.end('lost', 10_000);
            session.take();
            for (const change of session.changes) v.parse(sessionChangeSchema, change);
            for (const reply of session.replies) expect(reply).toMatch(ALLOWED_REPLY);
          } finally {
            session.reader.dispose();
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same state however its bytes are cut', async () => {
    const play = async (bytes: Uint8Array, cuts: readonly number[]) => {
      const session = startReading(true, { columns: 60, rows: 12 });
      await session.print(marks.prompt() + marks.output, 0);
      let from = 0;
      for (const cut of [...cuts].sort((one, other) => one - other)) {
        const at = Math.max(from, Math.min(bytes.length, cut));
        await session.print(bytes.subarray(from, at), 5);
        from = at;
      }
      await session.print(bytes.subarray(from), 5);
      const view = session.wait(2_000);
      session.reader.dispose();
      // Which of several passing states was told first is not part of the state.
      return view.blocks.map((block) => ({ ...block, latest: '' }));
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 50 }),
        fc.array(fc.nat(2_000), { maxLength: 12 }),
        async (pieces, cuts) => {
          const bytes = new Uint8Array(Buffer.concat(pieces));
          expect(await play(bytes, cuts)).toEqual(await play(bytes, []));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a huge scroll', '\x1b[2000000000S'],
    ['scrolls of a screen', '\x1b[40S'],
    ['resets', '\x1bc'],
    ['screen switches', '\x1b[?1049h\x1b[?1049l'],
    ['repeats', 'x\x1b[2000000000b'],
    ['alignment tests', '\x1b#8'],
    ['inserted lines', '\x1b[H\x1b[99L'],
    ['cursor jumps and line feeds', '\x1b[5A\n'],
    ['erasures', '\x1b[2J'],
  ])('%s leave the reader answering', async (_, bomb) => {
    const session = startReading(true, { columns: 100, rows: 40 });
    await session.print(marks.prompt() + marks.output, 0);
    await session.print(bomb.repeat(Math.ceil(20_000 / bomb.length)), 10);
    const view = await session.print(marks.ended(0), 20);
    expect(view.blocks[0]?.status).toEqual({ kind: 'ok' });
    session.reader.dispose();
  });

  it('holds its memory cap in a flood of long lines', async () => {
    const session = startReading();
    await session.print(marks.prompt() + marks.output, 0);
    const lines = encoder.encode(`${'m'.repeat(19_000)}\r\n`.repeat(20));
    for (let index = 0; index < 60; index += 1) await session.print(lines, index);
    const view = session.take();
    const [block] = view.blocks;
    expect(block?.lineCount).toBe(1_200);
    const kept = (block?.lineCount ?? 0) - (block?.notKept ?? 0);
    expect(kept * 19_000).toBeLessThan(8 * 1_024 * 1_024);
    session.reader.dispose();
  });
});
