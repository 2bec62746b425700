export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
  /** How many were skipped for each reason. */
  skips: Record<string, number>;
}
export function closingLines(counts: TestCounts): string[];
