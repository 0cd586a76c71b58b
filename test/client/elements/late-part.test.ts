/** A part of the page that comes later: loaded once, and told when it is there or cannot be had. */
import { describe, expect, it } from 'vitest';
import { createLatePart } from '../../../client/elements/app-shell/late-part.ts';

describe('a late part', () => {
  it('is loaded once, however often it is wanted', async () => {
    let fetched = 0;
    let told = 0;
    const part = createLatePart(
      () => Promise.resolve((fetched += 1)),
      () => (told += 1),
    );
    expect(part.state).toBe('wanted-not-yet');
    const first = part.load();
    expect(part.state).toBe('coming');
    await Promise.all([first, part.load()]);
    await part.load();
    expect([part.state, fetched, told]).toEqual(['there', 1, 1]);
  });

  it('is missing when it cannot be had', async () => {
    const part = createLatePart(
      () => Promise.reject(new Error('offline')),
      () => undefined,
    );
    await part.load();
    expect(part.state).toBe('missing');
  });
});
