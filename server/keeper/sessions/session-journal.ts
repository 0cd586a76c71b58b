/**
 * The numbered changes of one session and the state they lead to. Keeps the newest changes in a ring of bounded
 * size, so that a page that was away briefly gets them again; whoever was away longer gets the state instead.
 */
import { applySessionChange } from '../../../shared/terminal/apply-session-change.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';

/** A change with its size as JSON in bytes of UTF-8. */
export interface JournalEntry {
  readonly seq: number;
  readonly change: SessionChange;
  readonly bytes: number;
}

/** The changes and the state of a session. */
export interface SessionJournal {
  /** The state after change `seq`. Immutable: it may be kept while the journal goes on. */
  readonly view: SessionView;
  /** Number of the newest change, 0 before the first. */
  readonly seq: number;
  append(changes: readonly SessionChange[]): void;
  /** Whether every change after `seq` is still there; false for numbers this journal has not given out. */
  hasAllAfter(seq: number): boolean;
  /**
   * Changes from number `from` on, as many as fit into `limitBytes` but at least one; none when there is
   * nothing newer. Only for a `from` with `hasAllAfter(from - 1)`.
   */
  take(from: number, limitBytes: number): readonly JournalEntry[];
  /** Size of the changes in the ring, as JSON in bytes of UTF-8. */
  readonly keptBytes: number;
  /** Forgets the oldest changes until at most `bytes` are kept; the state stays as it is. */
  forgetDownTo(bytes: number): void;
  /** Size of a block as JSON, in bytes of UTF-8. */
  blockBytes(block: CommandBlock): number;
}

/** A journal without changes that begins with `initialView` and keeps at most `ringBytes` of changes. */
export function createSessionJournal(initialView: SessionView, ringBytes: number): SessionJournal {
  let view = initialView;
  let seq = 0;
  let ring: (JournalEntry | undefined)[] = [];
  /** Entries before this index are gone; their empty places are cut off now and then, because shifting each is slow. */
  let first = 0;
  let keptBytes = 0;
  // Blocks are immutable, so each is measured once however many pages ask for it.
  const sizes = new WeakMap<CommandBlock, number>();

  const forgetDownTo = (bytes: number): void => {
    while (keptBytes > bytes && first < ring.length) {
      keptBytes -= ring[first]?.bytes ?? 0;
      // Not only skipped: a few hundred large changes in waiting would be more than the ring itself.
      ring[first] = undefined;
      first += 1;
    }
    if (first > 256 && first > ring.length / 2) {
      ring = ring.slice(first);
      first = 0;
    }
  };
  const oldestSeq = (): number => seq - (ring.length - first) + 1;

  return {
    get view() {
      return view;
    },
    get seq() {
      return seq;
    },
    append(changes) {
      for (const change of changes) {
        view = applySessionChange(view, change);
        seq += 1;
        const bytes = jsonBytes(change);
        ring.push({ seq, change, bytes });
        keptBytes += bytes;
      }
      forgetDownTo(ringBytes);
    },
    get keptBytes() {
      return keptBytes;
    },
    forgetDownTo,
    hasAllAfter: (after) => after <= seq && after + 1 >= oldestSeq(),
    take(from, limitBytes) {
      const entries: JournalEntry[] = [];
      let bytes = 0;
      for (let index = first + from - oldestSeq(); index < ring.length; index += 1) {
        const entry = ring[index];
        if (entry === undefined) break;
        if (entries.length > 0 && bytes + entry.bytes > limitBytes) break;
        bytes += entry.bytes;
        entries.push(entry);
      }
      return entries;
    },
    blockBytes(block) {
      const known = sizes.get(block);
      if (known !== undefined) return known;
      const bytes = jsonBytes(block);
      sizes.set(block, bytes);
      return bytes;
    },
  };
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
