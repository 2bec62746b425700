import type { ErrorReport } from '#lib/errors.ts';

const STATUSES: Record<string, number> = { internal: 500, 'disk-full': 507 };

/** An error over HTTP: `{error}` as every `--json` command prints it. */
export function errorResponse(report: ErrorReport): Response {
  const status = STATUSES[report.code] ?? (report.code.endsWith('-not-found') ? 404 : 400);
  return Response.json({ error: report }, { status });
}
