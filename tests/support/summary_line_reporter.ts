import { BaseReporter } from '@japa/runner/core'
import type { NamedReporterContract } from '@japa/runner/types'

export interface TestCounts {
  passed: number
  failed: number
  skipped: number
}

/**
 * Ends the run in `N passed, N failed`. bin/launch.js adds its own checks to the counts, so it gets them
 * as a message instead of a line.
 */
class SummaryLineReporter extends BaseReporter {
  protected override async end(): Promise<void> {
    if (!this.runner) return
    const { aggregates, hasError } = this.runner.getSummary()
    const counts: TestCounts = {
      passed: aggregates.passed + aggregates.regression,
      failed: aggregates.failed,
      skipped: aggregates.skipped + aggregates.todo,
    }
    // A hook outside every test can fail the run without failing a test.
    if (hasError && counts.failed === 0) counts.failed = 1
    // A selection that matches nothing is a mistake, not a success.
    if (counts.passed + counts.failed + counts.skipped === 0) counts.failed = 1
    if (counts.failed > 0) process.exitCode = 1

    if (process.send) process.send({ loftTestCounts: counts })
    // Other reporters are still printing: the line has to be the last one.
    else process.once('exit', () => console.log(textOf(counts)))
  }
}

const textOf = ({ passed, failed, skipped }: TestCounts) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

export const summaryLine = (): NamedReporterContract => ({
  name: 'summary-line',
  handler: (...parameters) => new SummaryLineReporter({}).boot(...parameters),
})
