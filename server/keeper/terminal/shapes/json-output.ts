/** Recognises an output that is one JSON value (RFC 8259), or one JSON object a line. */
import type { BlockShape } from '../../../../shared/terminal/block-shape.ts';
import type { Line } from '../../../../shared/terminal/line.ts';

type JsonShape = Extract<BlockShape, { kind: 'json' }>;

/** Characters of an output that are parsed; parsing this many takes some milliseconds. */
const PARSED_LIMIT = 1_000_000;

/** The shape, or null. All lines must be given whole: a cut line is no JSON. */
export function findJson(lines: readonly Line[]): JsonShape | null {
  const first = lines.find((line) => line.text.trim() !== '');
  if (first === undefined || !/^\s*[[{]/.test(first.text)) return null;
  let length = 0;
  for (const line of lines) {
    length += line.text.length + 1;
    if (line.cut !== undefined || length > PARSED_LIMIT) return null;
  }
  const texts = lines.map((line) => line.text).filter((text) => text.trim() !== '');
  return jsonLines(texts) ?? oneValue(texts.join('\n'));
}

function oneValue(text: string): JsonShape | null {
  const value = parsed(text);
  if (Array.isArray(value)) return { kind: 'json', value: 'array', size: value.length };
  if (typeof value !== 'object' || value === null) return null;
  return { kind: 'json', value: 'object', size: Object.keys(value).length };
}

function jsonLines(texts: readonly string[]): JsonShape | null {
  if (texts.length < 2 || texts.some((text) => !/^\s*\{.*\}\s*$/.test(text))) return null;
  const isEach = texts.every((text) => typeof parsed(text) === 'object');
  return isEach ? { kind: 'json', value: 'lines', size: texts.length } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
