/**
 * The order of events: slices on their way through the emulator, and what must happen between them. Slices are
 * handed over without awaiting each (awaiting costs a timer turn), but never more than a bounded amount.
 */

import type { SliceNature } from './escape-clamp.ts';

/** What the queue drives. */
export interface SliceQueueOptions {
  /** Starts parsing; `done` is called when the slice is parsed, before the next one is. */
  parse(slice: Uint8Array, done: () => void): void;
  sliceBegins(atEpochMs: number, lineFeedsBehind: number): void;
  /**
   * Everything before is parsed and what follows is text from the start of a line on. Gives how many of its bytes
   * are dealt with already and need no parsing; 0: none. `text` joins the slices, so ask for it late.
   */
  passOver(text: () => Buffer): number;
  /** Little is left (under 128 KiB), and once more when nothing is. */
  drained(): void;
}

/** First in, first out. */
export interface SliceQueue {
  pushSlice(slice: Uint8Array, atEpochMs: number, lineFeeds: number, nature: SliceNature): void;
  pushAction(action: () => void): void;
  readonly pendingBytes: number;
  /** Resolves when all that is queued now is done. */
  parsed(): Promise<void>;
  /** Forgets everything queued; nothing is called any more. */
  stop(): void;
}

interface SliceEntry {
  readonly kind: 'slice';
  readonly bytes: Uint8Array;
  readonly atEpochMs: number;
  readonly lineFeeds: number;
  readonly nature: SliceNature;
}

type Entry = SliceEntry | { readonly kind: 'action'; readonly run: () => void };

/** Bytes handed to the emulator and not yet parsed; it needs a supply to run without waiting. */
const HANDED_LIMIT_BYTES = 256 * 1_024;
/** Below this the supply should come again, lest the emulator runs dry. */
const LOW_BYTES = 128 * 1_024;
/** Entries done before the list is cut, so that cutting costs little per entry. */
const DONE_LIMIT = 4_096;

/** Text that may be passed over: less is not worth it, more would hold up the keeper. */
const LEAST_RUN_BYTES = 16 * 1_024;
const LONGEST_RUN_BYTES = 1_024 * 1_024;
/** Time between two slices of a run; less than any quiet after which something is noticed. */
const LONGEST_PAUSE_MS = 50;
/** Text that is parsed after all before it is looked at again whether it can be passed over. */
const REFUSED_RUN_BYTES = 32 * 1_024;
const LINE_FEED = 0x0a;

/** An empty queue. */
export function createSliceQueue(options: SliceQueueOptions): SliceQueue {
  return new OrderedQueue(options);
}

class OrderedQueue implements SliceQueue {
  readonly #options: SliceQueueOptions;
  #entries: Entry[] = [];
  /** Index of the oldest entry not done, and of the first not handed to the emulator. */
  #oldest = 0;
  #unhanded = 0;
  #handedBytes = 0;
  /** Text before this index was looked at and is to be parsed; text behind it waits for that. */
  #textToParse = 0;
  /** Whether the text at that index begins a line. */
  #isAtLineStart = false;
  #pendingBytes = 0;
  #isStopped = false;
  /** Whether the oldest entry is a slice that was announced. */
  #isBegun = false;
  readonly #waiting = new Set<() => void>();
  /**
   * Line feeds pushed in all, those of slices begun, and the counts at which the row of plain slices ends:
   * before each entry that is not plain.
   */
  #lineFeedsPushed = 0;
  #lineFeedsBegun = 0;
  #barriers: number[] = [];
  #nextBarrier = 0;

  constructor(options: SliceQueueOptions) {
    this.#options = options;
  }

  pushSlice(bytes: Uint8Array, atEpochMs: number, lineFeeds: number, nature: SliceNature): void {
    if (this.#isStopped) return;
    if (nature === 'free') this.#barriers.push(this.#lineFeedsPushed);
    this.#lineFeedsPushed += lineFeeds;
    this.#pendingBytes += bytes.length;
    this.#entries.push({ kind: 'slice', bytes, atEpochMs, lineFeeds, nature });
    this.#proceed();
    this.#handOver();
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  parsed(): Promise<void> {
    if (this.#isStopped || this.#oldest === this.#entries.length) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      this.pushAction(() => {
        this.#waiting.delete(resolve);
        resolve();
      });
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#entries = [];
    this.#barriers = [];
    this.#pendingBytes = 0;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #pass(barrier: boolean): void {
    if (barrier) this.#nextBarrier += 1;
    if (this.#nextBarrier > DONE_LIMIT) {
      this.#barriers = this.#barriers.slice(this.#nextBarrier);
      this.#nextBarrier = 0;
    }
  }

  #begin(slice: SliceEntry): void {
    this.#isBegun = true;
    const isFree = slice.nature === 'free';
    this.#pass(isFree);
    this.#lineFeedsBegun += slice.lineFeeds;
    const end = this.#barriers[this.#nextBarrier] ?? this.#lineFeedsPushed;
    // What stands in a free slice may send all that follows elsewhere, to the alternate screen for one.
    this.#options.sliceBegins(slice.atEpochMs, isFree ? 0 : end - this.#lineFeedsBegun);
  }

