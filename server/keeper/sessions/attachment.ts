/**
 * One page following one session. Facts under way are bounded by what the page has acknowledged; beyond that
 * nothing is queued: the attachment remembers one number and goes on from the journal, or restores the state.
 */
import type { SessionId } from '../../../shared/model/ids.ts';
import type { KeeperFact } from '../../../shared/protocol/server-message.ts';
import { IN_FLIGHT_LIMIT_BYTES } from '../../../shared/protocol/session-conversation.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import type { SessionHead, SessionView } from '../../../shared/terminal/session-view.ts';
import { limits } from '../../config/limits.ts';
import type { SessionJournal } from './session-journal.ts';

/** Where facts for one page go. */
export interface FactOutlet {
  send(fact: KeeperFact): void;
  /** False while the road to the page takes nothing that can wait. */
  canSend(): boolean;
}

/** A page that follows a session. */
export interface Attachment {
  /** Whether the facts that follow begin with session.restored. */
  readonly restores: boolean;
  /** Sends what is new, as far as the page keeps up. Called after every change and whenever the road is free again. */
  pump(): void;
  /** The page has applied everything up to `delivery`. */
  acknowledge(delivery: number): void;
}

/** Facts around the changes or blocks of one message, in bytes; a bound, not a measure. */
const ENVELOPE_BYTES = 256;

/** Part of a state that is being sent. */
interface Restore {
  readonly seq: number;
  readonly head: SessionHead;
  readonly headBytes: number;
  readonly parts: readonly { readonly blocks: CommandBlock[]; readonly bytes: number }[];
  next: number;
}

/** Follows a session from after change `since`; null: from its whole state. Sends nothing before the first `pump`. */
export function createAttachment(options: {
  readonly sessionId: SessionId;
  readonly journal: SessionJournal;
  readonly outlet: FactOutlet;
  readonly since: number | null;
}): Attachment {
  const { sessionId, journal, outlet, since } = options;
  /** Number of the next change to send; null: a restore has to come first. */
  let nextSeq = since !== null && journal.hasAllAfter(since) ? since + 1 : null;
  const restores = nextSeq === null;
  let restore: Restore | null = null;
  let delivery = 0;
  const underWay = createUnderWay();
  const send = (bytes: number, fact: KeeperFact): void => {
    underWay.add(delivery, bytes);
    outlet.send(fact);
  };

  const sendPart = (current: Restore): boolean => {
    const part = current.parts[current.next];
    if (part === undefined) return false;
    const bytes = part.bytes + current.headBytes + ENVELOPE_BYTES;
    if (!underWay.hasRoomFor(bytes)) return false;
    current.next += 1;
    delivery += 1;
    if (current.next === current.parts.length) {
      restore = null;
      nextSeq = current.seq + 1;
    }
    send(bytes, {
      type: 'session.restored',
      sessionId,
      delivery,
      seq: current.seq,
      part: current.next,
      parts: current.parts.length,
      head: current.head,
      blocks: part.blocks,
    });
    return true;
  };

  const sendChanges = (from: number): boolean => {
    const entries = journal.take(from, limits.changesPerMessageBytes);
    if (entries.length === 0) return false;
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, ENVELOPE_BYTES);
    if (!underWay.hasRoomFor(bytes)) return false;
    nextSeq = from + entries.length;
    delivery += 1;
    send(bytes, {
      type: 'session.changed',
      sessionId,
      delivery,
      firstSeq: from,
      changes: entries.map((entry) => entry.change),
    });
    return true;
  };

  const sendNext = (): boolean => {
    if (restore !== null) return sendPart(restore);
    if (nextSeq !== null && journal.hasAllAfter(nextSeq - 1)) return sendChanges(nextSeq);
    // Nothing is cut into parts while the page has no room: the state would be old when it has.
    if (!underWay.hasRoomFor(limits.restorePartBytes)) return false;
    nextSeq = null;
    restore = cutIntoParts(journal);
    return sendPart(restore);
  };

  return {
    restores,
    pump() {
      while (outlet.canSend() && sendNext());
    },
    acknowledge(upTo) {
      if (upTo <= delivery) underWay.settle(upTo);
    },
  };
}

/** What a page has been sent and has not acknowledged. */
interface UnderWay {
  /** One fact is always allowed, however large it is; the next one waits for the page. */
  hasRoomFor(bytes: number): boolean;
  add(delivery: number, bytes: number): void;
  settle(upTo: number): void;
}

function createUnderWay(): UnderWay {
  let sent: { readonly delivery: number; readonly bytes: number }[] = [];
  let sumBytes = 0;
  return {
    hasRoomFor: (bytes) => sumBytes === 0 || sumBytes + bytes <= IN_FLIGHT_LIMIT_BYTES,
    add(delivery, bytes) {
      sent.push({ delivery, bytes });
      sumBytes += bytes;
    },
    settle(upTo) {
      sent = sent.filter((one) => one.delivery > upTo);
      sumBytes = sent.reduce((sum, one) => sum + one.bytes, 0);
    },
  };
}

/** The present state in parts of bounded size, at least one; each block stands in exactly one part. */
function cutIntoParts(journal: SessionJournal): Restore {
  const { blocks, ...head } = journal.view satisfies SessionView;
  const parts: { blocks: CommandBlock[]; bytes: number }[] = [{ blocks: [], bytes: 0 }];
  for (const block of blocks) {
    const bytes = journal.blockBytes(block);
    let part = parts.at(-1);
    if (
      part === undefined ||
      (part.blocks.length > 0 && part.bytes + bytes > limits.restorePartBytes)
    ) {
      part = { blocks: [], bytes: 0 };
      parts.push(part);
    }
    part.blocks.push(block);
    part.bytes += bytes;
  }
  const headBytes = Buffer.byteLength(JSON.stringify(head));
  return { seq: journal.seq, head, headBytes, parts, next: 0 };
}
