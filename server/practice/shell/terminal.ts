/**
 * The terminal between a person's keys and the practice shell: decodes what is typed, asks for lines, keeps what
 * is typed ahead, turns Ctrl+C into an interrupt and line feeds into carriage return and line feed (ONLCR).
 */
import { createLineEditor } from './line-editor.ts';
import type { LineEditor, LineRequest } from './line-editor.ts';
import { waitOrAbort } from './text-stream.ts';
import type { TextSink } from './text-stream.ts';

/** How asking for a line ended; `end` is Ctrl+D on an empty line. */
export type TypedLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'end' };

/** A terminal of one shell. */
export interface Terminal {
  /** Width in cells, 1 or more. */
  readonly columns: number;
  readonly output: TextSink;
  /** Takes typed bytes; settles when there is room for what they drew. */
  receive(bytes: Uint8Array): Promise<void>;
  /** Asks for a line; rejects when `signal` aborts. Only one line is asked for at a time. */
  readLine(request: LineRequest, signal: AbortSignal): Promise<TypedLine>;
  /** Whom Ctrl+C and Ctrl+\ reach while no line is asked for; null: nobody. */
  setInterruptHandler(handler: (() => void) | null): void;
  resize(columns: number): void;
}

/** Characters kept of what is typed while a command runs, as a Linux terminal does. */
const TYPED_AHEAD_LIMIT = 4096;
const WIDEST = 1000;

/** A width a terminal can have, whatever was asked for: 0 and nonsense become 80 cells. */
export function saneColumns(asked: number): number {
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, WIDEST) : 80;
}

/** A terminal from within. */
interface Typing {
  columns: number;
  typedAhead: string[];
  onInterrupt: (() => void) | null;
  /** Who is being asked for a line. */
  reader: { readonly editor: LineEditor; readonly settle: (line: TypedLine) => void } | null;
  readonly draw: (text: string) => void;
}

/** Creates a terminal that writes to `sink` until `signal` aborts. */
export function createTerminal(
  sink: TextSink,
  columnsAsked: number,
  signal: AbortSignal,
): Terminal {
  const decoder = new TextDecoder();
  let drawn: Promise<void> = Promise.resolve();
  const typing: Typing = {
    columns: saneColumns(columnsAsked),
    typedAhead: [],
    onInterrupt: null,
    reader: null,
    draw(text) {
      // A failed write means that the connection is gone, of which the signal tells everybody.
      drawn = sink.write(text).catch(() => undefined);
    },
  };
  return {
    get columns() {
      return typing.columns;
    },
    output: { write: (text) => sink.write(text.replaceAll('\n', '\r\n')) },
    async receive(bytes) {
      for (const character of decoder.decode(bytes, { stream: true })) take(typing, character);
      // Nobody waits while a command runs: Ctrl+C must come through a flood.
      if (typing.reader !== null && !signal.aborted) await drawn;
    },
    readLine: (request, until) => readLine(typing, request, until),
    setInterruptHandler(handler) {
      typing.onInterrupt = handler;
    },
    resize(asked) {
      typing.columns = saneColumns(asked);
    },
  };
}

/** Takes one typed character: to the line that is asked for, to the running command's end, or for later. */
function take(typing: Typing, character: string): void {
  const { reader } = typing;
  if (reader === null) {
    const isStop = character === '\x03' || character === '\x1c';
    if (isStop) {
      if (typing.onInterrupt !== null) interrupt(typing, character);
    } else if (typing.typedAhead.length < TYPED_AHEAD_LIMIT) typing.typedAhead.push(character);
    return;
  }
  const outcome = reader.editor.take(character);
  if (outcome === 'interrupt' || outcome === 'quit') interrupt(typing, character);
  else if (outcome === 'end') reader.settle({ kind: 'end' });
  else if (outcome === 'line') {
    typing.draw('\r\n');
    reader.settle({ kind: 'line', text: reader.editor.text });
  }
}

/** Ends the line that is asked for, or else the running command; what was typed ahead is forgotten. */
function interrupt(typing: Typing, character: string): void {
  typing.typedAhead = [];
  typing.draw(`${character === '\x03' ? '^C' : '^\\'}\r\n`);
  if (typing.reader !== null) {
    typing.reader.settle({ kind: 'interrupt' });
    return;
  }
  const handler = typing.onInterrupt;
  typing.onInterrupt = null;
  handler?.();
}

async function readLine(
  typing: Typing,
  request: LineRequest,
  until: AbortSignal,
): Promise<TypedLine> {
  try {
    return await waitOrAbort<TypedLine>(until, (resolve) => {
      const screen = {
        get columns() {
          return typing.columns;
        },
        draw: typing.draw,
      };
      const settle = (line: TypedLine): void => {
        typing.reader = null;
        resolve(line);
      };
      typing.reader = { editor: createLineEditor(request, screen), settle };
      const waiting = typing.typedAhead;
      typing.typedAhead = [];
      // What is typed behind an Enter waits for the next question.
      for (const character of waiting) take(typing, character);
    });
  } finally {
    typing.reader = null;
  }
}
