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

/** Creates a terminal that writes to `sink` until `signal` aborts. */
export function createTerminal(
  sink: TextSink,
  columnsAsked: number,
  signal: AbortSignal,
): Terminal {
  const decoder = new TextDecoder();
  let columns = saneColumns(columnsAsked);
  let typedAhead: string[] = [];
  let onInterrupt: (() => void) | null = null;
  let reader: { readonly editor: LineEditor; readonly settle: (line: TypedLine) => void } | null =
    null;
  let drawn: Promise<void> = Promise.resolve();

  const output: TextSink = {
    write: (text) => sink.write(text.replaceAll('\n', '\r\n')),
  };
  const draw = (text: string): void => {
    // A failed write means that the connection is gone, of which the signal tells everybody.
    drawn = sink.write(text).catch(() => undefined);
  };

  function interrupt(shown: string): void {
    typedAhead = [];
    draw(`${shown}\r\n`);
    if (reader === null) {
      const handler = onInterrupt;
      onInterrupt = null;
      handler?.();
    } else reader.settle({ kind: 'interrupt' });
  }

  function take(character: string): void {
    if (reader === null) {
      const isStop = character === '\x03' || character === '\x1c';
      if (isStop && onInterrupt !== null) interrupt(character === '\x03' ? '^C' : '^\\');
      else if (!isStop && typedAhead.length < TYPED_AHEAD_LIMIT) typedAhead.push(character);
      return;
    }
    const outcome = reader.editor.take(character);
    if (outcome === 'interrupt') interrupt('^C');
    else if (outcome === 'quit') interrupt('^\\');
    else if (outcome === 'end') reader.settle({ kind: 'end' });
    else if (outcome === 'line') {
      draw('\r\n');
      reader.settle({ kind: 'line', text: reader.editor.text });
    }
  }

  function takeTypedAhead(): void {
    while (reader !== null && typedAhead.length > 0) {
      const [next = '', ...rest] = typedAhead;
      typedAhead = rest;
      take(next);
    }
  }

  return {
    get columns() {
      return columns;
    },
    output,
    async receive(bytes) {
      for (const character of decoder.decode(bytes, { stream: true })) {
        // What is typed behind an Enter waits for the next question.
        take(character);
      }
      if (reader !== null && !signal.aborted) await drawn;
    },
    async readLine(request, until) {
      const asking = waitOrAbort<TypedLine>(until, (resolve) => {
        const screen = {
          get columns() {
            return columns;
          },
          draw,
        };
        const settle = (line: TypedLine): void => {
          reader = null;
          resolve(line);
        };
        reader = { editor: createLineEditor(request, screen), settle };
        takeTypedAhead();
      });
      const own = reader;
      try {
        return await asking;
      } finally {
        if (reader === own) reader = null;
      }
    },
    setInterruptHandler(handler) {
      onInterrupt = handler;
    },
    resize(asked) {
      columns = saneColumns(asked);
    },
  };
}
