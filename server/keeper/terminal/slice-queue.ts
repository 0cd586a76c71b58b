/**
 * The order of events: slices on their way through the emulator, and what must happen between them. Slices are
 * handed over without awaiting each (awaiting costs a timer turn), but never more than a bounded amount.
 */

/** What the queue drives. */
export interface SliceQueueOptions {
  /** Starts parsing; `done` is called when the slice is parsed, before the next one is. */
  parse(slice: Uint8Array, done: () => void): void;
  sliceBegins(atEpochMs: number, lineFeedsBehind: number): void;
  /** Nothing is left. */
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
/** Entries done before the list is cut, so that cutting costs little per entry. */
const DONE_LIMIT = 4_096;

/** An empty queue. */
export function createSliceQueue(options: SliceQueueOptions): SliceQueue {
  let entries: Entry[] = [];
  /** Index of the oldest entry not done, and of the first not handed to the emulator. */
  let oldest = 0;
  let unhanded = 0;
  let handedBytes = 0;
  let pendingBytes = 0;
  let isStopped = false;
  /** Whether the oldest entry is a slice that was announced. */
  let isBegun = false;
  const waiting = new Set<() => void>();
  /**
   * Line feeds pushed in all, those of slices begun, and the counts at which the row of plain slices ends:
   * before each entry that is not plain.
   */
  let lineFeedsPushed = 0;
  let lineFeedsBegun = 0;
  let barriers: number[] = [];
  let nextBarrier = 0;

  function pass(barrier: boolean): void {
    if (barrier) nextBarrier += 1;
    if (nextBarrier > DONE_LIMIT) {
      barriers = barriers.slice(nextBarrier);
      nextBarrier = 0;
    }
  }

  /** Runs actions that are due and announces the slice that is next. */
  function proceed(): void {
    for (;;) {
      const entry = entries[oldest];
      if (entry === undefined || isBegun) return;
      if (entry.kind === 'slice') {
        isBegun = true;
        pass(!entry.isPlain);
        lineFeedsBegun += entry.lineFeeds;
        const end = barriers[nextBarrier] ?? lineFeedsPushed;
        options.sliceBegins(entry.atEpochMs, end - lineFeedsBegun);
        return;
      }
      pass(true);
      oldest += 1;
      entry.run();
      if (isStopped) return;
    }
  }

  function sliceDone(): void {
    if (isStopped) return;
    const entry = entries[oldest];
    if (entry?.kind !== 'slice') return;
    isBegun = false;
    oldest += 1;
    pendingBytes -= entry.bytes.length;
    handedBytes -= entry.bytes.length;
    proceed();
    handOver();
    if (oldest === entries.length) {
      entries = [];
      oldest = 0;
      unhanded = 0;
      options.drained();
    } else if (oldest > DONE_LIMIT) {
      entries = entries.slice(oldest);
      unhanded -= oldest;
      oldest = 0;
    }
  }

  function handOver(): void {
    while (unhanded < entries.length && handedBytes < HANDED_LIMIT_BYTES && !isStopped) {
      const entry = entries[unhanded];
      unhanded += 1;
      if (entry?.kind !== 'slice') continue;
      handedBytes += entry.bytes.length;
      options.parse(entry.bytes, sliceDone);
    }
  }

  function pushAction(run: () => void): void {
    if (isStopped) return;
    if (oldest === entries.length) {
      run();
      return;
    }
    barriers.push(lineFeedsPushed);
    entries.push({ kind: 'action', run });
  }

  return {
    pushSlice(bytes, atEpochMs, lineFeeds, isPlain) {
      if (isStopped) return;
      if (!isPlain) barriers.push(lineFeedsPushed);
      lineFeedsPushed += lineFeeds;
      pendingBytes += bytes.length;
      entries.push({ kind: 'slice', bytes, atEpochMs, lineFeeds, isPlain });
      proceed();
      handOver();
    },
    pushAction,
    get pendingBytes() {
      return pendingBytes;
    },
    parsed() {
      if (isStopped || oldest === entries.length) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.add(resolve);
        pushAction(() => {
          waiting.delete(resolve);
          resolve();
        });
      });
    },
    stop() {
      isStopped = true;
      entries = [];
      barriers = [];
      pendingBytes = 0;
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  };
}
