/**
 * Edits one typed line on a terminal: echo, backspace, arrow keys, history, Ctrl+A, E, K, U, W, L. Keys come in
 * as decoded characters, drawing goes out as text; asking for a line and what it means is the terminal's.
 */

/** What a key did. `interrupt` and `quit` are Ctrl+C and Ctrl+\, `end` is Ctrl+D on an empty line. */
export type KeyOutcome = 'editing' | 'line' | 'interrupt' | 'quit' | 'end';

/** How a line is asked for. */
export interface LineRequest {
  readonly question: string;
  /** Drawn once behind the question; takes no cell (a mark), '' for nothing. */
  readonly mark: string;
  /** False: nothing of the line is drawn, not even its length. */
  readonly isEchoed: boolean;
  /** Older lines, oldest first, for the up arrow; null where there are none to offer. */
  readonly history: readonly string[] | null;
}

/** A line being typed. */
export interface LineEditor {
  /** The line so far. */
  readonly text: string;
  /** Takes one decoded character (or one of an escape sequence). */
  take(character: string): KeyOutcome;
}

/** What the editor draws with. */
export interface EditorScreen {
  readonly columns: number;
  draw(text: string): void;
}

/** Longest line in characters; what is typed beyond rings the bell. */
export const LONGEST_TYPED_LINE = 4096;

const LONGEST_SEQUENCE = 16;

/** The line, its cursor (counted in glyphs) and what it is drawn on. */
interface Editing {
  readonly request: LineRequest;
  readonly screen: EditorScreen;
  readonly questionCells: number;
  glyphs: string[];
  cursor: number;
  characters: number;
  historyAt: number;
  /** What was typed before the history was looked at. */
  draft: string;
}

