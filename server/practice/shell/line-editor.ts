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

/** Creates an editor and draws the question. */
export function createLineEditor(request: LineRequest, screen: EditorScreen): LineEditor {
  let glyphs: string[] = [];
  let cursor = 0;
  let lengthInCode = 0;
  let sequence: string | null = null;
  let historyAt = request.history?.length ?? 0;
  let draft = '';

  const question = [...request.question];
  const draw = (text: string): void => {
    if (request.isEchoed) screen.draw(text);
  };

  /** Moves between two places of the line, over wrapped rows. */
  function move(from: number, to: number): string {
    const { columns } = screen;
    const rowOf = (place: number): number => Math.floor((question.length + place) / columns);
    const rows = rowOf(to) - rowOf(from);
    const up = rows < 0 ? `\x1b[${-rows}A` : '';
    const down = rows > 0 ? `\x1b[${rows}B` : '';
    const right = (question.length + to) % columns;
    return `${up}${down}\r${right > 0 ? `\x1b[${right}C` : ''}`;
  }

  /** Replaces everything behind `from`, where the terminal's cursor is at `at`, and puts it at `to`. */
  function redraw(at: number, from: number, to: number): void {
    const rest = glyphs.slice(from).join('');
    const isAtEdge = rest !== '' && (question.length + glyphs.length) % screen.columns === 0;
    // At the last column a terminal waits with wrapping: a blank and a return make it wrap now.
    draw(`${move(at, from)}\x1b[J${rest}${isAtEdge ? ' \r\x1b[K' : ''}${move(glyphs.length, to)}`);
  }

  function insert(character: string): void {
    if (lengthInCode + character.length > LONGEST_TYPED_LINE) {
      screen.draw('\x07');
      return;
    }
    lengthInCode += character.length;
    glyphs.splice(cursor, 0, character);
    cursor += 1;
    const isAtEdge = (question.length + cursor) % screen.columns === 0;
    if (cursor === glyphs.length) draw(`${character}${isAtEdge ? ' \r\x1b[K' : ''}`);
    else redraw(cursor - 1, cursor - 1, cursor);
  }

  function erase(from: number, to: number): void {
    if (from >= to) return;
    const at = cursor;
    lengthInCode -= glyphs.splice(from, to - from).join('').length;
    cursor = from;
    redraw(at, from, from);
  }

  function goTo(place: number): void {
    const target = Math.max(0, Math.min(glyphs.length, place));
    if (target !== cursor) draw(move(cursor, target));
    cursor = target;
  }

  function showFromHistory(step: number): void {
    const { history } = request;
    if (history === null) return;
    const target = Math.max(0, Math.min(history.length, historyAt + step));
    if (target === historyAt) return;
    if (historyAt === history.length) draft = glyphs.join('');
    historyAt = target;
    const text = history[target] ?? draft;
    const at = cursor;
    glyphs = [...text];
    lengthInCode = text.length;
    cursor = glyphs.length;
    redraw(at, 0, cursor);
  }

  function wordStart(): number {
    let place = cursor;
    while (place > 0 && glyphs[place - 1] === ' ') place -= 1;
    while (place > 0 && glyphs[place - 1] !== ' ') place -= 1;
    return place;
  }

  /** Acts on a finished escape sequence (without ESC), as xterm sends it. */
  const sequences: Readonly<Record<string, () => void>> = {
    A: () => showFromHistory(-1),
    B: () => showFromHistory(1),
    C: () => goTo(cursor + 1),
    D: () => goTo(cursor - 1),
    F: () => goTo(glyphs.length),
    H: () => goTo(0),
    '1~': () => goTo(0),
    '3~': () => erase(cursor, Math.min(glyphs.length, cursor + 1)),
    '4~': () => goTo(glyphs.length),
  };

  const controls: Readonly<Record<string, () => void>> = {
    '\x01': () => goTo(0),
    '\x02': () => goTo(cursor - 1),
    '\x04': () => erase(cursor, Math.min(glyphs.length, cursor + 1)),
    '\x05': () => goTo(glyphs.length),
    '\x06': () => goTo(cursor + 1),
    '\x08': () => erase(Math.max(0, cursor - 1), cursor),
    '\x0b': () => erase(cursor, glyphs.length),
    '\x0c': () => {
      screen.draw(`\x1b[H\x1b[2J${request.question}`);
      redraw(0, 0, cursor);
    },
    '\x0e': () => showFromHistory(1),
    '\x10': () => showFromHistory(-1),
    '\x15': () => erase(0, cursor),
    '\x17': () => erase(wordStart(), cursor),
    '\x7f': () => erase(Math.max(0, cursor - 1), cursor),
  };

  /** True while `character` belongs to an escape sequence; sequences nobody knows are swallowed. */
  function takeSequence(character: string): boolean {
    if (sequence === null) {
      if (character !== '\x1b') return false;
      sequence = '';
      return true;
    }
    sequence += character;
    if (sequence === '[' || sequence === 'O') return true;
    const isOver = !/^[[O][0-9;]*$/.test(sequence) || sequence.length > LONGEST_SEQUENCE;
    if (!isOver) return true;
    const name = sequence.slice(1);
    if (Object.hasOwn(sequences, name)) sequences[name]?.();
    sequence = null;
    return true;
  }

  screen.draw(request.question + request.mark);
  return {
    get text() {
      return glyphs.join('');
    },
    take(character) {
      // Ctrl+C must work in the middle of anything, a broken escape sequence included.
      if (character === '\x03') return 'interrupt';
      if (character === '\x1c') return 'quit';
      if (takeSequence(character)) return 'editing';
      if (character === '\r' || character === '\n') {
        goTo(glyphs.length);
        return 'line';
      }
      if (character === '\x04' && glyphs.length === 0) return 'end';
      if (Object.hasOwn(controls, character)) controls[character]?.();
      else if (character >= ' ') insert(character);
      return 'editing';
    },
  };
}