  /** Runs actions that are due and announces the slice that is next. */
  #proceed(): void {
    for (;;) {
      const entry = this.#entries[this.#oldest];
      if (entry === undefined || this.#isBegun) return;
      if (entry.kind === 'slice') {
        this.#begin(entry);
        return;
      }
      this.#pass(true);
      this.#oldest += 1;
      entry.run();
      if (this.#isStopped) return;
    }
  }

  #sliceDone(): void {
    if (this.#isStopped) return;
    const entry = this.#entries[this.#oldest];
    if (entry?.kind !== 'slice') return;
    this.#isBegun = false;
    this.#oldest += 1;
    this.#pendingBytes -= entry.bytes.length;
    this.#handedBytes -= entry.bytes.length;
    this.#proceed();
    this.#handOver();
    if (this.#oldest === this.#entries.length) {
      this.#entries = [];
      this.#oldest = 0;
      this.#unhanded = 0;
      this.#textToParse = 0;
      this.#options.drained();
      return;
    }
    if (this.#pendingBytes < LOW_BYTES && this.#pendingBytes + entry.bytes.length >= LOW_BYTES) {
      this.#options.drained();
    }
    if (this.#oldest > DONE_LIMIT) {
      this.#entries = this.#entries.slice(this.#oldest);
      this.#unhanded -= this.#oldest;
      this.#textToParse -= this.#oldest;
      this.#oldest = 0;
    }
  }

  #handOver(): void {
    while (
      this.#unhanded < this.#entries.length &&
      this.#handedBytes < HANDED_LIMIT_BYTES &&
      !this.#isStopped
    ) {
      if (this.#isTextToWait()) return;
      const entry = this.#entries[this.#unhanded];
      this.#unhanded += 1;
      if (entry?.kind !== 'slice') continue;
      this.#handedBytes += entry.bytes.length;
      this.#options.parse(entry.bytes, () => {
        this.#sliceDone();
      });
    }
  }

  /**
   * Whether text is next that waits until all before it is parsed: meanwhile more comes, and most of a flood can
   * be passed over. When nothing is being parsed any more, this decides what is to be parsed.
   */
  #isTextToWait(): boolean {
    const isText = (index: number) => this.#textAt(index) !== null;
    if (!isText(this.#unhanded) || this.#unhanded < this.#textToParse) return false;
    if (this.#handedBytes > 0) return true;
    const isAtLineStart = this.#isAtLineStart && this.#unhanded === this.#textToParse;
    this.#isAtLineStart = false;
    const { slices, bytes } = this.#textAhead();
    this.#textToParse = this.#unhanded + slices.length;
    if (bytes < LEAST_RUN_BYTES) return false;
    if (!isAtLineStart) this.#parseFirstLine(slices);
    else if (!this.#passOver(slices)) this.#parseSome(slices);
    return false;
  }

  #textAt(index: number): SliceEntry | null {
    const entry = this.#entries[index];
    return entry?.kind === 'slice' && entry.nature === 'text' ? entry : null;
  }

  /** Text not handed over, as far as it came without pause. */
  #textAhead(): { slices: SliceEntry[]; bytes: number } {
    const slices: SliceEntry[] = [];
    let bytes = 0;
    let last: SliceEntry | null = null;
    for (let index = this.#unhanded; bytes < LONGEST_RUN_BYTES; index += 1) {
      const slice = this.#textAt(index);
      if (slice === null) break;
      if (last !== null && Math.abs(slice.atEpochMs - last.atEpochMs) > LONGEST_PAUSE_MS) break;
      slices.push(slice);
      bytes += slice.bytes.length;
      last = slice;
    }
    return { slices, bytes };
  }

  /** Has the text parsed to the end of its first line, that what is behind it begins a line. */
  #parseFirstLine(slices: readonly SliceEntry[]): void {
    const index = slices.findIndex((slice) => slice.bytes.includes(LINE_FEED));
    const slice = slices[index];
    if (slice === undefined) return;
    const at = this.#unhanded + index;
    const length = slice.bytes.indexOf(LINE_FEED) + 1;
    if (length < slice.bytes.length) {
      // The first part stands for all line feeds; they were counted when it began, or will be.
      const first = { ...slice, bytes: slice.bytes.subarray(0, length) };
      const rest = { ...slice, bytes: slice.bytes.subarray(length), lineFeeds: 0 };
      this.#entries.splice(at, 1, first, rest);
    }
    this.#textToParse = at + 1;
    this.#isAtLineStart = true;
  }

  #parseSome(slices: readonly SliceEntry[]): void {
    let bytes = 0;
    let count = 0;
    for (; bytes < REFUSED_RUN_BYTES && count < slices.length; count += 1) {
      bytes += slices[count]?.bytes.length ?? 0;
    }
    this.#textToParse = this.#unhanded + count;
  }

  /** Lets the text be dealt with without parsing, but for its end. False: it must be parsed. */
  #passOver(slices: readonly SliceEntry[]): boolean {
    let left = this.#options.passOver(() => Buffer.concat(slices.map((slice) => slice.bytes)));
    if (left === 0) return false;
    this.#pendingBytes -= left;
    for (const slice of slices) {
      if (left === 0) break;
      if (!this.#isBegun) this.#begin(slice);
      if (left < slice.bytes.length) {
        this.#entries[this.#oldest] = { ...slice, bytes: slice.bytes.subarray(left) };
        break;
      }
      left -= slice.bytes.length;
      this.#isBegun = false;
      this.#oldest += 1;
    }
    this.#unhanded = this.#oldest;
    if (!this.#isBegun) this.#proceed();
    return true;
  }

  pushAction(run: () => void): void {
    if (this.#isStopped) return;
    if (this.#oldest === this.#entries.length) {
      run();
      return;
    }
    this.#barriers.push(this.#lineFeedsPushed);
    this.#entries.push({ kind: 'action', run });
  }
}
