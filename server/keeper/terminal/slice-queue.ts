/**
 * The order of events: slices on their way through the emulator, and what must happen between them. Slices are
 * handed over without awaiting each (awaiting costs a timer turn), but never more than a bounded amount.
 */

/** What the queue drives. */
export interface SliceQueueOptions {
  /** Starts parsing; `done` is called when the slice is parsed, before the next one is. */
  parse(slice: Uint8Array, done: () => void): void;
  sliceBegins(atEpochMs: number, lineFeedsBehind: number): void;
  /** Little is left (under 128 KiB), and once more when nothing is. */
  drained(): void;
}

/** First in, first out. */
export interface SliceQueue {
  pushSlice(slice: Uint8Array, atEpochMs: number, lineFeeds: number, isPlain: boolean): void;
  pushAction(action: () => void): void;
  readonly pendingBytes: number;
  /** Resolves when all that is queued now is done. */
  parsed(): Promise<void>;
  /** Forgets everything queued; nothing is called any more. */
  stop(): void;
}

type Entry =
  | {
      readonly kind: 'slice';
      readonly bytes: Uint8Array;
      readonly atEpochMs: number;
      readonly lineFeeds: number;
      readonly isPlain: boolean;
    }
  | { readonly kind: 'action'; readonly run: () => void };

/** Bytes handed to the emulator and not yet parsed; it needs a supply to run without waiting. */
const HANDED_LIMIT_BYTES = 256 * 1_024;
/** Below this the supply should come again, lest the emulator runs dry. */
const LOW_BYTES = 128 * 1_024;
/** Entries done before the list is cut, so that cutting costs little per entry. */
const DONE_LIMIT = 4_096;

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

  pushSlice(bytes: Uint8Array, atEpochMs: number, lineFeeds: number, isPlain: boolean): void {
    if (this.#isStopped) return;
    if (!isPlain) this.#barriers.push(this.#lineFeedsPushed);
    this.#lineFeedsPushed += lineFeeds;
    this.#pendingBytes += bytes.length;
    this.#entries.push({ kind: 'slice', bytes, atEpochMs, lineFeeds, isPlain });
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

  /** Runs actions that are due and announces the slice that is next. */
  #proceed(): void {
    for (;;) {
      const entry = this.#entries[this.#oldest];
      if (entry === undefined || this.#isBegun) return;
      if (entry.kind === 'slice') {
        this.#isBegun = true;
        this.#pass(!entry.isPlain);
        this.#lineFeedsBegun += entry.lineFeeds;
        const end = this.#barriers[this.#nextBarrier] ?? this.#lineFeedsPushed;
        this.#options.sliceBegins(entry.atEpochMs, end - this.#lineFeedsBegun);
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
      this.#options.drained();
      return;
    }
    if (this.#pendingBytes < LOW_BYTES && this.#pendingBytes + entry.bytes.length >= LOW_BYTES) {
      this.#options.drained();
    }
    if (this.#oldest > DONE_LIMIT) {
      this.#entries = this.#entries.slice(this.#oldest);
      this.#unhanded -= this.#oldest;
      this.#oldest = 0;
    }
  }

  #handOver(): void {
    while (
      this.#unhanded < this.#entries.length &&
      this.#handedBytes < HANDED_LIMIT_BYTES &&
      !this.#isStopped
    ) {
      const entry = this.#entries[this.#unhanded];
      this.#unhanded += 1;
      if (entry?.kind !== 'slice') continue;
      this.#handedBytes += entry.bytes.length;
      this.#options.parse(entry.bytes, () => {
        this.#sliceDone();
      });
    }
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
