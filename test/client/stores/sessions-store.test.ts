/** Session state on the page: numbered changes, states in parts, lost sessions. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createSessionsStore, type SessionStep } from '../../../client/stores/sessions-store.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import { sessionHeadSchema } from '../../../shared/terminal/session-view.ts';
import { ended, numbered, printed, sampleBlock, sampleView } from '../../support/sample-session.ts';

const sessionId = '0.session-0123456789' as SessionId;
const { target } = sampleView();
const changes: readonly SessionChange[] = [
  { type: 'phase.changed', phase: { kind: 'open' } },
  { type: 'block.started', block: sampleBlock() },
  printed(1, numbered(3)),
  ended(1, { kind: 'ok' }, numbered(3)),
];

function follow() {
  const store = createSessionsStore();
  const steps: SessionStep[] = [];
  store.onStep((step) => steps.push(step), new AbortController().signal);
  store.expect(sessionId, target);
  const apply = (firstSeq: number, some: readonly SessionChange[]): void =>
    store.applyChanged({
      type: 'session.changed',
      sessionId,
      delivery: 1,
      firstSeq,
      changes: [...some],
    });
  const session = () => store.get().followed.get(sessionId);
  return { store, steps, apply, session };
}

describe('the sessions store', () => {
  it('applies changes in order and tells each with the views around it', () => {
    const { apply, steps, session } = follow();
    apply(1, changes);
    expect(session()?.seq).toBe(4);
    expect(session()?.view?.blocks[0]?.lineCount).toBe(3);
    expect(steps.map(({ change }) => change.type)).toEqual([
      'phase.changed',
      'block.started',
      'block.printed',
      'block.ended',
    ]);
    expect(steps[1]?.before).toBe(steps[0]?.after);
  });

  it('applies a change that comes again only once', () => {
    const { apply, steps, session } = follow();
    apply(1, changes.slice(0, 3));
    apply(2, changes.slice(1));
    expect(session()?.seq).toBe(4);
    expect(steps).toHaveLength(4);
    expect(session()?.view?.blocks).toHaveLength(1);
  });

  it('joins a state that comes in parts and keeps what did not change as it was', () => {
    const { store, apply, session } = follow();
    apply(1, changes);
    const block = session()?.view?.blocks[0];
    if (block === undefined) throw new Error('no block');
    const head = v.parse(v.object(sessionHeadSchema.entries), { ...sampleView(), target });
    const second = sampleBlock({ id: 2 as typeof block.id });
    const restored = { type: 'session.restored', sessionId, seq: 9, parts: 2, head } as const;
    store.applyRestored({ ...restored, delivery: 1, part: 1, blocks: [{ ...block }] });
    expect(session()?.seq).toBe(4);
    store.applyRestored({ ...restored, delivery: 2, part: 2, blocks: [second] });
    expect(session()?.seq).toBe(9);
    expect(session()?.view?.blocks).toHaveLength(2);
    expect(session()?.view?.blocks[0]).toBe(block);
  });

  it('ends a lost session on this side, once', () => {
    const { store, apply, steps, session } = follow();
    apply(1, changes.slice(0, 2));
    store.lose(sessionId, { code: 'keeper.lost' });
    store.lose(sessionId, { code: 'session.unknown' });
    expect(session()?.view?.phase).toEqual({
      kind: 'ended',
      end: { by: 'failure', failure: { code: 'keeper.lost' } },
    });
    expect(steps).toHaveLength(3);
  });
});
