/** Recognises a run of tests by the summary line of its tool: what failed goes before what passed. */
import type { BlockShape } from '../../../../shared/terminal/block-shape.ts';

type TestsShape = Extract<BlockShape, { kind: 'tests' }>;

/** Lines at the end of an output where summaries stand. */
const SEARCH_LINES = 80;

/** Summaries that need no other line. The first form that is found counts, so failing ones stand first. */
const SUMMARIES: readonly RegExp[] = [
  // vitest, jest
  /^\s*Tests:? +\d+ (?:failed|passed|skipped|todo)\b.*(?:\(\d+\)|\d+ total)$/,
  // pytest, with or without its frame
  /^(?:=+ )?(?:\d+ (?:failed|passed|skipped|errors?|xfailed|xpassed|deselected|warnings?)(?:, )?)+ in \d[\d.]*s(?: \(\S+\))?(?: =+)?$/,
  // cargo test
  /^test result: FAILED\. \d+ passed; \d+ failed;/,
  /^test result: ok\. [1-9]\d* passed; \d+ failed;/,
  /^test result: ok\. \d+ passed; \d+ failed;/,
  // rspec, bats, minitest, PHPUnit, Maven, CTest
  /^\d+ (?:examples?|tests?), \d+ failures?\b/,
  /^\d+ (?:runs|tests), \d+ assertions, \d+ failures, \d+ errors/,
  /^(?:OK \(\d+ tests?, \d+ assertions?\)|Tests: \d+, Assertions: \d+, )/,
  /^(?:\[\w+\] )?Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+/,
  /^\d+% tests passed, \d+ tests failed out of \d+$/,
  // go test
  /^--- FAIL: \S+ \(\d[\d.]*s\)$/,
  /^FAIL\s+\S+ +(?:\d[\d.]*s|\[(?:build|setup) failed\])$/,
  /^ok\s+\S+ +(?:\d[\d.]*s|\(cached\))(?: .*)?$/,
  // mocha
  /^ +\d+ failing$/,
  /^ +\d+ passing \(\d+m?s\)$/,
  // node --test
  /^(?:ℹ|#) fail [1-9]\d*$/,
  /^(?:ℹ|#) pass \d+$/,
];
const UNITTEST_RAN = /^Ran \d+ tests? in \d[\d.]*s$/;
const UNITTEST_FAILED =
  /^FAILED \((?:failures|errors|skipped|expected failures|unexpected successes)=/;
const TAP_PLAN = /^(?:\d+\.\.\d+|TAP version 1[34])$/;
const TAP_RESULT = /^(?:not )?ok \d+\b/;

/** The shape, or null. `lines` is the output or its end. */
export function findTestSummary(lines: readonly string[]): TestsShape | null {
  const from = Math.max(0, lines.length - SEARCH_LINES);
  const end = lines.slice(from);
  const unittest = unittestLine(end);
  if (unittest !== null) return told(lines, from + unittest);
  for (const form of SUMMARIES) {
    const at = end.findLastIndex((line) => form.test(line));
    if (at === -1) continue;
    return told(lines, from + at);
  }
  return tap(lines);
}

function unittestLine(end: readonly string[]): number | null {
  const ran = end.findLastIndex((line) => UNITTEST_RAN.test(line));
  if (ran === -1) return null;
  const after = end.slice(ran + 1);
  if (after.some((line) => /^OK(?: \(.*\))?$/.test(line))) return ran;
  const failed = after.findIndex((line) => UNITTEST_FAILED.test(line));
  return failed === -1 ? null : ran + 1 + failed;
}

/** Test Anything Protocol: a plan and results; the first one that failed, else the plan. */
function tap(lines: readonly string[]): TestsShape | null {
  const plan = lines.findIndex((line) => /^\d+\.\.\d+$/.test(line));
  const results = lines.filter((line) => TAP_RESULT.test(line)).length;
  if (plan === -1 || results === 0 || !lines.slice(0, 3).some((line) => isTapStart(line)))
    return null;
  const failed = lines.findIndex((line) => /^not ok \d+\b(?!.*# (?:TODO|SKIP))/i.test(line));
  return told(lines, failed === -1 ? plan : failed);
}

function isTapStart(line: string): boolean {
  return TAP_PLAN.test(line) || TAP_RESULT.test(line);
}

function told(lines: readonly string[], line: number): TestsShape {
  const text = (lines[line] ?? '').replace(/^[\s=ℹ#]+|[\s=]+$/g, '').replace(/\s+/g, ' ');
  return { kind: 'tests', line, sayFirst: text.slice(0, 300) };
}
