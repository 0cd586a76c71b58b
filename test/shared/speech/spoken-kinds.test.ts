/** What is said of an output that was understood: tables, tests, pipelines, users, entries, late output. */
import { describe, expect, it } from 'vitest';
import { announceResult, failed, type ResultRow } from '../../support/announce-result.ts';
import type { BlockId } from '../../../shared/model/ids.ts';
import { headingOf, latestLabel } from '../../../shared/speech/block-labels.ts';
import { numbered, sampleBlock } from '../../support/sample-session.ts';

const rows: readonly (readonly [name: string, row: ResultRow])[] = [
  [
    'a table',
    {
      lines: numbered(8),
      end: {
        shape: {
          kind: 'table',
          split: 'fields',
          headerLine: 0,
          firstRow: 1,
          rowCount: 7,
          end: 8,
          columns: [
            { title: 'PID', align: 'right', from: 0, to: 5 },
            { title: 'CMD', align: 'left', from: 6, to: null },
          ],
        },
      },
      said: 'ok, table, 7 rows',
    },
  ],
  [
    'a list in JSON',
    {
      lines: numbered(8),
      end: { shape: { kind: 'json', value: 'array', size: 1 } },
      said: 'ok, JSON list, 1 element',
    },
  ],
  [
    'a diff',
    {
      lines: numbered(80),
      end: { shape: { kind: 'diff', files: 2, added: 10, removed: 3 } },
      said: 'ok, diff, 2 files, 10 added, 3 removed',
    },
  ],
  [
    'tests that passed',
    {
      lines: numbered(40),
      end: { shape: { kind: 'tests', line: 39, sayFirst: '120 passed' } },
      said: 'ok, 40 lines, tests: 120 passed',
    },
  ],
  [
    'tests that failed',
    {
      status: failed(1),
      lines: numbered(40),
      end: {
        shape: { kind: 'tests', line: 39, sayFirst: '3 failed, 120 passed' },
        firstError: 'AssertionError',
      },
      said: 'failed 1, 40 lines, tests: 3 failed, 120 passed',
    },
  ],
  [
    'a status of git',
    {
      lines: numbered(12),
      end: { shape: { kind: 'git-status', line: 0, sayFirst: '3 files changed' } },
      said: 'ok, 12 lines, says: 3 files changed',
    },
  ],
  [
    'a pipeline that hides a failure',
    { end: { hiddenFailure: { command: 'make', code: 2 } }, said: 'ok, but make failed 2' },
  ],
  [
    'a pipeline that hides a failure, with output',
    {
      lines: numbered(5),
      end: { hiddenFailure: { command: 'make', code: 2 } },
      said: 'ok, but make failed 2, 5 lines',
    },
  ],
  ['another user', { memory: { user: 'amy' }, end: { user: 'root' }, said: 'ok, now root' }],
  ['the same user', { memory: { user: 'amy' }, end: { user: 'amy' }, said: 'ok, no output' }],
  [
    'late output',
    {
      status: { kind: 'done' },
      block: { kind: 'late', commandLine: '' },
      lines: ['it is done'],
      said: 'output from an earlier command, it is done',
    },
  ],
  [
    'an entry of a program',
    {
      status: { kind: 'done' },
      block: { kind: 'entry', bounds: 'guessed' },
      lines: numbered(4),
      said: 'done, 4 lines',
    },
  ],
];

describe('the result of an output that was understood', () => {
  it.each(rows)('%s', (_name, row) => {
    expect(announceResult(row).text).toBe(row.said);
  });

  it('goes first among results when its pipeline hides a failure', () => {
    const hidden = announceResult({
      end: { hiddenFailure: { command: 'make', code: 2 } },
      said: '',
    });
    expect(hidden.isFailure).toBe(true);
    expect(hidden.mergedText).toBe('ok, but make failed 2, make, no output');
  });
});

describe('names of blocks', () => {
  it('names late output and entries of a program', () => {
    const late = sampleBlock({
      kind: 'late',
      commandLine: '',
      status: { kind: 'done' },
      durationMs: 0,
      lineCount: 1,
    });
    expect(headingOf(late)).toBe('Output from an earlier command, 1 line');
    expect(latestLabel(late)).toBe('output from an earlier command, 1 line');
    const entry = sampleBlock({
      kind: 'entry',
      parent: 1 as BlockId,
      commandLine: 'print(1)',
      bounds: 'guessed',
      status: { kind: 'done' },
      durationMs: 3,
      lineCount: 1,
    });
    expect(headingOf(entry)).toBe('print(1), done, 1 line');
  });
});