/** Creates an editor and draws the question. */
export function createLineEditor(request: LineRequest, screen: EditorScreen): LineEditor {
  const editing: Editing = {
    request,
    screen,
    questionCells: [...request.question].length,
    glyphs: [],
    cursor: 0,
    characters: 0,
    historyAt: request.history?.length ?? 0,
    draft: '',
  };
  /** The escape sequence so far, without ESC; null outside of one. */
  let sequence: string | null = null;

  /** True while `character` belongs to an escape sequence; sequences nobody knows are swallowed. */
  function takeSequence(character: string): boolean {
    if (sequence === null) {
      if (character !== '\x1b') return false;
      sequence = '';
      return true;
    }
    sequence += character;
    if (/^[[O][0-9;]*$/.test(sequence) && sequence.length <= LONGEST_SEQUENCE) return true;
    const name = sequence.slice(1);
    sequence = null;
    if (Object.hasOwn(sequenceKeys, name)) sequenceKeys[name]?.(editing);
    return true;
  }

  screen.draw(request.question + request.mark);
  return {
    get text() {
      return editing.glyphs.join('');
    },
    take(character) {
      // Ctrl+C must work in the middle of anything, a broken escape sequence included.
      if (character === '\x03') return 'interrupt';
      if (character === '\x1c') return 'quit';
      if (takeSequence(character)) return 'editing';
      if (character === '\r' || character === '\n') {
        goTo(editing, editing.glyphs.length);
        return 'line';
      }
      if (character === '\x04' && editing.glyphs.length === 0) return 'end';
      if (Object.hasOwn(controlKeys, character)) controlKeys[character]?.(editing);
      else if (character >= ' ') insert(editing, character);
      return 'editing';
    },
  };
}

type Edit = (editing: Editing) => void;

const goLeft: Edit = (editing) => goTo(editing, editing.cursor - 1);
const goRight: Edit = (editing) => goTo(editing, editing.cursor + 1);
const goHome: Edit = (editing) => goTo(editing, 0);
const goToEnd: Edit = (editing) => goTo(editing, editing.glyphs.length);
const eraseLeft: Edit = (editing) => erase(editing, editing.cursor - 1, editing.cursor);
const eraseRight: Edit = (editing) => erase(editing, editing.cursor, editing.cursor + 1);
const showOlder: Edit = (editing) => showFromHistory(editing, -1);
const showNewer: Edit = (editing) => showFromHistory(editing, 1);

/** Keys that xterm sends as ESC [ NAME or ESC O NAME. */
const sequenceKeys: Readonly<Record<string, Edit>> = {
  A: showOlder,
  B: showNewer,
  C: goRight,
  D: goLeft,
  F: goToEnd,
  H: goHome,
  '1~': goHome,
  '3~': eraseRight,
  '4~': goToEnd,
};

/** Control characters with the meaning readline gives them. */
const controlKeys: Readonly<Record<string, Edit>> = {
  '\x01': goHome,
  '\x02': goLeft,
  '\x04': eraseRight,
  '\x05': goToEnd,
  '\x06': goRight,
  '\x08': eraseLeft,
  '\x0b': (editing) => erase(editing, editing.cursor, editing.glyphs.length),
  '\x0c': (editing) => {
    editing.screen.draw(`\x1b[H\x1b[2J${editing.request.question}`);
    redraw(editing, 0, 0);
  },
  '\x0e': showNewer,
  '\x10': showOlder,
  '\x15': (editing) => erase(editing, 0, editing.cursor),
  '\x17': (editing) => erase(editing, wordStart(editing), editing.cursor),
  '\x7f': eraseLeft,
};

function draw(editing: Editing, text: string): void {
  if (editing.request.isEchoed) editing.screen.draw(text);
}

/** Moves the terminal's cursor between two places of the line, over wrapped rows. */
function move(editing: Editing, from: number, to: number): string {
  const { columns } = editing.screen;
  const rowOf = (place: number): number => Math.floor((editing.questionCells + place) / columns);
  const rows = rowOf(to) - rowOf(from);
  const vertical = rows === 0 ? '' : `\x1b[${Math.abs(rows)}${rows < 0 ? 'A' : 'B'}`;
  const right = (editing.questionCells + to) % columns;
  return `${vertical}\r${right > 0 ? `\x1b[${right}C` : ''}`;
}

/** At the last column a terminal waits with wrapping: a blank and a return make it wrap now. */
function wrapAt(editing: Editing, place: number): string {
  return (editing.questionCells + place) % editing.screen.columns === 0 ? ' \r\x1b[K' : '';
}

/** Draws everything from glyph `from` anew; the terminal's cursor stands at `at` and ends at the line's cursor. */
function redraw(editing: Editing, at: number, from: number): void {
  const { glyphs, cursor } = editing;
  const rest = glyphs.slice(from).join('');
  const wrap = rest === '' ? '' : wrapAt(editing, glyphs.length);
  const back = move(editing, glyphs.length, cursor);
  draw(editing, `${move(editing, at, from)}\x1b[J${rest}${wrap}${back}`);
}

function insert(editing: Editing, character: string): void {
  if (editing.characters + character.length > LONGEST_TYPED_LINE) {
    editing.screen.draw('\x07');
    return;
  }
  const { glyphs, cursor } = editing;
  editing.characters += character.length;
  glyphs.splice(cursor, 0, character);
  editing.cursor += 1;
  if (editing.cursor === glyphs.length) draw(editing, character + wrapAt(editing, editing.cursor));
  else redraw(editing, cursor, cursor);
}

/** Removes the glyphs from `first` up to, not including, `last`; places outside the line count as its ends. */
function erase(editing: Editing, first: number, last: number): void {
  const from = Math.max(0, first);
  const to = Math.min(editing.glyphs.length, last);
  if (from >= to) return;
  const at = editing.cursor;
  editing.characters -= editing.glyphs.splice(from, to - from).join('').length;
  editing.cursor = from;
  redraw(editing, at, from);
}

function goTo(editing: Editing, place: number): void {
  const target = Math.max(0, Math.min(editing.glyphs.length, place));
  if (target !== editing.cursor) draw(editing, move(editing, editing.cursor, target));
  editing.cursor = target;
}

/** Shows the line `step` further in the history; beyond the newest stands what was being typed. */
function showFromHistory(editing: Editing, step: number): void {
  const { history } = editing.request;
  if (history === null) return;
  const target = Math.max(0, Math.min(history.length, editing.historyAt + step));
  if (target === editing.historyAt) return;
  if (editing.historyAt === history.length) editing.draft = editing.glyphs.join('');
  editing.historyAt = target;
  const text = history[target] ?? editing.draft;
  const at = editing.cursor;
  editing.glyphs = [...text];
  editing.characters = text.length;
  editing.cursor = editing.glyphs.length;
  redraw(editing, at, 0);
}

/** Where the word before the cursor begins. */
function wordStart({ glyphs, cursor }: Editing): number {
  let place = cursor;
  while (place > 0 && glyphs[place - 1] === ' ') place -= 1;
  while (place > 0 && glyphs[place - 1] !== ' ') place -= 1;
  return place;
}
