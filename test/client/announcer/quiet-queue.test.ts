/** Holding speech: answers to keys go on, results wait and merge, nothing is lost. */
import { describe, expect, it } from 'vitest';
import { createQuietQueue } from '../../../client/announcer/quiet-queue.ts';
import { plainAnnouncement } from '../../../shared/speech/announcement.ts';

describe('a queue that is held', () => {
  it('lets through what asks and answers, and keeps results until it goes on', () => {
    const queue = createQuietQueue();
    queue.add(plainAnnouncement('ok, ls', 'result', 's1'), 0);
    queue.setQuiet(true);
    expect(queue.next()).toBeNull();
    queue.add(plainAnnouncement('failed 2, make', 'result', 's1', { isFailure: true }), 1);
    queue.add(plainAnnouncement('waits', 'prompt', 's2', { urgency: 'assertive' }), 2);
    queue.add(plainAnnouncement('quiet', 'answer', 'page', { urgency: 'assertive' }), 3);
    const urgent = [queue.next()?.text];
    queue.takeNext();
    urgent.push(queue.next()?.text);
    queue.takeNext();
    expect(urgent.sort()).toEqual(['quiet', 'waits']);
    expect(queue.next()).toBeNull();
    queue.setQuiet(false);
    expect(queue.next()?.text).toBe('failed 2, make; ok, ls');
    queue.takeNext();
    expect(queue.next()).toBeNull();
  });

  it('does nothing when it is held twice', () => {
    const queue = createQuietQueue();
    queue.add(plainAnnouncement('ok, ls', 'result', 's1'), 0);
    queue.setQuiet(true);
    queue.setQuiet(true);
    queue.setQuiet(false);
    expect(queue.next()?.text).toBe('ok, ls');
  });
});
