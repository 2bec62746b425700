import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { skipReason } from './skip-reason.ts';
import { closingLines, type TestCounts } from './test-counts.mjs';

/**
 * Counts tests for the closing line. `npm test` asks for the counts in a file (`JOUST_TEST_COUNTS`), because it has
 * checks of its own to add; without it the lines are printed here.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = countTests(modules);
    counts.failed += errors.length;
    const file = process.env.JOUST_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
    else process.stdout.write(`${closingLines(counts).join('\n')}\n`);
  }
}

function countTests(modules: readonly TestModule[]): TestCounts {
  const counts: TestCounts = { passed: 0, failed: 0, skipped: 0, skips: {} };
  for (const module of modules) {
    const tests = [...module.children.allTests()];
    for (const test of tests) countTest(test, counts);
    // A file that cannot be loaded, or whose hooks fail, has no failed test to show for it.
    const hasFailedTest = tests.some((test) => test.result().state === 'failed');
    if (module.state() === 'failed' && !hasFailedTest) counts.failed++;
  }
  return counts;
}

function countTest(test: TestCase, counts: TestCounts): void {
  const result = test.result();
  if (result.state === 'passed') counts.passed++;
  else if (result.state === 'failed') counts.failed++;
  else {
    const reason = skipReason({ name: test.fullName, note: result.state === 'skipped' ? result.note : undefined });
    counts.skipped++;
    counts.skips[reason] = (counts.skips[reason] ?? 0) + 1;
  }
}
