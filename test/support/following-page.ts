/** A page as the protocol describes it: applies deliveries in order, joins restores, remembers its last number. */
import { applySessionChange } from '../../shared/terminal/apply-session-change.ts';
import type { KeeperFact } from '../../shared/protocol/server-message.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';

/** What one page knows of one session. */
export interface FollowingPage {
  readonly view: SessionView | null;
  /** Last change applied, null: nothing yet. */
  readonly seq: number | null;
  /** Last delivery applied on this attachment. */
  readonly delivery: number;
  /** Takes session.changed and session.restored; ignores other facts. Throws where numbers do not follow. */
  take(fact: KeeperFact): void;
  /** A new attachment begins. */
  reattach(): void;
}

/** A page that knows nothing yet. */
export function createFollowingPage(): FollowingPage {
  let view: SessionView | null = null;
  let seq: number | null = null;
  let delivery = 0;
  let parts: CommandBlock[] = [];
  let nextPart = 1;
  return {
    get view() {
      return view;
    },
    get seq() {
      return seq;
    },
    get delivery() {
      return delivery;
    },
    reattach() {
      delivery = 0;
      parts = [];
      nextPart = 1;
    },
    take(fact) {
      if (fact.type !== 'session.changed' && fact.type !== 'session.restored') return;
      delivery += 1;
      if (fact.delivery !== delivery) throw new Error('A delivery is missing.');
      if (fact.type === 'session.changed') {
        if (view === null || seq === null || fact.firstSeq !== seq + 1) {
          throw new Error(`Changes begin at ${String(fact.firstSeq)} after ${String(seq)}.`);
        }
        for (const change of fact.changes) view = applySessionChange(view, change);
        seq += fact.changes.length;
        return;
      }
      if (fact.part !== nextPart) throw new Error('A part is missing.');
      parts.push(...fact.blocks);
      nextPart += 1;
      if (fact.part < fact.parts) return;
      view = { ...fact.head, blocks: parts };
      seq = fact.seq;
      parts = [];
      nextPart = 1;
    },
  };
}
