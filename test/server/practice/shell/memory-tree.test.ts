/** How the in-memory tree of the practice shell keeps files, paths and its limit. */
import { expect, test } from 'vitest';
import { createMemoryTree, resolvePath } from '../../../../server/practice/shell/memory-tree.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const problemOf = (outcome: { ok: true } | { ok: false; failure: string }): string =>
  outcome.ok ? 'fine' : outcome.failure;

test('paths are made absolute and never leave the root', () => {
  expect(resolvePath('/home/guest', '../x/./y//')).toBe('/home/x/y');
  expect(resolvePath('/', '../../..')).toBe('/');
  expect(resolvePath('/a', '/b')).toBe('/b');
});

test('a tree holds at most 1 MiB, names and empty files counted, and gives room back', () => {
  const tree = createMemoryTree(createFakeClock());
  expect(problemOf(tree.writeText('/big', 'x'.repeat(1_000_000), 'replace'))).toBe('fine');
  expect(problemOf(tree.writeText('/big', 'x'.repeat(60_000), 'append'))).toBe('full');
  expect(problemOf(tree.copy('/big', '/twice'))).toBe('full');
  expect(problemOf(tree.remove('/big', false))).toBe('fine');
  let made = 0;
  while (tree.touch(`/${String(made)}`).ok) made += 1;
  expect(made).toBeLessThan(10_000);
  expect(made).toBeGreaterThan(1000);
});

test('what belongs to root can neither be changed nor, where it is hidden, be read', () => {
  const tree = createMemoryTree(createFakeClock());
  tree.makeFolder('/etc');
  tree.writeText('/etc/shadow', 'secret', 'replace');
  tree.protect('/etc/shadow', 'root', false);
  tree.protect('/etc', 'root', true);
  expect(problemOf(tree.readText('/etc/shadow'))).toBe('denied');
  expect(problemOf(tree.writeText('/etc/shadow', 'x', 'append'))).toBe('denied');
  expect(problemOf(tree.remove('/etc/shadow', false))).toBe('denied');
  expect(problemOf(tree.copy('/etc', '/mine'))).toBe('denied');
  expect(problemOf(tree.move('/etc/shadow', '/mine'))).toBe('denied');
  expect(problemOf(tree.touch('/etc/new'))).toBe('denied');
});

test('moving keeps the text, goes into folders and never into itself', () => {
  const tree = createMemoryTree(createFakeClock());
  tree.makeFolder('/a');
  tree.writeText('/f', 'text', 'replace');
  expect(problemOf(tree.move('/f', '/a'))).toBe('fine');
  expect(tree.readText('/a/f')).toEqual({ ok: true, value: 'text' });
  expect(problemOf(tree.move('/a', '/a/b'))).toBe('into-itself');
  expect(problemOf(tree.look('/f'))).toBe('missing');
  expect(problemOf(tree.look('/a/f/g'))).toBe('not-folder');
  expect(problemOf(tree.remove('/a', false))).toBe('is-folder');
  expect(problemOf(tree.remove('/a', true))).toBe('fine');
});
