/** Adds up what vitest reports, including what it does not count as a test: files that did not even load. */
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} TestCounts */

/**
 * Reads one JSON report. A run that failed without a failed test, or left no report, counts as one failure, so that
 * the sum can never look better than the run was.
 * @param {string} reportFile
 * @param {boolean} isFine whether vitest exited with 0
 * @returns {TestCounts}
 */
export function readTestCounts(reportFile, isFine) {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 };
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(reportFile, 'utf8'));
  const report = /** @type {VitestReport} */ (parsed);
  const filesNotLoaded = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + filesNotLoaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !isFine ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
