/**
 * Text that flows between commands: sinks that make the writer wait, sources that give chunks, the bounded pipe
 * between two commands and the pacing that lets other connections have their turn. Where it ends is the caller's.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import { KIB, MIB } from '../../../shared/base/units.ts';
import type { PracticeProblem } from '../../../shared/words/practice-words.ts';

/** Takes text; the promise settles when there is room for more and rejects when nobody takes it any longer. */
export interface TextSink {
  write(text: string): Promise<void>;
}

/** Gives the next chunk of text, null at the end. */
export interface TextSource {
  read(): Promise<string | null>;
}

/** Thrown into a writer whose reader has left, as SIGPIPE would end it. */
export class ReaderLeft extends Error {}

/** Thrown into a writer whose target refused the text. */
export class WriteRefused extends Error {
  readonly problem: PracticeProblem;
  constructor(problem: PracticeProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** A pipe between two commands. */
export interface Pipe {
  readonly sink: TextSink;
  readonly source: TextSource;
  /** The writer is done: the reader gets the rest, then null. */
  endWriting(): void;
  /** The reader is done: the writer's next write throws `ReaderLeft`. */
  endReading(): void;
}

const PIPE_CAPACITY = 64 * KIB;
const YIELD_EVERY_CHARACTERS = 16 * KIB;
const YIELD_EVERY_WRITES = 64;
const LONGEST_LINE = MIB;

/** A source that has ended already. */
export const emptySource: TextSource = { read: () => Promise.resolve(null) };

/** A source over one text. */
export function textSource(text: string): TextSource {
  let rest: string | null = text === '' ? null : text;
  return {
    read() {
      const chunk = rest;
      rest = null;
      return Promise.resolve(chunk);
    },
  };
}

/**
 * Waits for `start` to call back, or rejects with the reason of `signal` when that aborts first.
 * What `start` set up is the caller's to undo.
 */
export function waitOrAbort<Value = void>(
  signal: AbortSignal,
  start: (resolve: (value: Value) => void) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    start((value) => {
      signal.removeEventListener('abort', abort);
      resolve(value);
    });
  });
}

/** Waits for `work`, or rejects with the reason of `signal` when that aborts first; `work` goes on unseen then. */
export function settledOrAbort<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return waitOrAbort<Promise<Value>>(signal, (resolve) => {
    const settle = (): void => {
      resolve(work);
    };
    work.then(settle, settle);
  }).then((value) => value);
}

/** Creates a pipe of at most 64 KiB characters (and one write) between a writer and a reader. */
export function createPipe(signal: AbortSignal): Pipe {
  const chunks: string[] = [];
  let heldCharacters = 0;
  let hasWriterEnded = false;
  let hasReaderLeft = false;
  let wake: () => void = () => undefined;
  // Writer and reader never wait at the same time: one waits for a full pipe, the other for an empty one.
  const change = (): Promise<void> =>
    waitOrAbort(signal, (resolve) => {
      wake = resolve;
    });
  return {
    sink: {
      async write(text) {
        if (text === '') return;
        while (!hasReaderLeft && heldCharacters >= PIPE_CAPACITY) await change();
        if (hasReaderLeft) throw new ReaderLeft();
        chunks.push(text);
        heldCharacters += text.length;
        wake();
      },
    },
    source: {
      async read() {
        while (chunks.length === 0 && !hasWriterEnded) await change();
        const text = chunks.join('');
        const isOver = chunks.length === 0;
        chunks.length = 0;
        heldCharacters = 0;
        wake();
        return isOver ? null : text;
      },
    },
    endWriting() {
      hasWriterEnded = true;
      wake();
    },
    endReading() {
      hasReaderLeft = true;
      wake();
    },
  };
}

/**
 * A sink that gives the event loop a turn every 16 KiB or 64 writes, so that no command holds up another
 * connection or its own Ctrl+C; each write throws once `signal` aborted.
 */
export function createPacedSink(target: TextSink, clock: Clock, signal: AbortSignal): TextSink {
  let characters = 0;
  let writes = 0;
  return {
    async write(text) {
      signal.throwIfAborted();
      await settledOrAbort(signal, target.write(text));
      characters += text.length;
      writes += 1;
      if (characters < YIELD_EVERY_CHARACTERS && writes < YIELD_EVERY_WRITES) return;
      characters = 0;
      writes = 0;
      await waitOrAbort(signal, (resolve) => {
        clock.after(0, resolve);
      });
    },
  };
}

/** Slices of at most `size` + 1 characters, never between the two halves of a surrogate pair. */
export function* slicesOf(text: string, size: number): Generator<string, void, void> {
  for (let start = 0; start < text.length;) {
    let end = start + size;
    const isPairCut = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    if (isPairCut) end += 1;
    yield text.slice(start, end);
    start = end;
  }
}

/** A line of a source; `end` is '' for a last line without a line feed. */
export interface SourceLine {
  readonly text: string;
  readonly end: '\n' | '';
}

/** The lines of a source. A line longer than 1 MiB is given in pieces, so that memory stays bounded. */
export async function* linesOf(source: TextSource): AsyncGenerator<SourceLine, void, void> {
  let rest = '';
  for (let chunk = await source.read(); chunk !== null; chunk = await source.read()) {
    rest += chunk;
    let start = 0;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', start)) {
      yield { text: rest.slice(start, end), end: '\n' };
      start = end + 1;
    }
    rest = rest.slice(start);
    if (rest.length > LONGEST_LINE) {
      yield { text: rest, end: '\n' };
      rest = '';
    }
  }
  if (rest !== '') yield { text: rest, end: '' };
}
