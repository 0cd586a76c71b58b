/** After any changes, cuts, stalls and re-attachments a page's state equals the keeper's. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAttachment } from '../../../../server/keeper/sessions/attachment.ts';
import { createSessionJournal } from '../../../../server/keeper/sessions/session-journal.ts';
import type { SessionId } from '../../../../shared/model/ids.ts';
import type { KeeperFact } from '../../../../shared/protocol/server-message.ts';
import { IN_FLIGHT_LIMIT_BYTES } from '../../../../shared/protocol/session-conversation.ts';
import { sampleBlock } from '../../../support/sample-session.ts';
import type { CommandBlock } from '../../../../shared/terminal/command-block.ts';
import { initialSessionView } from '../../../../shared/terminal/session-view.ts';
import { createFollowingPage } from '../../../support/following-page.ts';
import { anyChange } from '../../../support/sample-changes.ts';

const sessionId = `0.${'s'.repeat(22)}` as SessionId;
const target = {
  kind: 'host',
  hostName: 'box',
  address: 'box',
  port: 22,
  userName: 'amy',
} as const;

/** A page on a road that can be cut and stalled; what is under way when it is cut is lost. */
function createRoad(ringBytes: number) {
  const journal = createSessionJournal(initialSessionView(target), ringBytes);
  const page = createFollowingPage();
  let underWay: KeeperFact[] = [];
  let isOpen = true;
  const outlet = { send: (fact: KeeperFact) => void underWay.push(fact), canSend: () => isOpen };
  const attach = (since: number | null) => createAttachment({ sessionId, journal, outlet, since });
  let attachment = attach(null);
  return {
    journal,
    page,
    underWayBytes: () =>
      underWay.reduce((sum, fact) => sum + Buffer.byteLength(JSON.stringify(fact)), 0),
    change(changes: Parameters<typeof journal.append>[0]) {
      journal.append(changes);
      attachment.pump();
    },
    setOpen(value: boolean) {
      isOpen = value;
      attachment.pump();
    },
    /** The page receives up to `facts` and acknowledges or not. */
    receive(facts: number, acknowledges: boolean) {
      for (const fact of underWay.splice(0, facts)) page.take(fact);
      if (acknowledges) attachment.acknowledge(page.delivery);
      attachment.pump();
    },
    reattach() {
      underWay = [];
      page.reattach();
      attachment = attach(page.seq);
      attachment.pump();
      return attachment;
    },
    catchUp() {
      isOpen = true;
      for (let round = 0; round < 10_000 && (round === 0 || underWay.length > 0); round += 1) {
        this.receive(Infinity, true);
      }
    },
  };
}

const step = fc.oneof(
  // Large enough that two of them need a restore in parts, which changes may interrupt.
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('grow' as const), id: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      changes: fc.array(anyChange, { maxLength: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      facts: fc.nat({ max: 5 }),
      acknowledges: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('road' as const), isOpen: fc.boolean() }) },
);

describe('journal and attachment', () => {
  test('a page that was cut off anywhere ends up with the state of the keeper', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.constantFrom(0, 2_000, 1 << 20),
        (steps, ringBytes) => {
          const road = createRoad(ringBytes);
          for (const one of steps) {
            if (one.do === 'change') road.change(one.changes);
            else if (one.do === 'grow')
              road.change([{ type: 'block.started', block: block(one.id, 50, 1_900) }]);
            else if (one.do === 'receive') road.receive(one.facts, one.acknowledges);
            else if (one.do === 'road') road.setOpen(one.isOpen);
            else road.reattach();
          }
          road.catchUp();
          expect(road.page.seq).toBe(road.journal.seq);
          expect(road.page.view).toEqual(road.journal.view);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a page that acknowledges nothing never has more than 256 KiB under way', () => {
    const road = createRoad(1 << 20);
    for (let index = 1; index <= 2_000; index += 1) {
      road.change([{ type: 'block.started', block: block(index, 40) }]);
    }
    expect(road.underWayBytes()).toBeLessThanOrEqual(IN_FLIGHT_LIMIT_BYTES);
    road.catchUp();
    expect(road.page.view).toEqual(road.journal.view);
  });

  test('a page that was away for less than the ring gets changes, for longer the state in parts', () => {
    const road = createRoad(100_000);
    road.catchUp();
    road.change([{ type: 'bell.rung', bells: 1 }]);
    expect(road.reattach().restores).toBe(false);
    road.catchUp();
    for (let index = 1; index <= 300; index += 1) {
      road.journal.append([{ type: 'block.started', block: block(index, 50) }]);
    }
    expect(road.reattach().restores).toBe(true);
    road.catchUp();
    expect(road.page.view?.blocks).toHaveLength(300);
    expect(road.page.view).toEqual(road.journal.view);
  });

  test('a number that this journal never gave out leads to a restore', () => {
    const road = createRoad(1 << 20);
    expect(road.journal.hasAllAfter(7)).toBe(false);
    expect(road.journal.hasAllAfter(0)).toBe(true);
  });
});

function block(id: number, lines: number, width = 100): CommandBlock {
  return sampleBlock({
    id: id as CommandBlock['id'],
    commandLine: `echo ${String(id)}`,
    lineCount: lines,
    head: Array.from({ length: lines }, () => ({ text: 'x'.repeat(width) })),
  });
}
