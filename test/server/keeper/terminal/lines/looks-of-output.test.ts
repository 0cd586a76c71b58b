/** Looks and links from the bytes of a server to the lines of a block, wrapped, scrolled and cut anywhere. */
import { afterEach, describe, expect, it } from 'vitest';
import { marks, startReading } from '../reading.ts';

const open: ReturnType<typeof startReading>[] = [];
afterEach(() => {
  for (const { reader } of open.splice(0)) reader.dispose();
});

/** All lines that a command printed. */
async function linesOf(output: string, pieceLength = output.length) {
  const session = startReading();
  open.push(session);
  await session.print(marks.prompt(), 0);
  session.type('x', 10);
  await session.print(`x\r\n${marks.output}`, 20);
  for (let at = 0; at < output.length; at += pieceLength)
    await session.print(output.slice(at, at + pieceLength), 30);
  const view = await session.print(marks.ended(0) + marks.prompt(), 40);
  const block = view.blocks[0];
  if (block === undefined) throw new Error('There is a block.');
  const read = session.reader.readLines(block.id, 0, 5_000);
  if (!read.ok) throw new Error('Its lines are kept.');
  return read.value.lines;
}

const link = (address: string, text: string): string =>
  `\x1b]8;;${address}\x1b\\${text}\x1b]8;;\x1b\\`;

describe('looks of output', () => {
  it('stand beside the text, and plain lines have none', async () => {
    const lines = await linesOf(
      '\x1b[1;31merror:\x1b[0m no such file\r\nplain\r\n\x1b[7m sel \x1b[27m rest\r\n',
    );
    expect(lines).toEqual([
      { text: 'error: no such file', styles: [{ from: 0, to: 6, colour: 'red', bold: true }] },
      { text: 'plain' },
      { text: ' sel  rest', styles: [{ from: 0, to: 5, inverse: true }] },
    ]);
  });

  it('tell neighbours of other colours apart however many attributes they have', async () => {
    const [line] = await linesOf('\x1b[2;53;36;44mone\x1b[34mtwo\x1b[m\r\n');
    expect(line?.styles).toEqual([
      { from: 0, to: 3, colour: 'cyan', inverse: true },
      { from: 3, to: 6, colour: 'blue', inverse: true },
    ]);
  });

  it('are found in wrapped lines and behind wide letters', async () => {
    const [line] = await linesOf(`${'x'.repeat(78)}\x1b[32m世界\x1b[39m!\r\n`);
    expect(line).toEqual({
      text: `${'x'.repeat(78)}世界!`,
      styles: [{ from: 78, to: 80, colour: 'green' }],
    });
  });

  it('are kept for lines that scrolled away, and for those printed while a colour goes on', async () => {
    const many = Array.from({ length: 300 }, (_unused, index) => `line ${String(index)}`);
    const lines = await linesOf(`\x1b[34m${many.join('\r\n')}\x1b[0m\r\nend\r\n`);
    const blue = many.map((text) => ({
      text,
      styles: [{ from: 0, to: text.length, colour: 'blue' }],
    }));
    expect(lines).toEqual([...blue, { text: 'end' }]);
  });

  it('tell where links lead', async () => {
    const address = 'https://example.org/a?b=c';
    const lines = await linesOf(
      `see ${link(address, 'the page')}.\r\n${link('javascript:x', 'no')}\r\n`,
    );
    expect(lines).toEqual([
      { text: 'see the page.', links: [{ from: 4, to: 12, address }] },
      { text: 'no' },
    ]);
  });

  it('are the same however the bytes are cut', async () => {
    const colours = ['\x1b[31m', '\x1b[1m', '\x1b[0m', '\x1b[38;5;200m', '\x1b[7m'];
    const output = Array.from({ length: 400 }, (_unused, index) => {
      const colour = colours[index % colours.length] ?? '';
      return `${colour}line ${String(index)} ${link('https://example.org/', 'here')} ${'y'.repeat(index % 120)}\r\n`;
    }).join('');
    const whole = await linesOf(output);
    expect(whole).toHaveLength(400);
    expect(await linesOf(output, 997)).toEqual(whole);
    expect(await linesOf(output, 61)).toEqual(whole);
  });
});
