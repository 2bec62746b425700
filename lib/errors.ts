/** What every error of Joust tells its reader; the shape printed by `--json` commands and returned over HTTP. */
export interface ErrorReport {
  /** Stable, machine-readable, kebab-case: `run-not-found`. */
  readonly code: string;
  /** What was expected. */
  readonly expected: string;
  /** What came instead. */
  readonly got: string;
  /** What the user can do about it. */
  readonly fix: string;
}

/** An error whose cause lies outside Joust (input, configuration, environment) and that its reader can mend. */
export class JoustError extends Error {
  readonly report: ErrorReport;

  constructor(report: ErrorReport, options?: { cause?: unknown }) {
    super(`${report.code}: expected ${report.expected}; got ${report.got}. ${report.fix}`, options);
    this.name = 'JoustError';
    this.report = report;
  }
}

/** Whatever was thrown, as a report. Errors that are not ours keep their message under the code `internal`. */
export function reportOf(thrown: unknown): ErrorReport {
  if (thrown instanceof JoustError) return thrown.report;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', expected: 'no error', got: message, fix: 'Report this with the log of the command.' };
}
