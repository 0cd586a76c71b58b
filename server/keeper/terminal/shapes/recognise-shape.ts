/** Tells what kind of thing an output is, the most certain kinds first; each kind's own rules are its own file's. */
import type { BlockShape } from '../../../../shared/terminal/block-shape.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import { findDiff } from './diff-output.ts';
import { findTable } from './find-table.ts';
import { findGitStatus } from './git-status.ts';
import { findJson } from './json-output.ts';
import { findTraces } from './stack-trace.ts';
import { findTestSummary } from './test-summary.ts';
import { SHAPE_LINES, shapeTexts } from './text-lines.ts';

/** An ended output. */
export interface RecognisableOutput {
  readonly commandLine: string;
  /** All kept lines, at most 5,000; more are not looked at. */
  readonly lines: readonly Line[];
  /** Whether no line is missing between them. */
  readonly isComplete: boolean;
}

/** Lines after a trace that leave it the end of the output. */
const LINES_AFTER_TRACE = 4;

/**
 * The shape, or null where none is certain. Takes time in proportion to the characters given, and never throws.
 * Tables, JSON, diffs and `git status` are told only of complete outputs; indexes are those of `lines`.
 */
export function recogniseShape(output: RecognisableOutput): BlockShape | null {
  const { commandLine, lines } = output;
  const isWhole = output.isComplete && lines.length <= SHAPE_LINES;
  const texts = shapeTexts(lines);
  if (texts.every((text) => text === '')) return null;
  if (!isWhole) return findTestSummary(texts) ?? lastTrace(texts);
  return (
    findJson(lines) ??
    findGitStatus(texts, commandLine) ??
    findDiff(texts) ??
    findTestSummary(texts) ??
    findTable(texts, commandLine) ??
    lastTrace(texts)
  );
}

/** The trace that the output ends with. */
function lastTrace(texts: readonly string[]): BlockShape | null {
  const trace = findTraces(texts).at(-1);
  if (trace === undefined) return null;
  const after = texts.slice(trace.end).filter((text) => text !== '').length;
  if (after > LINES_AFTER_TRACE) return null;
  return {
    kind: 'trace',
    line: trace.line,
    sayFirst: (texts[trace.line] ?? '').trim().slice(0, 300),
  };
}
