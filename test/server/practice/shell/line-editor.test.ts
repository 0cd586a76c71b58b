/** How keys make a line in the practice shell. */
import { expect, test } from 'vitest';
import { createLineEditor } from '../../../../server/practice/shell/line-editor.ts';

function typeInto(keys: string, columns = 80, isEchoed = true) {
  let drawn = '';
  const request = { question: '$ ', mark: '', isEchoed, history: ['one', 'two'] };
  const screen = {
    columns,
    draw: (text: string) => {
      drawn += text;
    },
  };
  const editor = createLineEditor(request, screen);
  const outcomes = [...keys].map((key) => editor.take(key));
  return { text: editor.text, drawn, last: outcomes.at(-1) };
}

test.each([
  ['abc', 'abc'],
  ['abc\x7f\x08d', 'ad'],
  ['abc\x1b[D\x1b[DX', 'aXbc'],
  ['abc\x1b[HX\x1b[FY', 'XabcY'],
  ['abc\x01\x1b[3~', 'bc'],
  ['one two\x17x', 'one x'],
  ['abc\x02\x02\x0b', 'a'],
  ['abc\x15d', 'd'],
  ['\x1b[A', 'two'],
  ['\x1b[A\x1bOA\x1b[A', 'one'],
  ['new\x1b[A\x1b[B', 'new'],
  ['\x1b[200~x\x1b[1;5Cy\tz', 'xyz'],
  ['héé\x7f👍\x7f', 'hé'],
])('%j gives %j', (keys, text) => {
  expect(typeInto(keys).text).toBe(text);
});

test('Ctrl+C interrupts even in the middle of an escape sequence; Ctrl+D ends only an empty line', () => {
  expect(typeInto('a\x1b[1\x03').last).toBe('interrupt');
  expect(typeInto('\x04').last).toBe('end');
  expect(typeInto('a\x04').last).toBe('editing');
  expect(typeInto('a\r').last).toBe('line');
});

test('a hidden line draws nothing but its question', () => {
  expect(typeInto('secret\x7f\x1b[D\x15x\r', 80, false).drawn).toBe('$ ');
});

test('a line of more than 4,096 characters rings the bell and grows no further', () => {
  const { text, drawn } = typeInto('x'.repeat(5000));
  expect(text).toHaveLength(4096);
  expect(drawn.endsWith('\x07')).toBe(true);
});

test('editing before a wrapped row goes up to it', () => {
  expect(typeInto('abcdefghij\x01', 6).drawn).toContain('\x1b[2A\r\x1b[2C');
});
