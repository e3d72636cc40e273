/** Counts the tests of `node --test` and writes the figures, and in which files some failed, as JSON once, at the end. Suites are no tests. */
export default async function* figures(source) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const failedFiles = new Set();
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) sum.skipped += 1;
    else if (type === 'test:pass') sum.passed += 1;
    else {
      sum.failed += 1;
      failedFiles.add(data.file);
    }
  }
  yield JSON.stringify({ ...sum, failedFiles: [...failedFiles] });
}
