/** What is said of a full-screen program's screen: after a key, and when somebody asks. */
import type { ScreenSnapshot } from '../terminal/screen-snapshot.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { ANNOUNCEMENT_LIMIT } from './announcement.ts';
import { cutEnd } from './clean-text.ts';
import { speechText } from './speech-text.ts';

/** With fewer changed letters only they are said, not the whole line. */
const SMALL_CHANGE_LETTERS = 15;

/**
 * What a key did to the screen: the item that is highlighted now, else the line of the cursor or what changed in it,
 * else the letter that the cursor came to; null where nothing of it changed.
 */
export function answerToKey(
  before: ScreenSnapshot | null,
  after: ScreenSnapshot,
  words: Words = en,
): string | null {
  return newHighlight(before, after, words) ?? cursorAnswer(before, after, words);
}

function newHighlight(
  before: ScreenSnapshot | null,
  { highlighted }: ScreenSnapshot,
  words: Words,
): string | null {
  if (highlighted === null) return null;
  const old = before?.highlighted;
  const isSame = old?.text === highlighted.text && old.row === highlighted.row;
  return isSame ? null : lineWords(highlighted.text, words);
}

function cursorAnswer(
  before: ScreenSnapshot | null,
  after: ScreenSnapshot,
  words: Words,
): string | null {
  const line = textOf(after, after.cursor.row);
  if (before?.cursor.row !== after.cursor.row) return lineWords(line, words);
  const old = textOf(before, before.cursor.row);
  if (old !== line) return lineWords(changedPart(old, line), words);
  if (before.cursor.column === after.cursor.column) return null;
  const [letter = ''] = line.slice(after.cursor.column);
  return lineWords(letter, words);
}

/** The rows that changed last, clocks left out: `3 lines changed: …`. */
export function changesOnScreen({ rows, changedRows }: ScreenSnapshot, words: Words = en): string {
  const changed = changedRows
    .map((row) => speechText(rows[row]?.text ?? '', words))
    .filter((text) => text !== '');
  const count = words.spoken.linesChanged(changedRows.length);
  return cutEnd([count, ...changed].join('; '), ANNOUNCEMENT_LIMIT);
}

/** The screen from a row on, as far as one announcement goes; blank lines are left out. */
export function screenFrom({ rows }: ScreenSnapshot, firstRow: number, words: Words = en): string {
  const lines = rows
    .slice(firstRow)
    .map(({ text }) => speechText(text, words))
    .filter((text) => text !== '');
  return lines.length === 0 ? words.spoken.blank : cutEnd(lines.join('; '), ANNOUNCEMENT_LIMIT);
}

function textOf({ rows }: ScreenSnapshot, row: number): string {
  return rows[row]?.text ?? '';
}

function lineWords(text: string, words: Words): string {
  const spoken = speechText(text, words);
  return spoken === '' ? words.spoken.blank : cutEnd(spoken, ANNOUNCEMENT_LIMIT);
}

/** What is new in a line where little changed, else all of it. */
function changedPart(old: string, line: string): string {
  let start = 0;
  while (start < line.length && line[start] === old[start]) start += 1;
  let end = 0;
  const room = Math.min(line.length, old.length) - start;
  while (end < room && line[line.length - 1 - end] === old[old.length - 1 - end]) end += 1;
  const part = line.slice(start, line.length - end).trim();
  return part !== '' && part.length < SMALL_CHANGE_LETTERS ? part : line;
}
