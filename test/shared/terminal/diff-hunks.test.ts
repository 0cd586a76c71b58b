/** The hunks of a unified diff. */
import { describe, expect, it } from 'vitest';
import { diffHunks, HUNKS_LIMIT } from '../../../shared/terminal/diff-hunks.ts';

describe('hunks', () => {
  it('are read with file, lines of the new file and counts', () => {
    const hunks = diffHunks([
      'diff --git a/x.txt b/x.txt',
      '--- a/x.txt',
      '+++ b/x.txt',
      '@@ -10,3 +10,4 @@ main()',
      ' same',
      '-old',
      '+new',
      '+more',
      '',
      '@@ -30 +31,0 @@',
      '-- a removed line that looks like a file',
      '--- a/y',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-gone',
    ]);
    expect(
      hunks.map(({ file, from, to, added, removed }) => ({ file, from, to, added, removed })),
    ).toEqual([
      { file: 'x.txt', from: 10, to: 13, added: 2, removed: 1 },
      { file: 'x.txt', from: 31, to: 30, added: 0, removed: 1 },
      { file: 'y', from: 0, to: -1, added: 0, removed: 1 },
    ]);
    expect(hunks[0]?.lines).toEqual([
      { kind: 'same', text: 'same' },
      { kind: 'removed', text: 'old' },
      { kind: 'added', text: 'new' },
      { kind: 'added', text: 'more' },
      { kind: 'same', text: '' },
    ]);
  });

  it('that promise more lines than come end where the text does', () => {
    expect(diffHunks(['@@ -1,999999999 +1,999999999 @@', '+a'])[0]?.lines).toHaveLength(1);
  });

  it('are bounded, and a line of ten megabytes is one line', () => {
    const many = Array.from({ length: 2_000 }, () => ['@@ -1 +1 @@', '-a', '+b']).flat();
    expect(diffHunks(many)).toHaveLength(HUNKS_LIMIT);
    const long = `+${'x'.repeat(10_000_000)}`;
    expect(diffHunks(['@@ -1,0 +1 @@', long])[0]?.lines[0]?.text).toHaveLength(10_000_000);
  });
});
