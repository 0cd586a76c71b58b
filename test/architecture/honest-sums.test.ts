/** Proves that the last line of `npm test` and the size of the page cannot look better than they are. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBundleBudget } from '../bundle-budget.mjs';
import { readTestCounts } from '../test-counts.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-sums-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, content: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe('The sum of the tests', () => {
  const report = (testResults: unknown[]): string =>
    put(
      'report.json',
      JSON.stringify({
        numPassedTests: 3,
        numFailedTests: 0,
        numPendingTests: 1,
        numTodoTests: 1,
        testResults,
      }),
    );

  it('is what the report says when all went well', () => {
    expect(readTestCounts(report([]), true)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  });

  it('counts a file that did not load as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(readTestCounts(report([broken]), false).failed).toBe(1);
  });

  it('counts a failure outside of any test', () => {
    expect(readTestCounts(report([]), false).failed).toBe(1);
  });

  it('counts a run without a report as a failure', () => {
    expect(readTestCounts(join(folder, 'none.json'), true).failed).toBe(1);
  });
});

describe('The size of the page', () => {
  // Random text does not shrink much, so each character weighs about 0.75 bytes.
  const heavy = (characters: number): string =>
    `/*${randomBytes(characters).toString('base64').slice(0, characters)}*/`;

  it('follows static imports from script to script', () => {
    put('index.html', '<script type="module" crossorigin src="/assets/a.js"></script>');
    put('assets/a.js', 'import{x as e}from"./b.js";import"./c.js";e();');
    put('assets/b.js', `export*from"./d.js";${heavy(30_000)}`);
    put('assets/c.js', heavy(30_000));
    put('assets/d.js', heavy(30_000));
    expect(checkBundleBudget(folder).sentence).toContain('4 scripts');
    expect(checkBundleBudget(folder).isFine).toBe(false);
  });

  it('leaves out what is loaded later', () => {
    put('index.html', '<script type="module" src="/assets/a.js"></script>');
    put('assets/a.js', 'document.onclick=()=>import("./later.js")');
    put('assets/later.js', heavy(200_000));
    expect(checkBundleBudget(folder)).toMatchObject({ isFine: true });
  });

  it('does not praise a page without a script', () => {
    put('index.html', '<p>Nothing</p>');
    expect(checkBundleBudget(folder).isFine).toBe(false);
  });
});
