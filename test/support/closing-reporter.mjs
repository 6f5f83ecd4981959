/**
 * Ends the run with a plain line, `N passed, N failed`, and before it names the suites that were not run because
 * there is no Firestore emulator here.
 */
export default class ClosingReporter {
  onRunComplete(_contexts, results) {
    for (const file of JSON.parse(process.env.GENDAN_NOT_RUN ?? '[]'))
      process.stdout.write(`not run, no emulator: ${file}\n`);
    // A suite that could not even be loaded has no tests to count, but it has failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed\n`);
  }
}
