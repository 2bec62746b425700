import { ImportRejected } from '#lib/pipeline/import-rejected.ts';
import { problemsText } from './import-text.ts';
import { FAILED, fail, printJson, say } from './output.ts';

/** Reports a failed import: where rows are bad, what is wrong with each, line by line or as `rows` of the document. */
export function failImport(error: unknown, { json }: { json: boolean }): void {
  if (!(error instanceof ImportRejected)) {
    fail(error, { json });
    return;
  }
  if (json) printJson({ error: { ...error.report, badRows: error.badRows, rows: error.problems } });
  else {
    say(problemsText(error));
    fail(error, { json: false });
  }
  process.exitCode = FAILED;
}
