/** Reads a recorded output as lines: what a terminal would show, with the red parts that errors are known by. */
import { readFileSync } from 'node:fs';
import type { Line, LineStyle } from '../../../shared/terminal/line.ts';

const folder = new URL('recorded/', import.meta.url);
/** Control sequences, among them the changes of colour, and OSC strings (ECMA-48). */
const SEQUENCE =
  /\u001b\[([0-9;:?]*)([@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[()][A-Z0-9]|\u001b./g;

/** Exit codes of all recordings by name. */
export function recordedCodes(): Record<string, number> {
  return JSON.parse(readFileSync(new URL('exit-codes.json', folder), 'utf8')) as Record<
    string,
    number
  >;
}

/** The lines of one recording. */
export function recordedLines(name: string): Line[] {
  return linesOf(readFileSync(new URL(`${name}.out`, folder), 'utf8'));
}

/** Output of a terminal as lines: colours beside the text, overwritten text gone, tabs as blanks. */
export function linesOf(output: string): Line[] {
  const rows = output.split(/\r*\n/);
  if (rows.at(-1) === '') rows.pop();
  let colour: LineStyle['colour'];
  return rows.map((row) => {
    let text = '';
    const styles: LineStyle[] = [];
    let at = 0;
    const add = (part: string): void => {
      const from = text.length;
      text = expanded(text, part);
      if (colour !== undefined && text.length > from)
        styles.push({ from, to: text.length, colour });
    };
    for (const match of row.matchAll(SEQUENCE)) {
      add(row.slice(at, match.index));
      at = match.index + match[0].length;
      if (match[2] === 'm') colour = colourAfter(match[1] ?? '', colour);
    }
    add(row.slice(at));
    return styles.length === 0 ? { text } : { text, styles };
  });
}

function colourAfter(codes: string, before: LineStyle['colour']): LineStyle['colour'] {
  let colour = before;
  for (const code of codes.split(';')) {
    if (code === '31' || code === '91') colour = 'red';
    else if (code === '' || code === '0' || /^[39]\d$/.test(code)) colour = undefined;
  }
  return colour;
}

/** Text with a part behind it: backspaces, carriage returns and tabs as a terminal has them. */
function expanded(before: string, part: string): string {
  let text = before;
  for (const character of part) {
    if (character === '\t') text += ' '.repeat(8 - (text.length % 8));
    else if (character === '\r') text = '';
    else if (character === '\b') text = text.slice(0, -1);
    else if (character >= ' ') text += character;
  }
  return text;
}
