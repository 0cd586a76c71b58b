/** Numbered input: once each and in order, wherever the connection is cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutbox, OUTBOX_LIMIT_BYTES } from '../../../client/link/outbox.ts';

const line = (text: string) => ({ kind: 'line', text }) as const;

describe('the outbox', () => {
  it('numbers from 1 and sends again only what was not confirmed', () => {
    const outbox = createOutbox();
    outbox.add(line('one'));
    outbox.add(line('two'));
    outbox.add(line('three'));
    outbox.confirm(1);
    expect(outbox.resume(2)).toEqual([{ number: 3, input: line('three') }]);
    expect(outbox.add(line('four'))).toEqual({
      ok: true,
      value: { number: 4, input: line('four') },
    });
  });

  it('gives up what was refused and uses its number again', () => {
    const outbox = createOutbox();
    outbox.add(line('one'));
    outbox.add(line('two'));
    expect(outbox.refuse(1).map(({ number }) => number)).toEqual([1, 2]);
    expect(outbox.refuse(2)).toEqual([]);
    expect(outbox.add(line('three'))).toMatchObject({ ok: true, value: { number: 1 } });
  });

  it('holds at most 64 KiB, empty lines counted too', () => {
    const outbox = createOutbox();
    let added = 0;
    while (outbox.add(line('')).ok) added += 1;
    expect(added).toBeLessThanOrEqual(OUTBOX_LIMIT_BYTES / 64);
    expect(outbox.add(line('x'))).toEqual({
      ok: false,
      failure: { code: 'session.input-behind', limitBytes: OUTBOX_LIMIT_BYTES },
    });
  });

  it('gives back what was never confirmed, once', () => {
    const outbox = createOutbox();
    outbox.add(line('one'));
    expect(outbox.abandon()).toHaveLength(1);
    expect(outbox.abandon()).toHaveLength(0);
    expect(outbox.resume(0)).toEqual([]);
  });

  it('delivers each input exactly once and in order, wherever the connection is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('type', 'cut', 'lose'), { maxLength: 60 }), (events) => {
        const outbox = createOutbox();
        const taken: string[] = [];
        const typed: string[] = [];
        // The keeper takes number n only after n - 1 and confirms the rest again without writing.
        const arrive = (entry: { number: number; input: { text?: string } }): void => {
          if (entry.number === taken.length + 1) taken.push(entry.input.text ?? '');
        };
        let isUp = true;
        for (const event of events) {
          if (event === 'type') {
            const text = `line ${typed.length}`;
            typed.push(text);
            const added = outbox.add(line(text));
            if (!added.ok) throw new Error('full');
            if (isUp) arrive(added.value as never);
          } else if (event === 'lose') {
            isUp = false;
          } else {
            for (const entry of outbox.resume(taken.length)) arrive(entry as never);
            isUp = true;
          }
        }
        for (const entry of outbox.resume(taken.length)) arrive(entry as never);
        expect(taken).toEqual(typed);
      }),
    );
  });
});
