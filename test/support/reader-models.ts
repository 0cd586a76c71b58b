/**
 * How four screen readers treat live regions, as far as it decides what is heard: what waits, what is dropped, what
 * cuts. Times in milliseconds, speech by words per minute. Each rule is one that was read or measured of that reader.
 */

/** One announcement as it stood in a live region. */
export interface Shown {
  readonly atMs: number;
  readonly urgency: 'polite' | 'assertive';
  readonly text: string;
}

/** Gives the announcements that a listener hears to their end. */
export type ReaderModel = (shown: readonly Shown[], wordsPerMinute: number) => Shown[];

/** VoiceOver ends what it says and then says only the newest polite text; assertive text cuts in at once. */
export const voiceOver: ReaderModel = (shown, wordsPerMinute) => {
  const heard: Shown[] = [];
  let speaking: Shown | null = null;
  let freeAtMs = 0;
  let waiting: Shown | null = null;
  const settle = (nowMs: number): void => {
    while (speaking !== null && freeAtMs <= nowMs) {
      heard.push(speaking);
      speaking = waiting;
      waiting = null;
      if (speaking !== null) freeAtMs += speechMs(speaking, wordsPerMinute);
    }
  };
  for (const next of shown) {
    settle(next.atMs);
    if (speaking === null || next.urgency === 'assertive') {
      speaking = next;
      freeAtMs = next.atMs + speechMs(next, wordsPerMinute);
      if (next.urgency === 'assertive') waiting = null;
    } else waiting = next;
  }
  settle(Number.POSITIVE_INFINITY);
  return heard;
};

/** NVDA says everything in the order in which it came. */
export const nvda: ReaderModel = (shown) => [...shown];

const ORCA_DEPTH = 9;
const ORCA_REPEAT_MS = 250;
const ORCA_KEPT_MS = 45_000;

/** Orca queues nine, drops a text repeated within 250 ms and what waited 45 s; assertive text empties the queue. */
export const orca: ReaderModel = (shown, wordsPerMinute) => {
  const heard: Shown[] = [];
  let queue: Shown[] = [];
  let freeAtMs = 0;
  let last: Shown | null = null;
  const speakUntil = (nowMs: number): void => {
    for (let next = queue[0]; next !== undefined && freeAtMs <= nowMs; next = queue[0]) {
      queue.shift();
      const startMs = Math.max(freeAtMs, next.atMs);
      if (startMs - next.atMs > ORCA_KEPT_MS) continue;
      freeAtMs = startMs + speechMs(next, wordsPerMinute);
      heard.push(next);
    }
  };
  for (const next of shown) {
    speakUntil(next.atMs);
    const isRepeated = last?.text === next.text && next.atMs - last.atMs < ORCA_REPEAT_MS;
    last = next;
    if (isRepeated) continue;
    if (next.urgency === 'assertive') {
      queue = queue.filter(({ urgency }) => urgency === 'assertive');
      freeAtMs = Math.min(freeAtMs, next.atMs);
    }
    if (queue.length < ORCA_DEPTH) queue.push(next);
  }
  speakUntil(Number.POSITIVE_INFINITY);
  return heard;
};

const CHROMEVOX_QUEUE_MS = 5_000;
const CHROMEVOX_REPEAT_MS = 20;

/** ChromeVox queues what comes within 5 s of the last text and else cuts what it says; repeats within 20 ms are dropped. */
export const chromeVox: ReaderModel = (shown, wordsPerMinute) => {
  const heard: Shown[] = [];
  let queue: { readonly shown: Shown; readonly endMs: number }[] = [];
  let last: Shown | null = null;
  for (const next of shown) {
    if (last !== null && next.atMs - last.atMs < CHROMEVOX_REPEAT_MS) continue;
    const isQueued = last !== null && next.atMs - last.atMs < CHROMEVOX_QUEUE_MS;
    heard.push(...queue.filter(({ endMs }) => endMs <= next.atMs).map((one) => one.shown));
    queue = queue.filter(({ endMs }) => endMs > next.atMs);
    if (!isQueued) queue = [];
    const startMs = Math.max(next.atMs, queue.at(-1)?.endMs ?? 0);
    queue.push({ shown: next, endMs: startMs + speechMs(next, wordsPerMinute) });
    last = next;
  }
  return [...heard, ...queue.map((one) => one.shown)];
};

/** How long a text takes to say. */
function speechMs({ text }: Shown, wordsPerMinute: number): number {
  return (text.split(/\s+/).length / wordsPerMinute) * 60_000;
}
