/** Writes the figures of a component test run to a file, so that nobody has to read them off the terminal. */
import { writeFileSync } from 'node:fs';

/** Counts the tests of a suite and of the suites in it. */
function count(suite, into) {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) into.skipped += 1;
    else if (test.passed) into.passed += 1;
    else into.failed += 1;
  }
  for (const inner of suite?.suites ?? []) count(inner, into);
}

/**
 * @param {string} file where the figures go: `{ passed, failed, skipped, problems, failedFiles }`; a file that could not be loaded at all counts as one failure
 */
export function jsonReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const figures = { passed: 0, failed: 0, skipped: 0, problems: [], failedFiles: [] };
      for (const session of sessions) {
        const before = figures.failed;
        count(session.testResults, figures);
        if (session.passed === false && figures.failed === before) {
          figures.failed += 1;
          figures.problems.push(`${session.browser.name}: ${session.testFile ?? ''} ${session.errors?.[0]?.message ?? 'did not finish'}`);
        }
        if (figures.failed > before) figures.failedFiles.push(session.testFile);
      }
      writeFileSync(file, JSON.stringify(figures));
    },
  };
}
