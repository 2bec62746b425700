import { ImportRejected } from '#lib/pipeline/import-rejected.ts';
import { FAILED, fail, printJson, say } from './output.ts';

/** Reports a failed import: where rows are bad, what is wrong with each, line by line or as `rows` of the document. */
export function failImport(error: unknown, { json }: { json: boolean }): void {
  if (!(error instanceof ImportRejected)) {
    fail(error, { json });
    return;
  }
  if (json) printJson({ error: { ...error.report, badRows: error.badRows, rows: error.problems } });
  else {
    sayProblems(error);
    fail(error, { json: false });
  }
  process.exitCode = FAILED;
}

function sayProblems(rejected: ImportRejected): void {
  for (const { file, line, field, expected, got, fix } of rejected.problems) {
    say(`${file}:${line}  ${field}: expected ${expected}; got ${got}. ${fix}`);
  }
  const listed = new Set(rejected.problems.map(({ file, line }) => `${file}:${line}`)).size;
  if (rejected.badRows > listed) say(`… and ${rejected.badRows - listed} more bad rows`);
}
