/** The lines that close a test run: skips by reason, then the counts alone on the last line. */
export function closingLines({ passed, failed, skipped, skips }) {
  const reasons = Object.entries(skips).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...reasons.map(([reason, count]) => `skipped ${count}: ${reason}`),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ];
}
