/** Entries and guessed blocks under chance: cut bytes change nothing, and no line that was printed is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandBlock } from '../../../../shared/terminal/command-block.ts';
import { marks, startReading } from './reading.ts';

/** What happens one after the other, 1 s apart; a string is output, a line is typed. */
type Step = string | { readonly line: string };

const words = fc.constantFrom(
  'ok',
  '> ',
  '>>> ',
  '$ ',
  'a b',
  'Name: ',
  '... ',
  '[1]+  Done x',
  '',
);
const outputs = fc
  .tuple(
    fc.array(
      fc.string({ maxLength: 12 }).map((text) => text.replace(/[^ -~]/g, '.')),
      { maxLength: 4 },
    ),
    words,
  )
  .map(([lines, end]) => `${lines.map((line) => `${line}\r\n`).join('')}${end}`);
const steps = fc.array(
  fc.oneof(
    outputs,
    words.map((line): Step => ({ line })),
  ),
  { minLength: 2, maxLength: 12 },
);

async function played(
  isMarked: boolean,
  program: string,
  script: readonly Step[],
  cut: number,
): Promise<CommandBlock[]> {
  const session = startReading(isMarked);
  try {
    const begin = isMarked ? `${program}\r\n${marks.output}` : `${program}\r\n`;
    await session.print(isMarked ? marks.prompt() : 'amy@web1:~$ ', 0);
    session.wait(900);
    session.type(program, 1_000);
    await session.print(begin, 1_001);
    let atMs = 2_000;
    for (const step of script) {
      session.wait(atMs);
      if (typeof step !== 'string') {
        session.type(step.line, atMs);
        await session.print(`${step.line}\r\n`, atMs + 1);
      } else {
        for (let at = 0; at < step.length; at += cut)
          await session.print(step.slice(at, at + cut), atMs);
      }
      atMs += 1_000;
    }
    session.reader.end('lost', atMs + 5_000);
    return session.take().blocks;
  } finally {
    session.reader.dispose();
  }
}

describe('a program that takes entries', () => {
  it('gives the same blocks however its output is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('python3', 'dash', './tool'),
        fc.boolean(),
        steps,
        fc.integer({ min: 1, max: 5 }),
        async (program, isMarked, script, cut) => {
          const whole = await played(isMarked, program, script, 1_000);
          expect(await played(isMarked, program, script, cut)).toEqual(whole);
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });

  it('loses no line, whatever is taken for a prompt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('python3', 'dash', './tool'),
        fc.boolean(),
        fc.array(words, { minLength: 1, maxLength: 8 }),
        async (program, isMarked, ends) => {
          const script = ends.flatMap((end, index): Step[] => [
            `\r\nline-${String(index)}-of-output\r\n${end}`,
            { line: `x${String(index)}` },
          ]);
          const blocks = await played(isMarked, program, script, 1_000);
          const texts = blocks
            .flatMap(({ head, tail }) => [...head, ...tail])
            .map(({ text }) => text);
          for (const index of ends.keys()) {
            expect(texts).toContain(`line-${String(index)}-of-output`);
          }
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });
});
