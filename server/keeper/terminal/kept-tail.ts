/**
 * The newest lines of a block, within bounds of count and bytes. Runs that came as bytes stay bytes until
 * somebody asks, because in a flood most of them are gone before.
 */
import { LINE_STYLES_LIMIT } from '../../../shared/terminal/line.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import { readPlainRun } from './plain-run.ts';
import type { PlainRun } from './plain-run.ts';

/** Lines from the end of what was pushed. */
export interface KeptTail {
  push(line: Line): void;
  pushPlain(run: PlainRun): void;
  clear(): void;
  /** Drops the oldest lines until the bound of bytes, which may have fallen, is kept again. */
  trim(): void;
  readonly length: number;
  /** Memory, estimated; never less than that of the lines. */
  readonly bytes: number;
  /** Lines from index `from` (0: the oldest) to before `to`. */
  slice(from: number, to: number): Line[];
}

/** Lines kept from the end of a block. */
export const TAIL_KEPT = 4_000;
/** What a line costs in V8 beside its text: its object, the head of its string and its places in lists, measured. */
const LINE_COST_BYTES = 96;
/** What one styled part or link costs beside its address. */
const STYLE_COST_BYTES = 64;

/** The newest `left` lines of a run, nobody having asked for their text. */
interface Unread {
  readonly run: PlainRun;
  left: number;
}

const EMPTY: Line = { text: '' };
const BEYOND_LATIN_1 = /[^\u0000-\u00ff]/;

/** No lines yet. `limitBytes` is asked whenever lines come; long lines fill it before the count does. */
export function createKeptTail(limitBytes: () => number): KeptTail {
  return new LazyTail(limitBytes);
}

/** Memory of a line, estimated upwards: V8 stores a line with one letter beyond Latin-1 in 2 bytes for each. */
export function costOfLine({ text, styles, links }: Line): number {
  const bytes = BEYOND_LATIN_1.test(text) ? 2 * text.length : text.length;
  // A line of several rows is held as a chain of them.
  const looks = (styles?.length ?? 0) * STYLE_COST_BYTES + costOfLinks(links);
  return LINE_COST_BYTES + bytes + (text.length >> 2) + looks;
}

function costOfLinks(links: Line['links']): number {
  return (links ?? []).reduce((sum, { address }) => sum + STYLE_COST_BYTES + address.length, 0);
}

class LazyTail implements KeptTail {
  readonly #limitBytes: () => number;
  /** Oldest first, from index `#start` on; what is before it is gone. */
  #lines: Line[] = [];
  #start = 0;
  /** What came after `#lines`, since a run came that was not read; it may be partly gone. */
  #newer: (Line | Unread)[] = [];
  #length = 0;
  #bytes = 0;

  constructor(limitBytes: () => number) {
    this.#limitBytes = limitBytes;
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  push(line: Line): void {
    (this.#newer.length > 0 ? this.#newer : this.#lines).push(line);
    this.#length += 1;
    this.#bytes += costOfLine(line);
    this.#enforceLimits();
  }

  pushPlain(run: PlainRun): void {
    const unread = { run, left: run.lines };
    this.#newer.push(unread);
    this.#length += run.lines;
    this.#bytes += costOfUnread(unread);
    this.#enforceLimits();
  }

  clear(): void {
    if (this.#length === 0) return;
    this.#lines = [];
    this.#start = 0;
    this.#newer = [];
    this.#length = 0;
    this.#bytes = 0;
  }

  trim(): void {
    this.#enforceLimits();
  }

  slice(from: number, to: number): Line[] {
    this.#readAll();
    return this.#lines.slice(this.#start + from, this.#start + to);
  }

  #enforceLimits(): void {
    while (this.#length > TAIL_KEPT) this.#dropOldest(this.#length - TAIL_KEPT);
    const limitBytes = this.#limitBytes();
    if (this.#bytes <= limitBytes) return;
    // Unread runs are estimated; only their lines tell which of them are too many.
    this.#readAll();
    while (this.#bytes > limitBytes && this.#length > 1) this.#dropOldest(1);
  }

  /** Drops at least one line and at most `count`. */
  #dropOldest(count: number): void {
    const oldest = this.#lines[this.#start];
    if (oldest !== undefined) {
      this.#bytes -= costOfLine(oldest);
      this.#length -= 1;
      this.#lines[this.#start] = EMPTY;
      this.#start += 1;
      if (this.#start <= TAIL_KEPT && this.#start < this.#lines.length) return;
      this.#lines = this.#lines.slice(this.#start);
      this.#start = 0;
      return;
    }
    const [newer] = this.#newer;
    if (newer === undefined) return;
    if ('run' in newer && newer.left > count) {
      this.#bytes -= costOfUnread(newer);
      newer.left -= count;
      this.#bytes += costOfUnread(newer);
      this.#length -= count;
      return;
    }
    this.#newer.shift();
    this.#length -= 'run' in newer ? newer.left : 1;
    this.#bytes -= 'run' in newer ? costOfUnread(newer) : costOfLine(newer);
  }

  #readAll(): void {
    if (this.#newer.length === 0) return;
    for (const newer of this.#newer) {
      if (!('run' in newer)) {
        this.#lines.push(newer);
        continue;
      }
      this.#bytes -= costOfUnread(newer);
      for (const line of readPlainRun(newer.run, newer.left)) {
        this.#lines.push(line);
        this.#bytes += costOfLine(line);
      }
    }
    this.#newer = [];
  }
}

/** Never less than its lines cost once they are read, so that reading them changes nothing. */
function costOfUnread({ run: { bytes, styles }, left }: Unread): number {
  const looks = Math.min(styles, left * LINE_STYLES_LIMIT) * STYLE_COST_BYTES;
  return bytes.length + (bytes.length >> 2) + left * LINE_COST_BYTES + looks;
}
