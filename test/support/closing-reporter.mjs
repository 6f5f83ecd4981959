import { writeSync } from 'node:fs';

/**
 * Ends the run with a plain line, `N passed, N failed`, and before it names the suites that were not run because
 * there is no Firestore emulator here. Written as the process ends: jest's own summary comes after every reporter.
 */
export default class ClosingReporter {
  onRunComplete(_contexts, results) {
    // A suite that could not even be loaded has no tests to count, but it has failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const notRun = JSON.parse(process.env.GENDAN_NOT_RUN ?? '[]').map(
      (file) => `not run, no emulator: ${file}\n`,
    );
    const closing = `${notRun.join('')}${results.numPassedTests} passed, ${failed} failed\n`;
    process.once('exit', () => writeSync(process.stdout.fd, closing));
  }
}
